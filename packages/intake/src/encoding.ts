import { isUtf8 } from "node:buffer";
import { z } from "zod";

/** How the characters of a file are written; names of the WHATWG Encoding Standard. */
export const Encoding = z.enum([
  "utf-8",
  "utf-16le",
  "utf-16be",
  "windows-1252",
  "windows-1250",
  "iso-8859-15",
  "macintosh",
]);
export type Encoding = z.infer<typeof Encoding>;

/** The bytes that stand before the text of some files and say how it is written. */
const MARKS: readonly (readonly [encoding: Encoding, mark: Buffer])[] = [
  ["utf-8", Buffer.from([0xef, 0xbb, 0xbf])],
  ["utf-16le", Buffer.from([0xff, 0xfe])],
  ["utf-16be", Buffer.from([0xfe, 0xff])],
];
const NUL_SHARE_OF_UTF16 = 0.3;

/** The number of bytes of the byte order mark that the file begins with, if it is the encoding's own. */
export function markLength(start: Uint8Array, encoding: Encoding): number {
  const mark = MARKS.find(([name]) => name === encoding)?.[1];
  return mark !== undefined && beginsWith(start, mark) ? mark.length : 0;
}

/**
 * The encoding of a file from its first bytes: its byte order mark; else the NULs that UTF-16 has in every Latin letter;
 * else UTF-8 if the bytes are that, and Windows-1252 if not.
 */
export function detectEncoding(sample: Uint8Array): Encoding {
  const marked = MARKS.find(([, mark]) => beginsWith(sample, mark));
  if (marked !== undefined) return marked[0];
  const pairs = Math.floor(sample.length / 2);
  const nuls = [0, 0];
  for (let index = 0; index < pairs * 2; index++) {
    if (sample[index] === 0) nuls[index % 2] = (nuls[index % 2] ?? 0) + 1;
  }
  const [even = 0, odd = 0] = nuls;
  if (odd > pairs * NUL_SHARE_OF_UTF16 && even === 0) return "utf-16le";
  if (even > pairs * NUL_SHARE_OF_UTF16 && odd === 0) return "utf-16be";
  return isUtf8(withoutCutCharacter(sample)) ? "utf-8" : "windows-1252";
}

/** Without the beginning of a UTF-8 character that the end of the sample cut through. */
function withoutCutCharacter(sample: Uint8Array): Uint8Array {
  for (let back = 1; back <= 3 && back <= sample.length; back++) {
    const byte = sample[sample.length - back] ?? 0;
    if (byte < 0x80) return sample;
    if (byte >= 0xc0) {
      const needed = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
      return back < needed ? sample.subarray(0, sample.length - back) : sample;
    }
  }
  return sample;
}

function beginsWith(bytes: Uint8Array, mark: Uint8Array): boolean {
  return bytes.length >= mark.length && mark.every((byte, index) => bytes[index] === byte);
}
