const PREFIX = "RF";
const BODY_DIGITS = 9;
/** How many references there are. */
const REFERENCES = 10 ** BODY_DIGITS;
/** Has no factor in common with `REFERENCES`, so that no two numbers get one reference. */
const SPREAD = 618_033_989n;
/** Times `SPREAD` it is 1, modulo `REFERENCES`. */
const GATHER = 1_536_909n;

/** Characters of a reference of ours, without spaces. */
export const PAYMENT_REFERENCE_CHARACTERS = PREFIX.length + 2 + BODY_DIGITS;

/**
 * The reference by which a debtor pays: a creditor reference of ISO 11649, `RF`, two check digits (ISO 7064, MOD 97-10)
 * and nine digits, such as `RF74123456789`.
 *
 * South African banks carry 20 characters of what a payer writes for the receiver, in capitals; the 25 of the longest RF
 * reference would be cut, these 13 fit with spaces between (16), and with a word before them. Modulo 97 notices every
 * wrong character and every two that changed places, where Luhn's digit misses 09 for 90 and lets one wrong number in
 * ten pass. Banks elsewhere know the form, and CAMT.053 has a field for it. Numbers that follow one another are spread
 * over all nine digits: what passes the check by chance is hardly ever somebody's.
 *
 * @param number the account's own, from 0 to 999,999,999
 * @throws RangeError for another
 */
export function paymentReference(number: number): string {
  if (!Number.isInteger(number) || number < 0 || number >= REFERENCES) {
    throw new RangeError(
      `No reference is made of ${number}: it must be a whole number of up to 9 digits`,
    );
  }
  const spread = (BigInt(number) * SPREAD) % BigInt(REFERENCES);
  const body = String(spread).padStart(BODY_DIGITS, "0");
  return PREFIX + checkDigits(body) + body;
}

/** The number that `paymentReference` made a reference of; `undefined` for what is none of ours. */
export function numberOfReference(reference: string): number | undefined {
  if (!isPaymentReference(reference)) return undefined;
  const spread = BigInt(reference.slice(PREFIX.length + 2));
  return Number((spread * GATHER) % BigInt(REFERENCES));
}

/** In groups of four, as people read and write it: `RF74 1234 5678 9`. */
export function referenceInGroups(reference: string): string {
  return reference.replaceAll(/(.{4})(?=.)/g, "$1 ");
}

/** Whether a text without spaces is a creditor reference of ISO 11649 whose check digits hold. */
export function isCreditorReference(text: string): boolean {
  return /^RF\d{2}[A-Z0-9]{1,21}$/.test(text) && remainder(text.slice(4) + text.slice(0, 4)) === 1;
}

/** As `isCreditorReference`, of the length and the kind that ours have. */
export function isPaymentReference(text: string): boolean {
  return (
    text.length === PAYMENT_REFERENCE_CHARACTERS &&
    /^RF\d+$/.test(text) &&
    isCreditorReference(text)
  );
}

function checkDigits(body: string): string {
  return String(98 - remainder(`${body}${PREFIX}00`)).padStart(2, "0");
}

/** Modulo 97, a letter being 10 for A to 35 for Z. ISO 7064. */
function remainder(text: string): number {
  let rest = 0;
  for (let index = 0; index < text.length; index++) {
    const value = Number.parseInt(text.charAt(index), 36);
    rest = (value < 10 ? rest * 10 + value : rest * 100 + value) % 97;
  }
  return rest;
}
