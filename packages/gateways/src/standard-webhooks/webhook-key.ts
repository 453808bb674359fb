const PREFIX = "whsec_";

/**
 * The key bytes of a Standard Webhooks secret, `whsec_` and base64; the prefix may be missing.
 *
 * @throws RangeError for a secret that holds no key: with an empty key anybody can sign
 */
export function webhookKey(secret: string): Uint8Array {
  const encoded = secret.startsWith(PREFIX) ? secret.slice(PREFIX.length) : secret;
  const key = Buffer.from(encoded, "base64");
  if (
    key.length === 0 ||
    key.toString("base64").replace(/=+$/, "") !== encoded.replace(/=+$/, "")
  ) {
    throw new RangeError("A webhook secret is whsec_ and at least one byte in base64");
  }
  return key;
}
