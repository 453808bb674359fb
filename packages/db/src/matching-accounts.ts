import type { LocalDate } from "@fairflow/calendar";
import type { Criteria, Field } from "@fairflow/criteria";
import { sql, type SQL } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "./connect.ts";
import { criteriaToSql } from "./criteria-sql.ts";
import { FACT_SOURCES, factColumns } from "./fact-columns.ts";
import { limitTime } from "./limit-time.ts";

/* Whoever asks these does so while somebody waits: each statement is given little time. */

/** A condition, asked today of the accounts that are not closed, in the portfolios of one zone. */
export interface AccountQuestion {
  readonly criteria: Criteria;
  readonly custom: readonly Field[];
  readonly zone: string;
  readonly today: LocalDate;
}

/** `enter` and `leave`: who matches the condition but not the one that it would replace, and the other way round. */
export interface Matching {
  readonly matching: number;
  readonly of: number;
  readonly enter: number;
  readonly leave: number;
}

export interface MatchingAccount {
  readonly accountId: string;
  readonly debtorId: string;
}

const Counted = z.object({
  matching: z.number(),
  of: z.number(),
  enter: z.number(),
  leave: z.number(),
});
const Both = z.array(z.object({ place: z.number(), both: z.number() }));
const Sampled = z.array(z.object({ account_id: z.string(), debtor_id: z.string() }));

const Identified = z.array(z.object({ id: z.string() }));

/** The zones in which accounts are, so that each is asked about its own day. */
export async function portfolioZones(tx: Transaction): Promise<readonly string[]> {
  const rows = await tx.sql<{ zone: string }[]>`select distinct zone from portfolio order by zone`;
  return rows.map(({ zone }) => zone);
}

/** @param insteadOf the condition that it would replace; where it replaces none, everyone who matches enters */
export async function countMatching(
  tx: Transaction,
  asked: AccountQuestion,
  insteadOf?: Criteria,
): Promise<Matching> {
  await limitTime(tx);
  const before =
    insteadOf === undefined ? sql`false` : conditionOf({ ...asked, criteria: insteadOf });
  // Without "offset 0" the conditions would be worked out anew for each count.
  const rows = await tx.orm.execute(sql`
    select count(*) filter (where after)::int as matching, count(*)::int as of,
      count(*) filter (where after and not before)::int as enter,
      count(*) filter (where before and not after)::int as leave
    from (
      select ${conditionOf(asked)} as after, ${before} as before
      from ${FACT_SOURCES} where ${isAsked(asked)} offset 0
    ) account`);
  return Counted.parse([...rows][0]);
}

/** How many of those who match the condition match each of the others too, in their order. */
export async function countOverlaps(
  tx: Transaction,
  asked: AccountQuestion,
  others: readonly Criteria[],
): Promise<readonly number[]> {
  if (others.length === 0) return [];
  await limitTime(tx);
  const answers = sql.join(
    others.map((criteria) => conditionOf({ ...asked, criteria })),
    sql`, `,
  );
  const rows = await tx.orm.execute(sql`
    select place::int as place, count(*)::int as both
    from (select array[${answers}] as answers from ${FACT_SOURCES}
      where ${isAsked(asked)} and ${conditionOf(asked)}) account
    cross join lateral unnest(answers) with ordinality as answer (holds, place)
    where holds group by place`);
  const counts = new Map(Both.parse([...rows]).map(({ place, both }) => [place, both]));
  return others.map((_, index) => counts.get(index + 1) ?? 0);
}

/** The portfolios of those who match. */
export async function matchingPortfolios(
  tx: Transaction,
  asked: AccountQuestion,
): Promise<readonly string[]> {
  await limitTime(tx);
  const rows = await tx.orm.execute(sql`
    select distinct a.portfolio_id as id from ${FACT_SOURCES}
    where ${isAsked(asked)} and ${conditionOf(asked)}`);
  return Identified.parse([...rows]).map(({ id }) => id);
}

/** Some of those who match, in an order that has nothing to do with them but is the same each time. */
export async function sampleMatching(
  tx: Transaction,
  asked: AccountQuestion,
  limit: number,
): Promise<readonly MatchingAccount[]> {
  await limitTime(tx);
  const rows = await tx.orm.execute(sql`
    select a.id as account_id, a.debtor_id from ${FACT_SOURCES}
    where ${isAsked(asked)} and ${conditionOf(asked)}
    order by md5(a.id::text) limit ${limit}`);
  return Sampled.parse([...rows]).map(({ account_id, debtor_id }) => ({
    accountId: account_id,
    debtorId: debtor_id,
  }));
}

export function isAsked({ zone }: AccountQuestion): SQL {
  return sql`a.status <> 'closed' and p.zone = ${zone}`;
}

export function conditionOf({ criteria, today, custom }: AccountQuestion): SQL {
  return criteriaToSql(criteria, factColumns(today, custom), today);
}
