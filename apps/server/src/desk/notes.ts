import {
  addNote,
  readClock,
  readDebtor,
  readTask,
  recordAudit,
  type Database,
  type Keyring,
} from "@fairflow/db";
import { notFound } from "../http/http-error.ts";

interface Noting {
  readonly about: { readonly kind: "task" | "debtor"; readonly id: string };
  readonly text: string;
  readonly userId: string;
}

/** Keeps a note about a debtor, or about a piece of work and whom it concerns: also where somebody closed that meanwhile. */
export async function keepNote(
  { database, keyring }: { readonly database: Database; readonly keyring: Keyring },
  { about, text, userId }: Noting,
): Promise<void> {
  await database.transaction(async (tx) => {
    const { kind, id } = about;
    const task = kind === "task" ? await readTask(tx, id) : undefined;
    const debtor = kind === "debtor" ? await readDebtor(tx, id) : undefined;
    if (task === undefined && debtor === undefined) throw notFound(kind);
    const { now } = await readClock(tx);
    const debtorId = task === undefined ? id : task.debtorId;
    const note = { debtorId, taskId: task?.id ?? null, text, author: userId, at: now };
    await addNote(tx, keyring, note);
    await recordAudit(tx, [
      {
        actor: { kind: "user", id: userId },
        action: "note.add",
        subject: { kind, id },
      },
    ]);
  });
}
