import { createHash } from "node:crypto";
import { stat } from "node:fs/promises";
import {
  MboxCursor,
  readMaildir,
  readMailReport,
  readMbox,
  type MailReport,
} from "@fairflow/channels";
import {
  keepInbox,
  settleInbox,
  type Database,
  type Keyring,
  type Transaction,
} from "@fairflow/db";
import { takeMailReportIn, type FactDeps } from "@fairflow/engine";

const PROVIDER = "bounces";

export interface BounceReading {
  readonly database: Database;
  readonly facts: FactDeps;
  readonly keys: () => Keyring;
  /** A Maildir folder or an mbox file. */
  readonly mailbox: string;
  readonly realNow: () => Date;
}

/**
 * Reads what has come to the mailbox for bounces since the last time. Each mail is kept, taken for what it says and marked
 * as read in this order: killed in between, it comes again and changes nothing.
 *
 * @returns how many mails were read
 */
export async function readBounces(reading: BounceReading): Promise<number> {
  const place = await stat(reading.mailbox);
  return place.isDirectory() ? readFolder(reading) : readFile(reading);
}

async function readFolder(reading: BounceReading): Promise<number> {
  let read = 0;
  for await (const { source, settle } of readMaildir(reading.mailbox)) {
    const report = await readMailReport(source);
    await reading.database.transaction((tx) => take(reading, tx, { report, source }));
    await settle();
    read += 1;
  }
  return read;
}

/** The file itself cannot be marked: how far it was read is kept with what was taken of it. */
async function readFile(reading: BounceReading): Promise<number> {
  const { database, mailbox, realNow } = reading;
  const key = `bounces.${createHash("sha256").update(mailbox).digest("hex").slice(0, 16)}`;
  let read = 0;
  for await (const { cursor, source } of readMbox(
    mailbox,
    await cursorOf(database, key),
    realNow(),
  )) {
    const report = await readMailReport(source);
    await database.transaction(async (tx) => {
      await take(reading, tx, { report, source });
      await tx.sql`
        insert into setting (key, value, changed_by, changed_at)
        values (${key}, ${JSON.stringify(cursor)}::jsonb, 'system', ${realNow()})
        on conflict (key) do update set value = excluded.value, changed_at = excluded.changed_at`;
    });
    read += 1;
  }
  return read;
}

async function cursorOf({ sql }: Database, key: string): Promise<MboxCursor | undefined> {
  const [row] = await sql<{ value: unknown }[]>`select value from setting where key = ${key}`;
  return row === undefined ? undefined : MboxCursor.parse(row.value);
}

async function take(
  { facts, keys, realNow }: BounceReading,
  tx: Transaction,
  { report, source }: { readonly report: MailReport; readonly source: Uint8Array },
): Promise<void> {
  // What is no report is somebody's mail: it stays where it is, and nothing of it is kept here.
  if (report.kind === "ignored") return;
  const came = { provider: PROVIDER, providerId: report.key, body: source };
  const inboxId = await keepInbox(tx, keys(), came, realNow());
  if (inboxId === undefined) return;
  const { attemptId } = report;
  const told =
    report.kind === "complaint"
      ? ({ kind: "complaint", attemptId, evidence: inboxId } as const)
      : report;
  await settleInbox(tx, inboxId, await takeMailReportIn(facts, tx, told), realNow());
}
