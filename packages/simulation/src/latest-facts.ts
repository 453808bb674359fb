import type { FactValue, FactValues } from "@fairflow/criteria";
import { runFacts, type Run } from "@fairflow/interpreter";
import { factsOf } from "./known-facts.ts";
import type { LedgerTraveller } from "./ledger-traveller.ts";
import type { PersonAccount, SentMessage } from "./person.ts";

/** Remembers the facts that were asked for last: entry and start ask for the same ones in turn. */
export interface LatestFacts {
  /**
   * Good until facts are asked for again.
   *
   * @param run null of somebody who is not in the flow
   */
  readonly of: (traveller: LedgerTraveller, nowMs: number, run: Run | null) => FactValues;
}

const OF_NO_RUN = { "run.days_in_flow": 0, "run.messages_sent": 0 };

export function latestFacts(): LatestFacts {
  let known: {
    readonly subject: PersonAccount;
    readonly nowMs: number;
    readonly lastSent: SentMessage | null;
  } | null = null;
  let values: Record<string, FactValue> = {};
  return {
    of: ({ person, subject, input }, nowMs, run) => {
      // Nothing but a message that was sent changes what is known of an account within one instant.
      const { lastSent } = person;
      if (known?.subject !== subject || known.nowMs !== nowMs || known.lastSent !== lastSent) {
        known = { subject, nowMs, lastSent };
        values = factsOf(person, subject, { nowMs, day: input.days.dayAt(nowMs) });
      }
      return Object.assign(values, run === null ? OF_NO_RUN : runFacts(run, nowMs));
    },
  };
}
