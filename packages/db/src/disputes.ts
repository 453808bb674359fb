import type { Transaction } from "./connect.ts";
import type { Keyring } from "./encryption.ts";
import type { DISPUTE_KINDS, DISPUTE_STATUSES } from "./schema/words.ts";

type Kind = (typeof DISPUTE_KINDS)[number];

/** A dispute, a question or a complaint, as the desk works with it. Amounts in minor units. */
export interface StoredDispute {
  readonly id: string;
  readonly kind: Kind;
  readonly status: (typeof DISPUTE_STATUSES)[number];
  readonly debtorId: string;
  readonly accountId: string;
  readonly accountReference: string;
  readonly balance: number;
  readonly currency: string;
  readonly reason: string;
  readonly amount: number | null;
  readonly via: string;
  readonly openedAt: Date;
  readonly acknowledgeBy: string | null;
  readonly acknowledgedAt: Date | null;
  readonly answerBy: string | null;
  readonly deadlineRules: readonly string[];
  readonly assignee: string | null;
  readonly decidedAt: Date | null;
  readonly decidedBy: string | null;
  readonly adjustedBy: number | null;
}

export interface DisputeFilter {
  readonly queue: "mine" | "unassigned" | "due" | "all" | "decided";
  readonly kind?: Kind | undefined;
  readonly userId: string;
  /** Those whose day is no later count as due. */
  readonly dueBy: string;
  readonly after?: DisputeRank | undefined;
  readonly limit: number;
}

/** Where a list goes on: a day, or for decided ones the instant, as text that sorts. */
export interface DisputeRank {
  readonly rank: string;
  readonly id: string;
}

/** Of a queue: those that are open by their day, those without one last; those that are decided by when, the latest first. */
export function listDisputes(
  { sql }: Transaction,
  filter: DisputeFilter,
): Promise<readonly (StoredDispute & { readonly rank: string })[]> {
  const { queue, kind, userId, dueBy, after, limit } = filter;
  const isDecided = queue === "decided";
  const rank = isDecided
    ? sql`to_char(decided_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US')`
    : sql`coalesce(answer_by::text, '9999-12-31')`;
  const goesOn =
    after === undefined
      ? sql`true`
      : isDecided
        ? sql`(${rank}, dispute.id) < (${after.rank}, ${after.id}::uuid)`
        : sql`(${rank}, dispute.id) > (${after.rank}, ${after.id}::uuid)`;
  const order = isDecided ? sql`rank desc, dispute.id desc` : sql`rank, dispute.id`;
  return sql<(StoredDispute & { rank: string })[]>`
    select ${columns(sql)}, ${rank} as rank
    from dispute join account on account.id = account_id
    where ${inQueue(sql, { queue, userId, dueBy })}
      and (${kind ?? null}::text is null or dispute.kind = ${kind ?? null}) and ${goesOn}
    order by ${order}
    limit ${limit}`;
}

export async function countDisputes(
  { sql }: Transaction,
  { userId, dueBy }: Pick<DisputeFilter, "userId" | "dueBy">,
): Promise<Readonly<Record<"mine" | "unassigned" | "due" | "all", number>>> {
  const counted = (queue: DisputeFilter["queue"]) =>
    sql`(count(*) filter (where ${inQueue(sql, { queue, userId, dueBy })}))::int`;
  const [row] = await sql<{ mine: number; unassigned: number; due: number; all: number }[]>`
    select ${counted("mine")} as mine, ${counted("unassigned")} as unassigned, ${counted("due")} as due,
      ${counted("all")} as all
    from dispute where status = 'open'`;
  return row ?? { mine: 0, unassigned: 0, due: 0, all: 0 };
}

export async function readDispute(
  { sql }: Transaction,
  id: string,
): Promise<StoredDispute | undefined> {
  const [row] = await sql<StoredDispute[]>`
    select ${columns(sql)} from dispute join account on account.id = account_id where dispute.id = ${id}`;
  return row;
}

