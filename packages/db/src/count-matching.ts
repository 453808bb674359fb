import type { LocalDate } from "@fairflow/calendar";
import type { Criteria, Field } from "@fairflow/criteria";
import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "./connect.ts";
import { criteriaToSql } from "./criteria-sql.ts";
import { FACT_SOURCES, factColumns } from "./fact-columns.ts";

/** Whoever counts does so while somebody waits, beside the engine's work. */
const PATIENCE_MS = 5_000;

export interface Matching {
  readonly matching: number;
  readonly of: number;
}

const Row = z.object({ matching: z.number(), of: z.number() });

/** The zones in which accounts are, so that each is asked about its own day. */
export async function portfolioZones(tx: Transaction): Promise<readonly string[]> {
  const rows = await tx.sql<{ zone: string }[]>`select distinct zone from portfolio order by zone`;
  return rows.map(({ zone }) => zone);
}

/**
 * How many of the accounts that are not closed a condition matches today, in the portfolios of one zone.
 *
 * @throws Error (PostgreSQL 57014) where it takes longer than five seconds
 */
export async function countMatching(
  tx: Transaction,
  asked: {
    readonly criteria: Criteria;
    readonly custom: readonly Field[];
    readonly zone: string;
    readonly today: LocalDate;
  },
): Promise<Matching> {
  const condition = criteriaToSql(
    asked.criteria,
    factColumns(asked.today, asked.custom),
    asked.today,
  );
  await tx.sql`select set_config('statement_timeout', ${String(PATIENCE_MS)}, true)`;
  const rows = await tx.orm.execute(sql`
    select count(*) filter (where ${condition})::int as matching, count(*)::int as of
    from ${FACT_SOURCES} where a.status <> 'closed' and p.zone = ${asked.zone}`);
  return Row.parse([...rows][0]);
}
