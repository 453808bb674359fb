import { addBusinessDays, addDays, instantAt, type LocalDate } from "@fairflow/calendar";
import { answerDays } from "@fairflow/compliance";
import type { Transaction } from "@fairflow/db";
import { calendarOf, packsOf, portfolioOf } from "../../world.ts";
import { termsNow } from "../terms-now.ts";
import type { FactDeps, Subject } from "../telling.ts";

/** Whoever works on it is reminded so many business days before its day. */
const REMIND_BUSINESS_DAYS_BEFORE = 2;

export interface AnswerDeadlines {
  readonly acknowledgeBy: LocalDate | undefined;
  readonly answerBy: LocalDate | undefined;
  /** When that day is over in the debtor's zone. */
  readonly answerAt: Date | undefined;
  readonly remindAt: Date | undefined;
  readonly rules: readonly string[];
  readonly refersTo: readonly string[];
}

/** By when the packs of an account want its debtor answered, told from today. */
export async function answerDeadlines(
  deps: FactDeps,
  tx: Transaction,
  { accountId, portfolioId, zone, today, now }: Subject,
  to: "dispute" | "query" | "complaint",
): Promise<AnswerDeadlines> {
  const [terms, [account]] = await Promise.all([
    termsNow(deps, tx),
    tx.sql<{ debtType: string | null }[]>`
      select debt_type as "debtType" from account where id = ${accountId}`,
  ]);
  const portfolio = portfolioOf(terms, portfolioId);
  const days = answerDays(packsOf(terms, [{ portfolioId }]), {
    to,
    cameOn: today,
    actor: portfolio.collectorKind,
    debtType: account?.debtType ?? portfolio.debtType ?? undefined,
  });
  const { answerBy } = days;
  if (answerBy === undefined) return { ...days, answerAt: undefined, remindAt: undefined };
  const calendar = calendarOf(terms.law, portfolio);
  const remindOn = addBusinessDays(calendar, answerBy, -REMIND_BUSINESS_DAYS_BEFORE);
  const remindAt = instantAt(zone, remindOn, 0);
  return {
    ...days,
    answerAt: instantAt(zone, addDays(answerBy, 1), 0),
    remindAt: remindAt > now ? remindAt : now,
  };
}
