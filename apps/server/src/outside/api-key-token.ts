import { createHash, randomBytes, timingSafeEqual } from "node:crypto";

const SECRET_BYTES = 32;
const FORM = /^ffk_([\w-]{22})_([\w-]{43})$/;

/** What another system sends as `Authorization: Bearer`: which key it is, and 256 random bits. */
export interface ApiKeyToken {
  readonly id: string;
  readonly secret: Uint8Array;
}

/** A new secret for the key with this id. The text is shown once; only the digest is kept. */
export function makeToken(id: string): { readonly text: string; readonly hash: Uint8Array } {
  const secret = randomBytes(SECRET_BYTES);
  const name = Buffer.from(id.replaceAll("-", ""), "hex").toString("base64url");
  return { text: `ffk_${name}_${secret.toString("base64url")}`, hash: digestOf(secret) };
}

export function parseToken(text: string): ApiKeyToken | undefined {
  const [, name = "", secret = ""] = FORM.exec(text) ?? [];
  if (name === "") return undefined;
  const hex = Buffer.from(name, "base64url").toString("hex");
  const id = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
  return { id, secret: Buffer.from(secret, "base64url") };
}

/** Takes the same time wherever the digests differ. */
export function isSecretOf({ secret }: ApiKeyToken, hash: Uint8Array): boolean {
  return timingSafeEqual(digestOf(secret), hash);
}

function digestOf(secret: Uint8Array): Buffer {
  return createHash("sha256").update(secret).digest();
}
