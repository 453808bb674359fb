import type { CloseRow } from "./closes.ts";
import type { AttemptRow, AttemptRunRow, DrawRow, EventRow, RunRow, StepRow } from "./run-rows.ts";
import type {
  DisputeRow,
  HoldRow,
  LinkRow,
  PromiseRow,
  SuppressionRow,
  TaskRow,
} from "./desk-rows.ts";
import type { AccountEndRow, BookingRow, DueItemRow, PaymentRow } from "./ledger-rows.ts";

/*
 * What the history leaves, named and shaped as the tables have it. Instants are ISO 8601. What is secret is not yet
 * encrypted here: whoever writes the rows has the keys.
 */

/** All that one debtor's ninety days leave. */
export interface DebtorRows {
  readonly runs: RunRow[];
  readonly steps: StepRow[];
  readonly draws: DrawRow[];
  readonly attempts: AttemptRow[];
  readonly attemptRuns: AttemptRunRow[];
  readonly events: EventRow[];
  readonly tasks: TaskRow[];
  readonly links: LinkRow[];
  readonly holds: HoldRow[];
  readonly disputes: DisputeRow[];
  readonly promises: PromiseRow[];
  readonly payments: PaymentRow[];
  readonly bookings: BookingRow[];
  readonly dueItems: DueItemRow[];
  readonly suppressions: SuppressionRow[];
  readonly closes: CloseRow[];
  readonly accounts: AccountEndRow[];
  /** How often what happened at which node in which hour; `countRows` makes rows of them. */
  readonly counts: Map<string, number>;
  epoch: number;
}

export function noRows(): DebtorRows {
  return {
    runs: [],
    steps: [],
    draws: [],
    attempts: [],
    attemptRuns: [],
    events: [],
    tasks: [],
    links: [],
    holds: [],
    disputes: [],
    promises: [],
    payments: [],
    bookings: [],
    dueItems: [],
    suppressions: [],
    closes: [],
    accounts: [],
    counts: new Map(),
    epoch: 0,
  };
}
