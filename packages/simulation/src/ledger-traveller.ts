import {
  addDays,
  localTime,
  instantAt,
  type BusinessCalendar,
  type LocalDate,
} from "@fairflow/calendar";
import { runFacts, type Facts, type Run, type Traveller } from "@fairflow/interpreter";
import { happeningsOf, isDisputed, isPaid } from "./account-history.ts";
import type { EntryRule } from "./entry-rule.ts";
import { factsOf, type Person, type PersonAccount } from "./person.ts";

/** One account of the ledger on its way through the flow. */
export interface LedgerTraveller extends Traveller {
  readonly person: Person;
  readonly subject: PersonAccount;
}

export interface TravellerInput {
  readonly entry: EntryRule;
  readonly calendar: BusinessCalendar;
  readonly seed: number;
  readonly stopFacts: { readonly payments: boolean; readonly disputes: boolean };
}

export function ledgerTraveller(
  person: Person,
  subject: PersonAccount,
  { entry, calendar, seed, stopFacts }: TravellerInput,
): LedgerTraveller {
  const { account, history } = subject;
  const { zone } = account;
  const instantOf = (nowMs: number) => ({ nowMs, today: localTime(zone, new Date(nowMs)).date });
  const factsAt = (nowMs: number, run: Run): Facts => ({
    values: { ...factsOf(person, subject, instantOf(nowMs)), ...runFacts(run, nowMs) },
    zone,
    calendar,
    debtorKey: `${seed}/${person.reference}`,
    disputeOpen: stopFacts.disputes && isDisputed(history, nowMs),
    holds: [],
  });
  return {
    person,
    subject,
    debtor: person.reference,
    factsAt,
    happenings: happeningsOf(history).filter(({ event }) =>
      event.kind === "paid" ? stopFacts.payments : stopFacts.disputes,
    ),
    nextEntryMs: (afterMs) =>
      nextMidnight(Math.max(afterMs, history.openedMs - 1), zone, history.paidMs),
    enters: (nowMs, previous) => {
      // Whoever has paid owes nothing that a flow could collect, whatever the entry rule says.
      if (isPaid(history, nowMs)) return false;
      const { today } = instantOf(nowMs);
      return entry.admits({
        values: factsOf(person, subject, { nowMs, today }),
        today,
        nowMs,
        previous,
      });
    },
  };
}

/** Entry is asked at each local midnight: no fact of a ledger changes within a day in a way that opens a flow. */
function nextMidnight(
  afterMs: number,
  zone: LedgerTraveller["subject"]["account"]["zone"],
  paidMs: number | null,
): number | null {
  let day: LocalDate = localTime(zone, new Date(afterMs)).date;
  let midnight = instantAt(zone, day, 0).getTime();
  while (midnight <= afterMs) {
    day = addDays(day, 1);
    midnight = instantAt(zone, day, 0).getTime();
  }
  return paidMs !== null && midnight >= paidMs ? null : midnight;
}
