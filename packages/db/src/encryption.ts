import { createCipheriv, createDecipheriv, createHmac, randomBytes } from "node:crypto";

const CIPHER = "aes-256-gcm";
const VERSION = 1;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
/** The version, the key's id in two bytes, the nonce and the tag stand before the text. */
const HEADER_BYTES = 1 + 2 + NONCE_BYTES + TAG_BYTES;
const LINK_TOKEN_BYTES = 16;

/** Where a ciphertext stands. It can be read nowhere else, so a value moved to another row or column is refused. */
export interface Place {
  readonly table: string;
  readonly column: string;
  /** The row's id. */
  readonly row: string;
}

/** What kind of value a digest is of: equal text of two kinds has two digests. */
export type LookupKind =
  | "phone"
  | "email"
  | "postal"
  | "id_number"
  | "name"
  | "reference"
  | "request"
  | "bank_account";

/** The keys as they were when they were read; a process reads them again each minute, so that new ones become known. */
export interface Keyring {
  readonly encrypt: (place: Place, plain: string | Uint8Array) => Uint8Array;
  /** @throws DecryptionError for bytes that were changed, moved or encrypted with a key that is not known */
  readonly decrypt: (place: Place, sealed: Uint8Array) => Uint8Array;
  readonly decryptText: (place: Place, sealed: Uint8Array) => string;
  /** HMAC-SHA-256 of a value in its normal form, for equality look-ups. */
  readonly lookup: (kind: LookupKind, normalForm: string) => Uint8Array;
  /** The token of a link to a debtor: the first 128 bits of an HMAC, so that it can be rendered again. */
  readonly linkToken: (linkId: string, purpose: string) => string;
}

export interface KeyMaterial {
  /** Each 32 bytes, by id; ids are below 65,536. */
  readonly data: ReadonlyMap<number, Uint8Array>;
  /** The id of the data key to write with. */
  readonly current: number;
  readonly lookup: Uint8Array;
  readonly link: Uint8Array;
}

/** Names the place, never the value. `unknown-key` may pass once the keys are read again; `refused` never does. */
export class DecryptionError extends Error {
  override readonly name = "DecryptionError";
  readonly reason: "unknown-key" | "refused";

  constructor(reason: "unknown-key" | "refused", { table, column, row }: Place, cause?: unknown) {
    super(`${table}.${column} of ${row} cannot be decrypted: ${reason}`, { cause });
    this.reason = reason;
  }
}

export function keyringOf(keys: KeyMaterial): Keyring {
  const current = keys.data.get(keys.current);
  if (current === undefined) throw new RangeError(`There is no data key ${keys.current}`);
  const decrypt: Keyring["decrypt"] = (place, sealed) => {
    const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength);
    if (bytes.length < HEADER_BYTES || bytes[0] !== VERSION) {
      throw new DecryptionError("refused", place);
    }
    const id = bytes.readUInt16BE(1);
    const key = keys.data.get(id);
    if (key === undefined) throw new DecryptionError("unknown-key", place);
    return open(key, aadOf(place, id), bytes.subarray(3), place);
  };
  return {
    encrypt: (place, plain) => {
      const header = Buffer.alloc(3);
      header.writeUInt8(VERSION);
      header.writeUInt16BE(keys.current, 1);
      return Buffer.concat([header, seal(current, aadOf(place, keys.current), plain)]);
    },
    decrypt,
    decryptText: (place, sealed) => Buffer.from(decrypt(place, sealed)).toString("utf8"),
    lookup: (kind, normalForm) =>
      createHmac("sha256", keys.lookup).update(`${kind}\0${normalForm}`).digest(),
    linkToken: (linkId, purpose) =>
      createHmac("sha256", keys.link)
        .update(`${linkId}\0${purpose}`)
        .digest()
        .subarray(0, LINK_TOKEN_BYTES)
        .toString("base64url"),
  };
}

/** The nonce, the tag and the text, encrypted with a 32-byte key and bound to `aad`. */
export function seal(key: Uint8Array, aad: string, plain: string | Uint8Array): Buffer {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES });
  cipher.setAAD(Buffer.from(aad));
  const text = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), text]);
}

function open(key: Uint8Array, aad: string, sealed: Uint8Array, place: Place): Uint8Array {
  try {
    return unseal(key, aad, sealed);
  } catch (cause) {
    throw new DecryptionError("refused", place, cause);
  }
}

/** @throws Error when the key, the text or `aad` is not that of `seal` */
export function unseal(key: Uint8Array, aad: string, sealed: Uint8Array): Buffer {
  const nonce = sealed.subarray(0, NONCE_BYTES);
  const decipher = createDecipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES });
  decipher.setAAD(Buffer.from(aad));
  decipher.setAuthTag(sealed.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
  return Buffer.concat([
    decipher.update(sealed.subarray(NONCE_BYTES + TAG_BYTES)),
    decipher.final(),
  ]);
}

function aadOf({ table, column, row }: Place, keyId: number): string {
  return JSON.stringify([table, column, row, keyId]);
}
