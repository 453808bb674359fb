import type { FactValue } from "@fairflow/criteria";
import { factsOf } from "./known-facts.ts";
import type { LocalDays } from "./local-days.ts";
import type { Person, PersonAccount } from "./person.ts";

/** Remembers the facts that were asked for last: entry, start and the gate ask for the same ones in turn. */
export interface LatestFacts {
  readonly of: (
    person: Person,
    subject: PersonAccount,
    nowMs: number,
    days: LocalDays,
  ) => Record<string, FactValue>;
}

export function latestFacts(): LatestFacts {
  let known: {
    readonly subject: PersonAccount;
    readonly nowMs: number;
    readonly sent: number;
  } | null = null;
  let values: Record<string, FactValue> = {};
  return {
    of: (person, subject, nowMs, days) => {
      // Nothing but a message that was sent changes what is known of an account within one instant.
      const sent = person.sent.length;
      if (known?.subject !== subject || known.nowMs !== nowMs || known.sent !== sent) {
        known = { subject, nowMs, sent };
        values = factsOf(person, subject, { nowMs, day: days.dayAt(nowMs) });
      }
      return values;
    },
  };
}
