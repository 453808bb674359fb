import type { FactValue, FactValues } from "@fairflow/criteria";
import { runFacts, type Run } from "@fairflow/interpreter";
import { factsOf } from "./known-facts.ts";
import type { LocalDays } from "./local-days.ts";
import type { Person, PersonAccount } from "./person.ts";

/** Remembers the facts that were asked for last: entry and start ask for the same ones in turn. */
export interface LatestFacts {
  /**
   * Good until facts are asked for again.
   *
   * @param run null of somebody who is not in the flow
   */
  readonly of: (whose: Whose, nowMs: number, run: Run | null) => FactValues;
}

interface Whose {
  readonly person: Person;
  readonly subject: PersonAccount;
  readonly days: LocalDays;
}

const OF_NO_RUN = { "run.days_in_flow": 0, "run.messages_sent": 0 };

export function latestFacts(): LatestFacts {
  let known: {
    readonly subject: PersonAccount;
    readonly nowMs: number;
    readonly sent: number;
  } | null = null;
  let values: Record<string, FactValue> = {};
  return {
    of: ({ person, subject, days }, nowMs, run) => {
      // Nothing but a message that was sent changes what is known of an account within one instant.
      const sent = person.sent.length;
      if (known?.subject !== subject || known.nowMs !== nowMs || known.sent !== sent) {
        known = { subject, nowMs, sent };
        values = factsOf(person, subject, { nowMs, day: days.dayAt(nowMs) });
      }
      return Object.assign(values, run === null ? OF_NO_RUN : runFacts(run, nowMs));
    },
  };
}
