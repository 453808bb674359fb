import { createHash } from "node:crypto";
import { mkdir, open, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";

/** One letter as it goes to a print house. */
export interface PrintedLetter {
  readonly attemptId: string;
  readonly language: string;
  readonly pages: number;
  readonly pdf: Uint8Array;
}

const MANIFEST = "manifest.csv";
const COLUMNS = ["file", "attempt", "language", "pages", "bytes", "sha256"];

/** A batch as files: the letters, and a list of them with checksums. It names nobody but in the letters themselves. */
export function letterBatch(letters: readonly PrintedLetter[]): ReadonlyMap<string, Uint8Array> {
  for (const { attemptId, language } of letters) [attemptId, language].forEach(assertPlain);
  const sorted = letters.toSorted((a, b) => (a.attemptId < b.attemptId ? -1 : 1));
  const files = new Map(sorted.map((letter) => [`${letter.attemptId}.pdf`, letter.pdf]));
  if (files.size < letters.length) throw new Error("A batch has one letter twice");
  const rows = sorted.map(({ attemptId, language, pages, pdf }) => [
    `${attemptId}.pdf`,
    attemptId,
    language,
    String(pages),
    String(pdf.length),
    createHash("sha256").update(pdf).digest("hex"),
  ]);
  const csv = [COLUMNS, ...rows].map((row) => `${row.join(",")}\r\n`).join("");
  return files.set(MANIFEST, Buffer.from(csv));
}

/**
 * Puts a batch into the folder that a print house collects from, whole or not at all: it stands there under its name only
 * once every byte is on the disk.
 *
 * @returns false where the batch is there already
 */
export async function handOverBatch(
  folder: string,
  batchId: string,
  files: ReadonlyMap<string, Uint8Array>,
): Promise<boolean> {
  assertPlain(batchId);
  if (await isInFolder(folder, batchId)) return false;
  const place = join(folder, batchId);
  const draft = join(folder, `.${batchId}.part`);
  await rm(draft, { recursive: true, force: true });
  await mkdir(draft);
  for (const [name, content] of files) {
    await using file = await open(join(draft, name), "wx");
    await file.writeFile(content);
    await file.sync();
  }
  await syncFolder(draft);
  await rename(draft, place);
  await syncFolder(folder);
  return true;
}

/** What names a file or stands in the list is a word: no path, no comma, no formula. */
function assertPlain(word: string): void {
  if (!/^[a-z0-9][a-z0-9-]*$/i.test(word)) throw new Error("A name in a batch is no plain word");
}

async function syncFolder(path: string): Promise<void> {
  await using folder = await open(path, "r");
  await folder.sync();
}

/** Whether a batch stands whole in the folder. */
export async function isInFolder(folder: string, batchId: string): Promise<boolean> {
  try {
    await stat(join(folder, batchId));
    return true;
  } catch (fault) {
    if (fault instanceof Error && "code" in fault && fault.code === "ENOENT") return false;
    throw fault;
  }
}
