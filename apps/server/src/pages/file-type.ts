import type { EvidenceType } from "@fairflow/db";

/** The most that a debtor may send. */
export const FILE_LIMIT_BYTES = 5 * 1_048_576;

const HEIC_BRANDS: ReadonlySet<string> = new Set(["heic", "heix", "hevc", "mif1", "msf1"]);

/**
 * What a file is by its first bytes, whatever its name and its sender say; undefined for what is neither a picture nor a
 * PDF, and for what is larger than the limit.
 */
export function fileTypeOf(bytes: Uint8Array): EvidenceType | undefined {
  if (bytes.length > FILE_LIMIT_BYTES) return undefined;
  const start = Buffer.from(bytes.subarray(0, 16));
  const text = start.toString("latin1");
  if (text.startsWith("%PDF-")) return "application/pdf";
  if (start.subarray(0, 3).equals(Buffer.from([0xff, 0xd8, 0xff]))) return "image/jpeg";
  if (start.subarray(0, 8).equals(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]))) {
    return "image/png";
  }
  if (text.startsWith("RIFF") && text.slice(8, 12) === "WEBP") return "image/webp";
  if (text.slice(4, 8) === "ftyp" && HEIC_BRANDS.has(text.slice(8, 12))) return "image/heic";
  return undefined;
}
