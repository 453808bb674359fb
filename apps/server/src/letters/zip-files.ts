import { crc32 } from "node:zlib";

const LOCAL_HEADER = 0x04034b50;
const CENTRAL_HEADER = 0x02014b50;
const END_OF_CENTRAL = 0x06054b50;
/** 2.0: folders and stored files. */
const VERSION = 20;
/** Names are UTF-8 (bit 11). */
const FLAGS = 0x0800;
/** 1 January 1980: the same files make the same archive. */
const DATE = 0x0021;

interface Entry {
  readonly name: Buffer;
  readonly content: Uint8Array;
  readonly crc: number;
  readonly offset: number;
}

/**
 * A zip of files that are stored as they are: PDF is compressed already (APPNOTE.TXT 4.3). Up to four gigabytes and 65,535
 * files, which is the form's own limit.
 *
 * @throws RangeError beyond it
 */
export function zipFiles(files: ReadonlyMap<string, Uint8Array>): Buffer {
  const parts: Uint8Array[] = [];
  const entries: Entry[] = [];
  let offset = 0;
  for (const [name, content] of files) {
    const entry = { name: Buffer.from(name), content, crc: crc32(content), offset };
    const header = localHeader(entry);
    parts.push(header, content);
    entries.push(entry);
    offset += header.length + content.length;
  }
  const central = Buffer.concat(entries.map(centralHeader));
  if (entries.length > 0xffff || offset + central.length > 0xffffffff) {
    throw new RangeError("This is more than a zip can hold");
  }
  return Buffer.concat([...parts, central, endOf(entries.length, central.length, offset)]);
}

function localHeader({ name, content, crc }: Entry): Buffer {
  const head = Buffer.alloc(30);
  head.writeUInt32LE(LOCAL_HEADER, 0);
  head.writeUInt16LE(VERSION, 4);
  writeCommon(head, 6, { name, content, crc });
  return Buffer.concat([head, name]);
}

function centralHeader({ name, content, crc, offset }: Entry): Buffer {
  const head = Buffer.alloc(46);
  head.writeUInt32LE(CENTRAL_HEADER, 0);
  head.writeUInt16LE(VERSION, 4);
  head.writeUInt16LE(VERSION, 6);
  writeCommon(head, 8, { name, content, crc });
  head.writeUInt32LE(offset, 42);
  return Buffer.concat([head, name]);
}

/** Flags, method (0, stored), time, date, checksum and both sizes, and the length of the name. */
function writeCommon(
  head: Buffer,
  at: number,
  { name, content, crc }: Omit<Entry, "offset">,
): void {
  head.writeUInt16LE(FLAGS, at);
  head.writeUInt16LE(DATE, at + 6);
  head.writeUInt32LE(crc, at + 8);
  head.writeUInt32LE(content.length, at + 12);
  head.writeUInt32LE(content.length, at + 16);
  head.writeUInt16LE(name.length, at + 20);
}

function endOf(count: number, length: number, offset: number): Buffer {
  const end = Buffer.alloc(22);
  end.writeUInt32LE(END_OF_CENTRAL, 0);
  end.writeUInt16LE(count, 8);
  end.writeUInt16LE(count, 10);
  end.writeUInt32LE(length, 12);
  end.writeUInt32LE(offset, 16);
  return end;
}
