/**
 * Currencies whose amounts Stripe counts in another unit than the currency's own minor unit: the krona and the shilling have
 * no cents but are sent with two zeros, the ariary has fifths and is sent without.
 * https://docs.stripe.com/currencies#special-cases
 */
const COUNTED_OTHERWISE = new Set(["ISK", "UGX", "MGA"]);

/** Three decimals, of which Stripe takes the last as zero alone. */
const THREE_DECIMALS = new Set(["BHD", "JOD", "KWD", "OMR", "TND"]);

/** The largest amount of eight digits that Stripe takes. */
const LARGEST = 99_999_999;

/** Whether minor units mean the same to Stripe as to us. */
export function isStripeAmount(amount: number, currency: string): boolean {
  if (COUNTED_OTHERWISE.has(currency)) return false;
  if (THREE_DECIMALS.has(currency) && amount % 10 !== 0) return false;
  return Number.isSafeInteger(amount) && amount > 0 && amount <= LARGEST;
}
