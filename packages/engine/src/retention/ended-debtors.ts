import type { Transaction } from "@fairflow/db";
import type { Terms } from "../world.ts";
import { debtorRecords, type DebtorRecords } from "./debtor-records.ts";
import type { RetentionSetting } from "./retention-setting.ts";
import { sweepBarsOf, type SweepBar } from "./sweep-bars.ts";

export interface JudgedDebtor {
  readonly records: DebtorRecords;
  /** Empty for one who is due. */
  readonly bars: readonly SweepBar[];
}

export interface PageOfEnded {
  readonly people: readonly JudgedDebtor[];
  /** After whom the next page begins; undefined where there is none. */
  readonly lookedThrough: string | undefined;
}

const SHORTEST_MONTH_MS = 28 * 86_400_000;

/**
 * Debtors whose every account is over and for whom the installation's own time has passed, by id, with whatever still keeps
 * them.
 *
 * @param of.after the last debtor of the page before
 */
export async function endedDebtors(
  tx: Transaction,
  terms: Terms,
  of: {
    readonly setting: RetentionSetting;
    readonly now: Date;
    readonly after: string | null;
    readonly limit: number;
  },
): Promise<PageOfEnded> {
  const { setting, now, after, limit } = of;
  const shortest = Math.min(setting.months, ...setting.portfolios.map(({ months }) => months));
  const before = new Date(now.getTime() - shortest * SHORTEST_MONTH_MS);
  const rows = await tx.sql<{ id: string }[]>`
    select id from debtor
    where erased_at is null and created_at <= ${before} and (${after}::uuid is null or id > ${after}::uuid)
      and not exists (
        select from account
        where debtor_id = debtor.id and (status not in ('paid', 'closed') or closed_at > ${before})
      )
    order by id limit ${limit}`;
  const records = await debtorRecords(
    tx,
    rows.map(({ id }) => id),
  );
  const judged = records.map((each) => ({
    records: each,
    bars: sweepBarsOf(terms, each, { setting, now }),
  }));
  return {
    // Months are longer than the shortest, and what happened last may be later than the end of the accounts.
    people: judged.filter(({ bars }) => bars.every(({ kind }) => kind !== "period")),
    lookedThrough: rows.at(-1)?.id,
  };
}
