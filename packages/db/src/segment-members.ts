import type { LocalDate } from "@fairflow/calendar";
import type { Criteria, Field } from "@fairflow/criteria";
import { sql, type SQL } from "drizzle-orm";
import { criteriaToSql } from "./criteria-sql.ts";
import { FACT_SOURCES, factColumns } from "./fact-columns.ts";

/** Those who meet a condition now. */
export interface SegmentMembers {
  readonly criteria: Criteria;
  readonly custom: readonly Field[];
  /** Each zone in which accounts are, with its own day. */
  readonly days: readonly { readonly zone: string; readonly today: LocalDate }[];
}

/** Their accounts, as `id, debtor_id, currency`. */
export function accountsOfMembers({ criteria, custom, days }: SegmentMembers): SQL {
  const meets = days.map(
    ({ zone, today }) =>
      sql`(p.zone = ${zone} and ${criteriaToSql(criteria, factColumns(today, custom), today)})`,
  );
  return sql`select a.id, a.debtor_id, a.currency from ${FACT_SOURCES}
    where ${meets.length === 0 ? sql`false` : sql.join(meets, sql` or `)}`;
}

/** Whether `run r` is of one of the accounts of `member`, or of a debtor who has one. */
export const IS_MEMBER = sql`(r.account_id in (select id from member)
  or r.account_id is null and r.debtor_id in (select debtor_id from member))`;
