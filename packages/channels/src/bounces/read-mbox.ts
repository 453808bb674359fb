import { createHash } from "node:crypto";
import { open, type FileHandle } from "node:fs/promises";
import { z } from "zod";
import { LONGEST_MAIL } from "./longest-mail.ts";

/** The last mail may still be being written until nothing has come for so long. */
const QUIET_MS = 10_000;

/** So much of a file tells it from the one that takes its place. */
const HEAD_BYTES = 1_024;

/** How far a file has been read. */
export const MboxCursor = z.strictObject({
  offset: z.int().min(0),
  /** Of the bytes before the offset, at most the first kilobyte: a file that begins otherwise is another one. */
  headHash: z.string(),
});
export type MboxCursor = z.infer<typeof MboxCursor>;

export interface MboxMail {
  /** The mail, or its beginning. */
  readonly source: Uint8Array;
  /** What to begin at the next time, once what it says is kept. */
  readonly cursor: MboxCursor;
}

/**
 * The mails that were appended to an mbox file since the cursor, streamed. A file that was emptied or exchanged meanwhile
 * is read from its beginning.
 *
 * @param now real time: the last mail waits until it is surely whole
 */
export async function* readMbox(
  path: string,
  after: MboxCursor | undefined,
  now: Date,
): AsyncGenerator<MboxMail> {
  await using file = await open(path, "r");
  const start = await startOf(file, after);
  const { size, mtimeMs } = await file.stat();
  let mail = beginMail();
  let isBoundary = true;
  let offset = start;
  for await (const line of linesOf(file, start, size)) {
    if (isBoundary && line.bytes.toString("latin1", 0, 5) === "From ") {
      if (mail.hasBegun) yield await finished(file, mail, offset);
      mail = beginMail();
      mail.hasBegun = true;
    } else if (mail.hasBegun) {
      append(mail, line.bytes);
    }
    isBoundary = line.bytes.length === 0 || line.bytes.equals(CR);
    offset += line.length;
  }
  if (mail.hasBegun && now.getTime() - mtimeMs >= QUIET_MS) yield finished(file, mail, offset);
}

const CR = Buffer.from("\r");
const LF = 0x0a;

async function startOf(file: FileHandle, after: MboxCursor | undefined): Promise<number> {
  if (after === undefined) return 0;
  const { size } = await file.stat();
  if (size < after.offset) return 0;
  return (await headHash(file, after.offset)) === after.headHash ? after.offset : 0;
}

async function headHash(file: FileHandle, offset: number): Promise<string> {
  const length = Math.min(offset, HEAD_BYTES);
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, 0);
  return createHash("sha256").update(buffer.subarray(0, bytesRead)).digest("hex");
}

interface GrowingMail {
  hasBegun: boolean;
  readonly parts: Buffer[];
  length: number;
}

function beginMail(): GrowingMail {
  return { hasBegun: false, parts: [], length: 0 };
}

const ESCAPED_FROM = /^>+From /;

/** Lines that begin like the one between two mails had a `>` put before them. */
function append(mail: GrowingMail, line: Buffer): void {
  if (mail.length >= LONGEST_MAIL) return;
  const isEscaped = ESCAPED_FROM.test(line.toString("latin1", 0, 64));
  const bytes = isEscaped ? line.subarray(1) : line;
  mail.parts.push(bytes, Buffer.of(LF));
  mail.length += bytes.length + 1;
}

async function finished(file: FileHandle, mail: GrowingMail, offset: number): Promise<MboxMail> {
  const cursor = { offset, headHash: await headHash(file, offset) };
  return { source: Buffer.concat(mail.parts), cursor };
}

interface Line {
  /** Without its end, and no more of it than a mail may have. */
  readonly bytes: Buffer;
  /** In the file, with its end. */
  readonly length: number;
}

/** The lines between two offsets. No line, however long, is held whole beyond what a mail may have. */
async function* linesOf(file: FileHandle, start: number, end: number): AsyncGenerator<Line> {
  if (start >= end) return;
  let parts: Buffer[] = [];
  let kept = 0;
  let length = 0;
  const keep = (bytes: Buffer) => {
    const room = bytes.subarray(0, Math.max(LONGEST_MAIL - kept, 0));
    parts.push(room);
    kept += room.length;
    length += bytes.length;
  };
  const stream = file.createReadStream({ start, end: end - 1, autoClose: false });
  for await (const chunk of stream) {
    let rest = Buffer.from(chunk);
    for (let at = rest.indexOf(LF); at >= 0; at = rest.indexOf(LF)) {
      keep(rest.subarray(0, at));
      yield { bytes: Buffer.concat(parts), length: length + 1 };
      parts = [];
      kept = 0;
      length = 0;
      rest = rest.subarray(at + 1);
    }
    keep(rest);
  }
  if (length > 0) yield { bytes: Buffer.concat(parts), length };
}
