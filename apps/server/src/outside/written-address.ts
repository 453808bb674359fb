import { normalAddress, portfolioCountries, type Keyring, type Transaction } from "@fairflow/db";

/** An address that is written without the debtor whose it is. */
export interface WrittenAddress {
  readonly address: string;
  /** Where a number without a country code belongs. */
  readonly country?: string | undefined;
}

/**
 * The digests of what an address may be: of a number without its country, one for each country of the portfolios where it
 * is a number. What is neither number nor e-mail address is read as a postal one.
 */
export async function digestsOf(
  tx: Transaction,
  keyring: Keyring,
  { address, country }: WrittenAddress,
): Promise<readonly Uint8Array[]> {
  const email = normalAddress(keyring, { kind: "email", value: address }, country ?? "");
  if (email !== undefined) return [email.hmac];
  const countries = country === undefined ? await portfolioCountries(tx) : [country];
  const numbers = countries.flatMap(
    (each) => normalAddress(keyring, { kind: "phone", value: address }, each)?.hmac ?? [],
  );
  if (numbers.length > 0) {
    return [...new Map(numbers.map((hmac) => [Buffer.from(hmac).toString("hex"), hmac])).values()];
  }
  const postal = /\p{L}/u.test(address)
    ? normalAddress(keyring, { kind: "postal", value: address }, country ?? "")
    : undefined;
  return postal === undefined ? [] : [postal.hmac];
}
