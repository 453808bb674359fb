import { isUtf8 } from "node:buffer";
import { markLength, type Encoding } from "./encoding.ts";
import { RefusedFileError } from "./refused-file.ts";

const MAX_LINE_BYTES = 1_048_576;
/** Pieces are cut to this size, so that a line over the limit always spans several. */
const PIECE_BYTES = 65_536;
const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;

/**
 * Turns the bytes of a file into UTF-8, in buffers of whole lines: of any file no more than one piece and one line is
 * held.
 *
 * @throws RefusedFileError for bytes that the encoding does not have, NULs, and lines over 1 MB, with their line
 */
export async function* utf8Lines(
  source: AsyncIterable<Uint8Array>,
  encoding: Encoding,
): AsyncGenerator<Buffer, void, undefined> {
  const toUtf8 = converterOf(encoding);
  const lineEnd = lineEndOf(encoding);
  let held: Buffer = Buffer.alloc(0);
  let line = 1;
  let marked = false;
  for await (const piece of piecesOf(source)) {
    const bytes = held.length === 0 ? piece : Buffer.concat([held, piece]);
    const end = lineEnd(bytes);
    const first = firstLineLength(bytes, end);
    if (first > MAX_LINE_BYTES) throw new RefusedFileError("The line is over 1 MB", line);
    if (end === 0) {
      held = bytes;
      continue;
    }
    const skipped = marked ? 0 : markLength(bytes, encoding);
    marked = true;
    const text = toUtf8(bytes.subarray(skipped, end), line);
    line += lineBreaks(text);
    // Copied, lest the end of each piece keeps all of it in memory.
    held = Buffer.from(bytes.subarray(end));
    yield text;
  }
  if (held.length > 0) {
    yield toUtf8(held.subarray(marked ? 0 : markLength(held, encoding)), line);
  }
}

async function* piecesOf(
  source: AsyncIterable<Uint8Array>,
): AsyncGenerator<Buffer, void, undefined> {
  for await (const chunk of source) {
    const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    for (let start = 0; start < bytes.length; start += PIECE_BYTES) {
      yield bytes.subarray(start, start + PIECE_BYTES);
    }
  }
}

/**
 * Finds where the last line that is complete ends; 0 when none is. A carriage return ends a line only where there are no
 * line feeds, and never as the last byte, whose line feed may follow.
 */
function lineEndOf(encoding: Encoding): (bytes: Buffer) => number {
  const width = characterWidth(encoding);
  return (bytes) => {
    const feed = lastBreak(bytes, LINE_FEED, encoding);
    if (feed >= 0) return feed + width;
    const last = bytes.length - (bytes.length % width) - width;
    return lastBreak(bytes.subarray(0, Math.max(last, 0)), CARRIAGE_RETURN, encoding) + width;
  };
}

/** The index of the last such character, or minus the width of a character. */
function lastBreak(bytes: Buffer, code: number, encoding: Encoding): number {
  if (characterWidth(encoding) === 1) return bytes.lastIndexOf(code);
  for (let index = bytes.length - (bytes.length % 2) - 2; index >= 0; index -= 2) {
    if (isBreak(bytes, index, encoding) && bytes[index] === code) return index;
    if (isBreak(bytes, index, encoding) && bytes[index + 1] === code) return index;
  }
  return -2;
}

function characterWidth(encoding: Encoding): 1 | 2 {
  return encoding === "utf-16le" || encoding === "utf-16be" ? 2 : 1;
}

/** Whether the character that begins at the index is a line feed or a carriage return. */
function isBreak(bytes: Buffer, index: number, encoding: Encoding): boolean {
  const low = bytes[encoding === "utf-16be" ? index + 1 : index];
  if (low !== LINE_FEED && low !== CARRIAGE_RETURN) return false;
  return characterWidth(encoding) === 1 || bytes[encoding === "utf-16be" ? index : index + 1] === 0;
}

/** How long the first line is, as far as it is known; only of it can more than a piece have been held. */
function firstLineLength(bytes: Buffer, end: number): number {
  if (end === 0 || bytes.length <= MAX_LINE_BYTES)
    return bytes.length <= MAX_LINE_BYTES ? 0 : bytes.length;
  const feed = bytes.indexOf(LINE_FEED);
  return feed === -1 ? bytes.indexOf(CARRIAGE_RETURN) : feed;
}

/** @throws RefusedFileError naming the line; `line` is that of the first byte */
function converterOf(encoding: Encoding): (bytes: Buffer, line: number) => Buffer {
  const convert = encoding === "utf-8" ? checkedUtf8 : decoderOf(encoding);
  return (bytes, line) => {
    const text = convert(bytes);
    if (text === undefined) {
      throw new RefusedFileError(
        `There are bytes that are not ${encoding}. Choose the encoding that the file was saved in`,
        line + decodableLines(bytes, encoding, convert),
      );
    }
    const nul = text.indexOf(0);
    if (nul === -1) return text;
    throw new RefusedFileError(
      "There is a NUL byte, so this is not a text file",
      line + lineBreaks(text.subarray(0, nul)),
    );
  };
}

function checkedUtf8(bytes: Buffer): Buffer | undefined {
  return isUtf8(bytes) ? bytes : undefined;
}

function decoderOf(encoding: Encoding): (bytes: Buffer) => Buffer | undefined {
  // The mark is cut off before: one in the middle of the file is a character like another.
  const decoder = new TextDecoder(encoding, { fatal: true, ignoreBOM: true });
  return (bytes) => {
    try {
      return Buffer.from(decoder.decode(bytes));
    } catch (error) {
      if (error instanceof TypeError) return undefined;
      throw error;
    }
  };
}

/** How many lines stand before the first that cannot be decoded. */
function decodableLines(
  bytes: Buffer,
  encoding: Encoding,
  convert: (bytes: Buffer) => Buffer | undefined,
): number {
  const width = characterWidth(encoding);
  let start = 0;
  let lines = 0;
  for (let index = 0; index + width <= bytes.length; index += width) {
    if (!isBreak(bytes, index, encoding)) continue;
    const text = convert(bytes.subarray(start, index + width));
    if (text === undefined) break;
    const next = index + width;
    const inPair =
      next + width <= bytes.length &&
      text.at(-1) === CARRIAGE_RETURN &&
      isBreak(bytes, next, encoding);
    if (!inPair) lines++;
    start = next;
  }
  return lines;
}

/** Line breaks in UTF-8: line feeds, and carriage returns that none follows. */
function lineBreaks(text: Buffer): number {
  let breaks = 0;
  for (let at = text.indexOf(LINE_FEED); at !== -1; at = text.indexOf(LINE_FEED, at + 1)) breaks++;
  for (
    let at = text.indexOf(CARRIAGE_RETURN);
    at !== -1;
    at = text.indexOf(CARRIAGE_RETURN, at + 1)
  ) {
    if (text[at + 1] !== LINE_FEED) breaks++;
  }
  return breaks;
}
