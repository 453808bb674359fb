import type { OutputOf, endpoints, Role, TaskVerdict } from "@fairflow/contract";
import {
  notesOfTask,
  readWritten,
  type Database,
  type Keyring,
  type StoredTask,
} from "@fairflow/db";
import {
  disputePapers,
  isDisputeTask,
  NOT_ALLOWED,
  stepOfTask,
  type FactDeps,
} from "@fairflow/engine";
import { seesPeople } from "../debtors/masking.ts";
import { authorNames } from "../sign-in/author-names.ts";

/** What may be answered: a legal step whose gate is closed can also be given up. */
export function offeredOutcomes(task: StoredTask, verdict: TaskVerdict | null) {
  const own = [...task.outcomes];
  if (stepOfTask(task) === undefined || verdict === null || verdict.kind === "allowed") return own;
  return [...own, { id: NOT_ALLOWED, label: "Not taken: the law does not allow it" }];
}

/** What the law wants sent with the decision of a dispute; nothing for other work. */
export async function papersOf(facts: FactDeps, task: StoredTask): Promise<readonly string[]> {
  if (!isDisputeTask(task.outcomes) || task.accountId === null) return [];
  return disputePapers(facts, facts.database, task.accountId);
}

/** What somebody wrote that the work is to read; nothing for those who see no people. */
export async function writtenFor(
  {
    database,
    keyring,
    role,
  }: { readonly database: Database; readonly keyring: Keyring; readonly role: Role },
  { debtorId, replyId }: StoredTask,
): Promise<OutputOf<(typeof endpoints)["task"]>["written"]> {
  if (replyId === null || !seesPeople(role)) return [];
  const written = await readWritten(database, keyring, { debtorId, replyId });
  return written.map(({ at, channel, text, sender }) => ({
    atMs: at.getTime(),
    channel,
    text,
    sender,
  }));
}

/** What colleagues wrote down about the work; nothing for those who see no people. */
export async function notesFor(
  {
    database,
    keyring,
    role,
  }: { readonly database: Database; readonly keyring: Keyring; readonly role: Role },
  { id }: StoredTask,
): Promise<OutputOf<(typeof endpoints)["task"]>["notes"]> {
  if (!seesPeople(role)) return [];
  const [notes, whoIs] = await Promise.all([
    notesOfTask(database, keyring, id),
    authorNames(database),
  ]);
  return notes.map(({ id: noteId, at, author, text }) => ({
    id: noteId,
    atMs: at.getTime(),
    by: whoIs(author),
    text,
  }));
}
