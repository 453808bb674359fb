import type { Transaction } from "@fairflow/db";
import {
  currencyOf,
  drawnPeople,
  outcomesOfPeople,
  type SplitAsked,
} from "./outcomes-of-people.ts";

/** What is counted of a share's people: all who were drawn, and of those whose days are over all, or some. */
export type ArmFigure = "drawn" | "counted" | "paid" | "complaints" | "opt-outs";

/** One of those whom a figure of a share counts. */
export interface PersonOfArm {
  readonly debtorId: string;
  /** Of the account, where it is one. */
  readonly reference: string | null;
  /** What was paid in time, in minor units; null while the days are not over. */
  readonly amount: number | null;
}

/** Whom a figure of a share counts, those who paid the most first. Each question is the one that the figure is counted by. */
export async function peopleOfArm(
  { sql }: Transaction,
  asked: SplitAsked,
  { arm, figure }: { readonly arm: string; readonly figure: ArmFigure },
  { after, limit }: { readonly after: number; readonly limit: number },
): Promise<{ readonly people: readonly PersonOfArm[]; readonly currency: string }> {
  const currency = await currencyOf(sql, asked);
  const outcomes = outcomesOfPeople(sql, asked, currency);
  const isCounted = {
    drawn: sql`true`,
    counted: sql`outcome.debtor_id is not null`,
    paid: sql`outcome.money <> 0`,
    complaints: sql`outcome.complained`,
    "opt-outs": sql`outcome.opted_out`,
  }[figure];
  const people = await sql<PersonOfArm[]>`
    select drawn.debtor_id as "debtorId", case when outcome.accounts = 1 then outcome.reference end as reference,
      outcome.money::bigint as amount
    from (${drawnPeople(sql, asked)}) as drawn left join (${outcomes}) as outcome on outcome.debtor_id = drawn.debtor_id
    where drawn.arm = ${arm} and ${isCounted}
    order by outcome.money desc nulls last, drawn.debtor_id offset ${after} limit ${limit}`;
  return { people, currency };
}
