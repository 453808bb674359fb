import type { Transaction } from "./connect.ts";
import type { MOVE_OUTCOMES, MOVE_STATUSES } from "./schema/words.ts";

export type MoveStatus = (typeof MOVE_STATUSES)[number];
export type MoveOutcome = (typeof MOVE_OUTCOMES)[number];

/** A move of those who are in one version of a flow to another. */
export interface StoredMove {
  readonly id: string;
  readonly flowId: string;
  readonly fromVersion: string;
  readonly fromNumber: number;
  readonly toVersion: string;
  readonly toNumber: number;
  readonly map: unknown;
  readonly reason: string;
  readonly plannedBy: string;
  readonly plannedAt: Date;
  readonly expected: unknown;
  readonly fourEyes: boolean;
  readonly status: MoveStatus;
  readonly startedBy: string | null;
  readonly startedAt: Date | null;
  readonly finishedAt: Date | null;
  readonly cursorShard: number;
  readonly cursorRun: string | null;
}

interface MoveInput {
  readonly flowId: string;
  readonly fromVersion: string;
  readonly toVersion: string;
  readonly map: unknown;
  readonly reason: string;
  readonly plannedBy: string;
  readonly expected: unknown;
  readonly fourEyes: boolean;
}

/** @returns its id */
export async function addMove(tx: Transaction, input: MoveInput, now: Date): Promise<string> {
  const [row] = await tx.sql<{ id: string }[]>`
    insert into flow_move (flow_id, from_version, to_version, map, reason, planned_by, planned_at, expected, four_eyes)
    values (${input.flowId}, ${input.fromVersion}, ${input.toVersion}, ${JSON.stringify(input.map)}::jsonb, ${input.reason},
      ${input.plannedBy}, ${now}, ${JSON.stringify(input.expected)}::jsonb, ${input.fourEyes})
    returning id`;
  if (row === undefined) throw new Error("The move was not saved");
  return row.id;
}

/** The newest first. */
export async function listMoves(
  tx: Transaction,
  flowId: string,
  limit: number,
): Promise<readonly StoredMove[]> {
  return tx.sql<StoredMove[]>`
    select ${columns(tx)} from ${joined(tx)} where m.flow_id = ${flowId} order by m.planned_at desc, m.id desc limit ${limit}`;
}

export async function readMove(
  tx: Transaction,
  { flowId, id }: { readonly flowId: string; readonly id: string },
): Promise<StoredMove | undefined> {
  const [row] = await tx.sql<StoredMove[]>`
    select ${columns(tx)} from ${joined(tx)} where m.flow_id = ${flowId} and m.id = ${id}`;
  return row;
}

/** `readMove` with its lock, so that of two who steer it one is told that it stands otherwise by now. */
export async function lockMove(
  tx: Transaction,
  of: { readonly flowId: string; readonly id: string },
): Promise<StoredMove | undefined> {
  await tx.sql`select from flow_move where flow_id = ${of.flowId} and id = ${of.id} for update`;
  return readMove(tx, of);
}

/** The next move that has something to do, with its lock; one that somebody works at is left to them. */
export async function takeMove(tx: Transaction): Promise<StoredMove | undefined> {
  const [row] = await tx.sql<StoredMove[]>`
    select ${columns(tx)} from ${joined(tx)}
    where m.status in ('running', 'undoing') order by m.started_at limit 1 for update of m skip locked`;
  return row;
}

export async function isAnyMoveUnderWay({ sql }: Pick<Transaction, "sql">): Promise<boolean> {
  const [row] = await sql<{ found: boolean }[]>`
    select exists (select from flow_move where status in ('running', 'undoing')) as found`;
  return row?.found === true;
}

/** Another move of the flow that is not over. */
export async function isMoveUnderWay(tx: Transaction, flowId: string): Promise<boolean> {
  const [row] = await tx.sql<{ found: boolean }[]>`
    select exists (
      select from flow_move where flow_id = ${flowId} and status in ('running', 'paused', 'undoing')
    ) as found`;
  return row?.found === true;
}

/** What may be asked is the caller's to know; the checks of the table ask again. */
export async function settleMove(
  tx: Transaction,
  settling: {
    readonly id: string;
    readonly status: MoveStatus;
    /** Who starts it, where that is what happens. */
    readonly startedBy?: string | undefined;
    readonly isFinished?: boolean | undefined;
  },
  now: Date,
): Promise<void> {
  const { id, status, startedBy, isFinished = false } = settling;
  await tx.sql`
    update flow_move set status = ${status}, finished_at = case when ${isFinished} then ${now}::timestamptz else finished_at end,
      started_by = coalesce(${startedBy ?? null}, started_by),
      started_at = case when ${startedBy ?? null}::text is null then started_at else ${now}::timestamptz end
    where id = ${id}`;
}

export async function saveMoveCursor(
  tx: Transaction,
  { id, shard, run }: { readonly id: string; readonly shard: number; readonly run: string | null },
): Promise<void> {
  await tx.sql`update flow_move set cursor_shard = ${shard}, cursor_run = ${run} where id = ${id}`;
}

interface MoveCount {
  readonly outcome: MoveOutcome;
  readonly count: number;
  readonly undone: number;
  readonly kept: number;
}

/** How many came to what, and how many of them were taken back. */
export async function countMoved(tx: Transaction, moveId: string): Promise<readonly MoveCount[]> {
  return tx.sql<MoveCount[]>`
    select outcome, count(*)::int as count, count(undone_at)::int as undone, count(kept_because)::int as kept
    from moved_run where move_id = ${moveId} group by outcome`;
}

interface MoveException {
  readonly runId: string;
  readonly debtorId: string;
  readonly accountId: string | null;
  readonly outcome: MoveOutcome;
  readonly atNode: string | null;
  readonly keptBecause: string | null;
}

/** Those who did not come where the others did, or were not taken back, in the order of their runs. */
export async function movedExceptions(
  tx: Transaction,
  { moveId, limit }: { readonly moveId: string; readonly limit: number },
): Promise<readonly MoveException[]> {
  return tx.sql<MoveException[]>`
    select run_id as "runId", debtor_id as "debtorId", account_id as "accountId", outcome, at_node as "atNode",
      kept_because as "keptBecause"
    from moved_run
    where move_id = ${moveId}
      and (outcome not in ('moved', 'left', 'handed_over', 'stayed') or kept_because is not null)
    order by shard, run_id limit ${limit}`;
}

function joined({ sql }: Transaction) {
  return sql`flow_move m join flow_version f on f.id = m.from_version join flow_version t on t.id = m.to_version`;
}

function columns({ sql }: Transaction) {
  return sql`m.id, m.flow_id as "flowId", m.from_version as "fromVersion", f.number as "fromNumber",
    m.to_version as "toVersion", t.number as "toNumber", m.map, m.reason, m.planned_by as "plannedBy",
    m.planned_at as "plannedAt", m.expected, m.four_eyes as "fourEyes", m.status, m.started_by as "startedBy",
    m.started_at as "startedAt", m.finished_at as "finishedAt", m.cursor_shard as "cursorShard",
    m.cursor_run as "cursorRun"`;
}
