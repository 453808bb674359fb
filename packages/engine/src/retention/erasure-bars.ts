import { localTime, UncoveredDateError, zoneNamed, type LocalDate } from "@fairflow/calendar";
import { keptByLaw, type KeptRecords, type RecordDays } from "@fairflow/compliance";
import { packsOf, portfolioOf, UnknownReferenceError, zoneOf, type Terms } from "../world.ts";
import type { DebtorRecords, RecordedAccount } from "./debtor-records.ts";

/** What keeps a debtor's data from being erased today. */
export type ErasureBar =
  | {
      /**
       * `open-cases`: disputes, questions and complaints; `under-way`: messages that are with their provider, or of which
       * nobody knows whether they are.
       */
      readonly kind: "open-accounts" | "open-cases" | "under-way";
      readonly count: number;
    }
  /** A portfolio names a pack, or needs a holiday table, that is not there: nobody knows how long its law keeps records. */
  | { readonly kind: "law-unknown" }
  | ({ readonly kind: "law" } & KeptRecords);

/** What is owed or open comes first, then the law that keeps the record longest. */
export function erasureBarsOf(
  terms: Terms,
  records: DebtorRecords,
  now: Date,
): readonly ErasureBar[] {
  const { accounts, openCases, messagesUnderWay } = records;
  const open = [
    { kind: "open-accounts", count: accounts.filter(({ isOver }) => !isOver).length },
    { kind: "open-cases", count: openCases },
    { kind: "under-way", count: messagesUnderWay },
  ] as const;
  return [...open.filter(({ count }) => count > 0), ...lawBars(terms, records, now)];
}

/** The days of a debtor's records, in their own zone. */
export function daysOf({ law }: Terms, records: DebtorRecords) {
  // Who lives where nobody knows the time is a day late at most.
  const zone = zoneNamed(law.zones, records.zone) ?? zoneOf(law, "UTC");
  const dayOf = (at: Date | null) => (at === null ? undefined : localTime(zone, at).date);
  return {
    dayOf,
    today: (now: Date) => localTime(zone, now).date,
    endedOn: ({ closedAt, movedOn }: RecordedAccount) => dayOf(closedAt) ?? movedOn,
  };
}

export function latest(days: readonly (LocalDate | undefined)[]): LocalDate | undefined {
  return days
    .filter((day) => day !== undefined)
    .toSorted()
    .at(-1);
}

function lawBars(terms: Terms, records: DebtorRecords, now: Date): readonly ErasureBar[] {
  try {
    // One rule may keep accounts of several portfolios: its last day counts.
    const shortestFirst = keptOf(terms, records, now).toSorted((a, b) =>
      a.until.localeCompare(b.until),
    );
    const longest = new Map(shortestFirst.map((kept) => [kept.rule, kept]));
    return [...longest.values()].toReversed().map((kept) => ({ kind: "law" as const, ...kept }));
  } catch (fault) {
    if (fault instanceof UnknownReferenceError || fault instanceof UncoveredDateError) {
      return [{ kind: "law-unknown" }];
    }
    throw fault;
  }
}

function keptOf(terms: Terms, records: DebtorRecords, now: Date): readonly KeptRecords[] {
  const { dayOf, today, endedOn } = daysOf(terms, records);
  const ofPortfolio = Map.groupBy(records.accounts, ({ portfolioId }) => portfolioId);
  return [...ofPortfolio].flatMap(([portfolioId, mine]) => {
    const portfolio = portfolioOf(terms, portfolioId);
    const types = mine.map(({ debtType }) => debtType ?? portfolio.debtType);
    const days: RecordDays = {
      // While one is open nobody knows yet when they will have ended.
      accountsEndedOn: mine.every(({ isOver }) => isOver) ? latest(mine.map(endedOn)) : undefined,
      lastContactOn: dayOf(records.lastContactAt),
      lastMoneyOn: latest(mine.map(({ movedOn }) => movedOn)),
    };
    return keptByLaw(packsOf(terms, [{ portfolioId }]), {
      ...days,
      today: today(now),
      actor: portfolio.collectorKind,
      debtTypes: types.filter((type) => type !== null),
    });
  });
}
