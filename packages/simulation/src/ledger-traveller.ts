import type { BusinessCalendar } from "@fairflow/calendar";
import type { Run, Traveller } from "@fairflow/interpreter";
import { happeningsOf, isPaid } from "./account-history.ts";
import type { EntryRule } from "./entry-rule.ts";
import type { LocalDays } from "./local-days.ts";
import type { LatestFacts } from "./latest-facts.ts";
import { LedgerFacts } from "./ledger-facts.ts";
import type { Person, PersonAccount } from "./person.ts";

/** One account of the ledger on its way through the flow. */
export interface LedgerTraveller extends Traveller {
  readonly person: Person;
  readonly subject: PersonAccount;
  readonly days: LocalDays;
}

export interface TravellerInput {
  readonly entry: EntryRule;
  readonly calendar: BusinessCalendar;
  readonly days: LocalDays;
  readonly latest: LatestFacts;
  readonly seed: number;
  readonly stopFacts: { readonly payments: boolean; readonly disputes: boolean };
}

export function ledgerTraveller(
  person: Person,
  subject: PersonAccount,
  { entry, calendar, days, latest, seed, stopFacts }: TravellerInput,
): LedgerTraveller {
  const { account, history } = subject;
  const debtorKey = `${seed}/${person.reference}`;
  const source = {
    person,
    subject,
    days,
    calendar,
    debtorKey,
    latest,
    disputes: stopFacts.disputes,
  };
  return {
    person,
    subject,
    days,
    // Merging goes by this: a message that spoke for two clients would tell each of the other's debt.
    debtor: [person.reference, account.client, account.collector].join("\u0000"),
    factsAt: (nowMs: number, run: Run) => new LedgerFacts(source, nowMs, run),
    happenings: happeningsOf(history).filter(({ event }) =>
      event.kind === "paid" ? stopFacts.payments : stopFacts.disputes,
    ),
    // Entry is asked once a day: no fact of a ledger changes within a day in a way that opens a flow.
    nextEntryMs: (afterMs) => {
      if (history.openedMs >= account.zone.end) return null;
      const next = days.nextAt(entry.atMinute, Math.max(afterMs, history.openedMs - 1));
      return isPaid(history, next) ? null : next;
    },
    mayReturn: entry.mayReturn,
    enters: (nowMs, previous) =>
      // Whoever has paid owes nothing that a flow could collect, whatever the entry rule says.
      !isPaid(history, nowMs) &&
      entry.admits({
        values: latest.of(source, nowMs, null),
        today: days.dateAt(nowMs),
        nowMs,
        previous,
      }),
  };
}
