import { createHash } from "node:crypto";
import { createWriteStream } from "node:fs";
import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { Transform, type TransformCallback } from "node:stream";
import { pipeline } from "node:stream/promises";
import { HttpError } from "../http/http-error.ts";

const MAX_FILE_BYTES = 2_147_483_648;

/** Real time for which an uploaded file waits for somebody to decide about it: it is full of people's data. */
export const UPLOAD_WAITS_MS = 86_400_000;

export interface Uploaded {
  readonly bytes: number;
  /** SHA-256. */
  readonly hash: Uint8Array;
}

/** Where the bytes of an import lie until it is at its end. */
export function uploadPath(folder: string, id: string): string {
  return join(folder, `${id}.csv`);
}

/**
 * Writes a body to a file that only this user can read, piece by piece, so that memory stays flat.
 *
 * @throws HttpError for one that is empty or over `maxBytes`; nothing of it is kept
 */
export async function receiveUpload(
  folder: string,
  id: string,
  body: AsyncIterable<Uint8Array>,
  maxBytes = MAX_FILE_BYTES,
): Promise<Uploaded> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const path = uploadPath(folder, id);
  const counting = new Counting(maxBytes);
  try {
    await pipeline(body, counting, createWriteStream(path, { mode: 0o600, flags: "wx" }));
    if (counting.bytes === 0) throw new HttpError("invalid", "The file is empty.");
    return { bytes: counting.bytes, hash: counting.hash.digest() };
  } catch (cause) {
    await removeUpload(folder, id);
    throw cause;
  }
}

export async function removeUpload(folder: string, id: string): Promise<void> {
  await rm(uploadPath(folder, id), { force: true });
}

class Counting extends Transform {
  bytes = 0;
  readonly hash = createHash("sha256");
  readonly #maxBytes: number;

  constructor(maxBytes: number) {
    super();
    this.#maxBytes = maxBytes;
  }

  override _transform(chunk: Buffer, _: BufferEncoding, done: TransformCallback): void {
    this.bytes += chunk.length;
    this.hash.update(chunk);
    if (this.bytes > this.#maxBytes) {
      const most = `${Math.floor(this.#maxBytes / 1_048_576)} MB`;
      done(new HttpError("too-large", `A file has at most ${most}. Split it.`));
      return;
    }
    done(null, chunk);
  }
}
