import { addMonths, type LocalDate } from "@fairflow/calendar";
import type { Terms } from "../world.ts";
import type { DebtorRecords } from "./debtor-records.ts";
import { daysOf, erasureBarsOf, latest, type ErasureBar } from "./erasure-bars.ts";
import { monthsKept, type RetentionSetting } from "./retention-setting.ts";

/** What keeps a debtor from being erased by the clock: all that keeps a person from doing it, and whatever is unsettled. */
export type SweepBar =
  | ErasureBar
  /** A person who erases by hand has seen these; the clock has not. */
  | {
      readonly kind: "held" | "tasks" | "requests" | "running" | "planned" | "credit";
      readonly count: number;
    }
  /** The time that the installation keeps records is not over. */
  | { readonly kind: "period"; readonly until: LocalDate };

/** Why a debtor is not erased by the clock today; empty for one who is due. */
export function sweepBarsOf(
  terms: Terms,
  records: DebtorRecords,
  of: { readonly setting: RetentionSetting; readonly now: Date },
): readonly SweepBar[] {
  const { accounts } = records;
  const unsettled = [
    { kind: "credit", count: accounts.filter(({ balance }) => balance < 0).length },
    { kind: "held", count: records.holds },
    { kind: "running", count: records.runsUnderWay },
    { kind: "planned", count: records.messagesPlanned },
    { kind: "tasks", count: records.openTasks },
    { kind: "requests", count: records.openRequests },
  ] as const;
  const today = daysOf(terms, records).today(of.now);
  const until = keptUntil(terms, records, of.setting);
  return [
    ...erasureBarsOf(terms, records, of.now),
    ...unsettled.filter(({ count }) => count > 0),
    ...(until > today ? [{ kind: "period", until } as const] : []),
  ];
}

/** The day on which anything happened last: an account ended, money moved, a message left, or something was heard. */
export function lastHappenedOn(terms: Terms, records: DebtorRecords): LocalDate {
  const { dayOf, endedOn, today } = daysOf(terms, records);
  return (
    latest([
      ...records.accounts.flatMap((account) => [endedOn(account), account.movedOn]),
      dayOf(records.lastContactAt),
      dayOf(records.lastEventAt),
    ]) ?? today(records.createdAt)
  );
}

/** The first day on which the installation itself wants nothing kept any more. */
function keptUntil(terms: Terms, records: DebtorRecords, setting: RetentionSetting): LocalDate {
  const portfolioIds = records.accounts.map(({ portfolioId }) => portfolioId);
  return addMonths(lastHappenedOn(terms, records), monthsKept(setting, portfolioIds));
}
