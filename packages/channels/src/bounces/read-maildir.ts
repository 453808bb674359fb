import { open, readdir, rename } from "node:fs/promises";
import { join } from "node:path";
import { LONGEST_MAIL } from "./longest-mail.ts";

export interface MaildirMail {
  /** The mail, or its beginning. */
  readonly source: Uint8Array;
  /** Marks it as seen, once what it says is kept: it does not come again. */
  readonly settle: () => Promise<void>;
}

/**
 * The new mails of a Maildir, in the order of their names. The folder is its own cursor: a mail that was dealt with moves
 * from `new` to `cur`, so that after a crash those come again that had not.
 */
export async function* readMaildir(folder: string): AsyncGenerator<MaildirMail> {
  const entries = await readdir(join(folder, "new"), { withFileTypes: true });
  const names = entries.filter((entry) => entry.isFile()).map(({ name }) => name);
  for (const name of names.toSorted()) {
    const source = await readBeginning(join(folder, "new", name));
    // Another program may tidy up the folder.
    if (source === undefined) continue;
    yield { source, settle: () => moveToSeen(folder, name) };
  }
}

async function readBeginning(path: string): Promise<Uint8Array | undefined> {
  try {
    await using file = await open(path, "r");
    const { buffer, bytesRead } = await file.read(Buffer.alloc(LONGEST_MAIL), 0, LONGEST_MAIL, 0);
    return buffer.subarray(0, bytesRead);
  } catch (fault) {
    if (isGone(fault)) return undefined;
    throw fault;
  }
}

async function moveToSeen(folder: string, name: string): Promise<void> {
  const [unique = name] = name.split(":");
  try {
    await rename(join(folder, "new", name), join(folder, "cur", `${unique}:2,S`));
  } catch (fault) {
    if (!isGone(fault)) throw fault;
  }
}

function isGone(fault: unknown): boolean {
  return fault instanceof Error && "code" in fault && fault.code === "ENOENT";
}
