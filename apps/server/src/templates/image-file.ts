import { createHash } from "node:crypto";
import type { StoredImage } from "@fairflow/db";

/** An image larger than this is no image of a mail, whatever its file says. */
const MAX_SIDE_PX = 4_000;

/** Reads what kind of image bytes are and how large it is by its own head, whatever it was called; undefined for no image. */
export function imageOf(bytes: Uint8Array): StoredImage | undefined {
  const file = Buffer.from(bytes);
  const found = pngOf(file) ?? gifOf(file) ?? jpegOf(file);
  if (found === undefined) return undefined;
  const { widthPx, heightPx } = found;
  if (Math.min(widthPx, heightPx) < 1 || Math.max(widthPx, heightPx) > MAX_SIDE_PX)
    return undefined;
  return { id: createHash("sha256").update(file).digest("hex"), ...found, bytes: file };
}

type Head = Pick<StoredImage, "mediaType" | "widthPx" | "heightPx">;

/** PNG (ISO/IEC 15948), sections 5.2 and 11.2.2. */
function pngOf(file: Buffer): Head | undefined {
  if (file.length < 33 || file.toString("latin1", 0, 8) !== "\x89PNG\r\n\x1a\n") return undefined;
  if (file.toString("latin1", 12, 16) !== "IHDR") return undefined;
  return {
    mediaType: "image/png",
    widthPx: file.readUInt32BE(16),
    heightPx: file.readUInt32BE(20),
  };
}

/** GIF89a, sections 17 and 18. */
function gifOf(file: Buffer): Head | undefined {
  if (file.length < 14 || !/^GIF8[79]a$/.test(file.toString("latin1", 0, 6))) return undefined;
  return { mediaType: "image/gif", widthPx: file.readUInt16LE(6), heightPx: file.readUInt16LE(8) };
}

/** The frame header of a JPEG (ITU-T T.81, annex B): segments are passed over until one says the size. */
function jpegOf(file: Buffer): Head | undefined {
  if (file.length < 4 || file.readUInt16BE(0) !== 0xffd8) return undefined;
  let at = 2;
  while (at + 9 < file.length) {
    if (file[at] !== 0xff) return undefined;
    const marker = file[at + 1] ?? 0;
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) {
      const [heightPx, widthPx] = [file.readUInt16BE(at + 5), file.readUInt16BE(at + 7)];
      return { mediaType: "image/jpeg", widthPx, heightPx };
    }
    at += 2 + file.readUInt16BE(at + 2);
  }
  return undefined;
}
