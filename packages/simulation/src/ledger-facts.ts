import type { BusinessCalendar } from "@fairflow/calendar";
import type { Facts, Run } from "@fairflow/interpreter";
import { isDisputed } from "./account-history.ts";
import type { LatestFacts } from "./latest-facts.ts";
import type { LocalDays } from "./local-days.ts";
import type { Person, PersonAccount } from "./person.ts";

/** Where the facts of one account come from. */
export interface FactSource {
  readonly person: Person;
  readonly subject: PersonAccount;
  readonly days: LocalDays;
  readonly calendar: BusinessCalendar;
  readonly debtorKey: string;
  readonly latest: LatestFacts;
  /** Off, a run does not hear of disputes. */
  readonly disputes: boolean;
}

const NO_HOLDS: Facts["holds"] = [];

/** What is known of one account at an instant, gathered when it is read: most moves of a run look at hardly any of it. */
export class LedgerFacts implements Facts {
  readonly holds = NO_HOLDS;
  readonly #source: FactSource;
  readonly #nowMs: number;
  readonly #run: Run;

  constructor(source: FactSource, nowMs: number, run: Run) {
    this.#source = source;
    this.#nowMs = nowMs;
    this.#run = run;
  }

  get values() {
    return this.#source.latest.of(this.#source, this.#nowMs, this.#run);
  }

  get today() {
    return this.#source.days.dateAt(this.#nowMs);
  }

  get zone() {
    return this.#source.subject.account.zone;
  }

  get calendar() {
    return this.#source.calendar;
  }

  get debtorKey() {
    return this.#source.debtorKey;
  }

  get disputeOpen() {
    const { disputes, subject } = this.#source;
    return disputes && isDisputed(subject.history, this.#nowMs);
  }
}
