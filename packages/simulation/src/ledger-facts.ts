import type { Facts, Run } from "@fairflow/interpreter";
import { isDisputed } from "./account-history.ts";
import type { LedgerTraveller } from "./ledger-traveller.ts";

const NO_HOLDS: Facts["holds"] = [];

/** What is known of one account at an instant, gathered when it is read: most moves of a run look at hardly any of it. */
export class LedgerFacts implements Facts {
  readonly #traveller: LedgerTraveller;
  readonly #nowMs: number;
  readonly #run: Run;

  constructor(traveller: LedgerTraveller, nowMs: number, run: Run) {
    this.#traveller = traveller;
    this.#nowMs = nowMs;
    this.#run = run;
  }

  get values() {
    return this.#traveller.input.latest.of(this.#traveller, this.#nowMs, this.#run);
  }

  get today() {
    return this.#traveller.input.days.dateAt(this.#nowMs);
  }

  get zone() {
    return this.#traveller.subject.account.zone;
  }

  get calendar() {
    return this.#traveller.input.calendar;
  }

  get debtorKey() {
    const { input, person } = this.#traveller;
    return `${input.seed}/${person.reference}`;
  }

  get disputeOpen() {
    const { input, subject } = this.#traveller;
    return input.stopFacts.disputes && isDisputed(subject.history, this.#nowMs);
  }

  get holds() {
    return NO_HOLDS;
  }
}
