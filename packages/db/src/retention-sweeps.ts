import type { LocalDate } from "@fairflow/calendar";
import type { Transaction } from "./connect.ts";

export interface RetentionSweep {
  /** In UTC. */
  readonly day: LocalDate;
  readonly startedAt: Date;
  readonly lookedThrough: string | null;
  readonly erased: number;
  readonly kept: number;
  readonly failed: number;
  readonly endedAt: Date | null;
}

/** The sweep of a day as it stands, or a new one; locked until the end of the transaction, so that its counts are exact. */
export async function lockSweep(
  { sql }: Transaction,
  { day, now }: { readonly day: LocalDate; readonly now: Date },
): Promise<RetentionSweep> {
  await sql`
    insert into retention_sweep (day, started_at) values (${day}, ${now}) on conflict (day) do nothing`;
  const [sweep] = await sql<RetentionSweep[]>`
    select ${columnsOf(sql)} from retention_sweep where day = ${day} for update`;
  if (sweep === undefined) throw new Error(`The sweep of ${day} is gone`);
  return sweep;
}

export async function lastSweep({ sql }: Transaction): Promise<RetentionSweep | undefined> {
  const [sweep] = await sql<RetentionSweep[]>`
    select ${columnsOf(sql)} from retention_sweep order by day desc limit 1`;
  return sweep;
}

export async function isSwept({ sql }: Transaction, day: LocalDate): Promise<boolean> {
  const rows = await sql`
    select from retention_sweep where day = ${day} and ended_at is not null`;
  return rows.length > 0;
}

/** Adds to what a sweep did. The caller holds its lock. */
export async function noteSweep(
  { sql }: Transaction,
  day: LocalDate,
  done: {
    readonly erased?: number;
    readonly kept?: number;
    readonly failed?: number;
    readonly lookedThrough?: string;
    readonly endedAt?: Date;
  },
): Promise<void> {
  const { erased = 0, kept = 0, failed = 0, lookedThrough = null, endedAt = null } = done;
  await sql`
    update retention_sweep set erased = erased + ${erased}, kept = kept + ${kept}, failed = failed + ${failed},
      looked_through = coalesce(${lookedThrough}::uuid, looked_through), ended_at = ${endedAt}
    where day = ${day}`;
}

function columnsOf(sql: Transaction["sql"]) {
  return sql`day, started_at as "startedAt", looked_through as "lookedThrough", erased, kept, failed,
    ended_at as "endedAt"`;
}