function inQueue(
  sql: Transaction["sql"],
  { queue, userId, dueBy }: Pick<DisputeFilter, "queue" | "userId" | "dueBy">,
) {
  switch (queue) {
    case "mine":
      return sql`dispute.status = 'open' and assignee = ${userId}`;
    case "unassigned":
      return sql`dispute.status = 'open' and assignee is null`;
    case "due":
      return sql`dispute.status = 'open' and answer_by <= ${dueBy}::date`;
    case "all":
      return sql`dispute.status = 'open'`;
    case "decided":
      return sql`dispute.status <> 'open'`;
  }
}

function columns(sql: Transaction["sql"]) {
  return sql`
    dispute.id, dispute.kind, dispute.status, dispute.debtor_id as "debtorId", account_id as "accountId",
    account.reference as "accountReference", account.balance, account.currency, dispute.reason, dispute.amount,
    opened_via as via, opened_at as "openedAt", acknowledge_by as "acknowledgeBy", acknowledged_at as "acknowledgedAt",
    answer_by as "answerBy", deadline_rules as "deadlineRules", assignee, decided_at as "decidedAt",
    decided_by as "decidedBy", adjusted_by as "adjustedBy"`;
}

/** @returns false where it is not open, or another has it */
export async function assignDispute(
  { sql }: Transaction,
  { id, userId, takes }: { readonly id: string; readonly userId: string; readonly takes: boolean },
): Promise<boolean> {
  const { count } = takes
    ? await sql`
        update dispute set assignee = ${userId}
        where id = ${id} and status = 'open' and (assignee is null or assignee = ${userId})`
    : await sql`
        update dispute set assignee = null where id = ${id} and status = 'open' and assignee = ${userId}`;
  if (count === 0) return false;
  await sql`
    update task set assignee = ${takes ? userId : null}
    from dispute
    where dispute.id = ${id} and task.account_id = dispute.account_id and task.status = 'open'
      and task.kind in (dispute.kind, dispute.kind || '_reminder')`;
  return true;
}

/** @returns false where it is not open or was acknowledged before */
export async function acknowledgeDispute(
  { sql }: Transaction,
  { id, now }: { readonly id: string; readonly now: Date },
): Promise<boolean> {
  const { count } = await sql`
    update dispute set acknowledged_at = ${now} where id = ${id} and status = 'open' and acknowledged_at is null`;
  return count > 0;
}

type Words = "statement" | "decision";

/** Keeps what the debtor is told, encrypted. */
export async function saveDecisionWords(
  { sql }: Transaction,
  keyring: Pick<Keyring, "encrypt">,
  { id, words }: { readonly id: string; readonly words: string },
): Promise<void> {
  const sealed = keyring.encrypt({ table: "dispute", column: "decision", row: id }, words);
  await sql`update dispute set decision = ${sealed} where id = ${id} and decision is null`;
}

/** All that somebody writes about one case, however often they come back. */
const MOST_CHARACTERS = 20_000;

/** Keeps what a debtor says of a case; who said something before adds to it, and who says the same again adds nothing. */
export async function addToStatement(
  tx: Transaction,
  keyring: Pick<Keyring, "encrypt" | "decryptText">,
  { id, words }: { readonly id: string; readonly words: string },
): Promise<void> {
  const { statement } = await readDisputeWords(tx, keyring, id);
  if (statement?.endsWith(words) === true) return;
  const all = statement === null ? words : `${statement}\n\n${words}`;
  if (all.length > MOST_CHARACTERS) return;
  const sealed = keyring.encrypt({ table: "dispute", column: "statement", row: id }, all);
  await tx.sql`update dispute set statement = ${sealed} where id = ${id}`;
}

/** What the debtor wrote and what they were told; null where there is nothing. */
export async function readDisputeWords(
  { sql }: Transaction,
  keyring: Pick<Keyring, "decryptText">,
  id: string,
): Promise<Readonly<Record<Words, string | null>>> {
  const [row] = await sql<Record<Words, Uint8Array | null>[]>`
    select statement, decision from dispute where id = ${id}`;
  const read = (column: Words) => {
    const sealed = row?.[column] ?? null;
    return sealed === null
      ? null
      : keyring.decryptText({ table: "dispute", column, row: id }, sealed);
  };
  return { statement: read("statement"), decision: read("decision") };
}
