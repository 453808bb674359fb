import { createHash } from "node:crypto";
import { stat } from "node:fs/promises";
import {
  MboxCursor,
  meaningOfReply,
  readMaildir,
  readMailReply,
  readMailReport,
  readMbox,
  type MailReport,
} from "@fairflow/channels";
import {
  debtorsAt,
  keepInbox,
  normalAddress,
  readClock,
  settleInbox,
  type Database,
  type Keyring,
  type Transaction,
} from "@fairflow/db";
import { takeMailReportIn, takeReplyIn, type FactDeps } from "@fairflow/engine";

const PROVIDER = "bounces";
const ANSWERS = "mailbox";

/** An e-mail address belongs to none. */
const NO_COUNTRY = "ZZ";

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

/**
 * What is no report may be somebody's answer. It is taken from whoever is in a file or answers a mail of ours, and where it
 * stops mails from anybody; of all other mail nothing is kept here.
 */
async function takeAnswer(
  { facts, keys, realNow }: Pick<BounceReading, "facts" | "keys" | "realNow">,
  tx: Transaction,
  source: Uint8Array,
): Promise<void> {
  const answer = await readMailReply(source);
  if (answer === undefined) return;
  const { attemptId, from, messageId: providerId, text } = answer;
  const meaning = meaningOfReply(text);
  const known = normalAddress(keys(), { kind: "email", value: from }, NO_COUNTRY);
  if (known === undefined) return;
  const isOurs = attemptId !== undefined || (await debtorsAt(tx, [known.hmac])).length > 0;
  if (!isOurs && meaning.kind !== "stop") return;
  const came = { provider: ANSWERS, providerId };
  const evidence = await keepInbox(tx, keys(), { ...came, body: source }, realNow());
  if (evidence === undefined) return;
  const { now: at } = await readClock(tx);
  const reply = { ...came, channel: "email", from, text, meaning, at, evidence } as const;
  const { kind } = await takeReplyIn({ ...facts, keyring: keys() }, tx, reply);
  await settleInbox(tx, evidence, kind, realNow());
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
  if (report.kind === "ignored") return takeAnswer({ facts, keys, realNow }, tx, source);
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
