import { createHash } from "node:crypto";

const LENGTH = 128;

/**
 * Ozow's hash: the values one after another with the private key behind them, in lower case, SHA-512 in hex. The borders of
 * the fields and the case of letters are not protected, so that a good hash alone proves little: a notice is believed only
 * as far as Ozow's API confirms it. https://hub.ozow.com/docs/step-1-post-from-merchant
 */
export function ozowHash(values: readonly string[], privateKey: string): string {
  return createHash("sha512").update(ozowHashText(values, privateKey)).digest("hex");
}

export function ozowHashText(values: readonly string[], privateKey: string): string {
  return `${values.join("")}${privateKey}`.toLowerCase();
}

/** Some of Ozow's own examples cut the zeros at the front of a hash; they are put back before it is compared. */
export function paddedHash(hash: string): string {
  return hash.padStart(LENGTH, "0");
}
