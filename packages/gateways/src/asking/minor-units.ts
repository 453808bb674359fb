/**
 * Reads an amount with two decimals, such as `1250.00`, as minor units: by its digits, since a float would round. Undefined
 * for anything else: a sign, a comma, an exponent, one or three decimals.
 */
export function centsOf(text: string): number | undefined {
  const match = /^(0|[1-9]\d{0,11})\.(\d{2})$/.exec(text);
  return match === null ? undefined : Number(`${match[1]}${match[2]}`);
}

/** Minor units as an amount with two decimals. */
export function decimalOf(cents: number): string {
  const digits = String(cents).padStart(3, "0");
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`;
}
