import type { Transaction } from "../connect.ts";
import type { Keyring } from "../encryption.ts";
import { newId } from "../ids.ts";

export interface StoredNote {
  readonly id: string;
  readonly at: Date;
  readonly author: string;
  /** Null once it was erased. */
  readonly text: string | null;
  readonly taskId: string | null;
}

/** Keeps what somebody wrote down, encrypted. @returns its id */
export async function addNote(
  { sql }: Transaction,
  keyring: Pick<Keyring, "encrypt">,
  note: {
    readonly debtorId: string | null;
    readonly taskId: string | null;
    readonly text: string;
    readonly author: string;
    readonly at: Date;
  },
): Promise<string> {
  const id = newId();
  const sealed = keyring.encrypt({ table: "note", column: "text", row: id }, note.text);
  await sql`
    insert into note (id, debtor_id, task_id, text, author, created_at)
    values (${id}, ${note.debtorId}, ${note.taskId}, ${sealed}, ${note.author}, ${note.at})`;
  return id;
}

const MOST = 100;

/** The latest notes on a piece of work, the newest first. */
export async function notesOfTask(
  { sql }: Transaction,
  keyring: Pick<Keyring, "decryptText">,
  taskId: string,
): Promise<readonly StoredNote[]> {
  const rows = await sql<SealedNote[]>`
    select ${noteColumns(sql)} from note where task_id = ${taskId} order by created_at desc, id desc limit ${MOST}`;
  return rows.map((row) => opened(keyring, row));
}

/** A page of a debtor's notes, the newest first. */
export async function notesHappened(
  { sql }: Transaction,
  keyring: Pick<Keyring, "decryptText">,
  past: { readonly debtorId: string; readonly before: Date; readonly limit: number },
): Promise<readonly StoredNote[]> {
  const rows = await sql<SealedNote[]>`
    select ${noteColumns(sql)} from note
    where debtor_id = ${past.debtorId} and created_at <= ${past.before}
    order by created_at desc, id desc limit ${past.limit}`;
  return rows.map((row) => opened(keyring, row));
}

interface SealedNote extends Omit<StoredNote, "text"> {
  readonly text: Uint8Array | null;
}

function noteColumns(sql: Transaction["sql"]) {
  return sql`id, created_at as at, author, text, task_id as "taskId"`;
}

function opened(keyring: Pick<Keyring, "decryptText">, row: SealedNote): StoredNote {
  const { id, text } = row;
  return {
    ...row,
    text:
      text === null ? null : keyring.decryptText({ table: "note", column: "text", row: id }, text),
  };
}
