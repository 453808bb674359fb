import type { BusinessCalendar } from "@fairflow/calendar";
import type { Facts, Happening, Run, Traveller } from "@fairflow/interpreter";
import { happeningsOf, isPaid } from "./account-history.ts";
import type { EntryRule } from "./entry-rule.ts";
import type { LatestFacts } from "./latest-facts.ts";
import { LedgerFacts } from "./ledger-facts.ts";
import type { LocalDays } from "./local-days.ts";
import type { Person, PersonAccount } from "./person.ts";

/** What the travellers of one zone have in common. */
export interface TravellerInput {
  readonly entry: EntryRule;
  readonly calendar: BusinessCalendar;
  readonly days: LocalDays;
  readonly latest: LatestFacts;
  readonly seed: number;
  readonly stopFacts: { readonly payments: boolean; readonly disputes: boolean };
}

/** One account of the ledger on its way through the flow. A class, since a ledger has very many that differ in little. */
export class LedgerTraveller implements Traveller {
  readonly person: Person;
  readonly subject: PersonAccount;
  readonly input: TravellerInput;
  readonly debtor: string;
  readonly happenings: readonly Happening[];

  constructor(person: Person, subject: PersonAccount, input: TravellerInput) {
    const { client, collector } = subject.account;
    const { payments, disputes } = input.stopFacts;
    this.person = person;
    this.subject = subject;
    this.input = input;
    // Merging goes by this: a message that spoke for two clients would tell each of the other's debt.
    this.debtor = [person.reference, client, collector].join("\u0000");
    this.happenings = happeningsOf(subject.history).filter(({ event }) =>
      event.kind === "paid" ? payments : disputes,
    );
  }

  get mayReturn(): boolean {
    return this.input.entry.mayReturn;
  }

  factsAt(nowMs: number, run: Run): Facts {
    return new LedgerFacts(this, nowMs, run);
  }

  /** Entry is asked once a day: no fact of a ledger changes within a day in a way that opens a flow. */
  nextEntryMs(afterMs: number): number | null {
    const { history, account } = this.subject;
    const { days, entry } = this.input;
    if (history.openedMs >= account.zone.end) return null;
    const next = days.nextAt(entry.atMinute, Math.max(afterMs, history.openedMs - 1));
    return isPaid(history, next) ? null : next;
  }

  enters(nowMs: number, previous: Run | null): boolean {
    // Whoever has paid owes nothing that a flow could collect, whatever the entry rule says.
    if (isPaid(this.subject.history, nowMs)) return false;
    const { entry, latest, days } = this.input;
    const values = latest.of(this, nowMs, null);
    return entry.admits({ values, today: days.dateAt(nowMs), nowMs, previous });
  }
}
