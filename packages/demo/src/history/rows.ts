import type { LocalDate } from "@fairflow/calendar";
import type { Run } from "@fairflow/interpreter";

/*
 * What the history leaves, named and shaped as the tables have it. Instants are ISO 8601. What is secret is not yet
 * encrypted here: whoever writes the rows has the keys.
 */

export interface RunRow {
  readonly shard: number;
  readonly id: string;
  readonly debtor_id: string;
  readonly account_id: string;
  /** Of the demo's own flows; the ids of the tables are put in when it is written. */
  readonly flow_key: string;
  readonly version_number: number;
  readonly entry: number;
  readonly arrears_since: LocalDate | null;
  readonly started_at: string;
  run: Run;
  seq: number;
  node_id: string;
}

export interface StepRow {
  readonly shard: number;
  readonly run_id: string;
  readonly seq: number;
  readonly at: string;
  readonly event_id: string | null;
  readonly nodes: readonly string[];
  readonly visits: readonly number[];
  readonly exits: readonly string[];
  readonly inputs: unknown;
}

export interface AttemptRow {
  readonly shard: number;
  readonly id: string;
  readonly debtor_id: string;
  readonly party_id: string | null;
  readonly address_id: string | null;
  readonly account_ids: readonly string[];
  readonly channel: string;
  readonly purpose: string;
  readonly direction: "outbound";
  readonly template_id: string | null;
  readonly language: string | null;
  readonly priority: number;
  status: "deferred" | "forbidden" | "accepted" | "delivered" | "failed";
  readonly planned_for: LocalDate;
  readonly merges: boolean;
  readonly not_before: string;
  readonly verdict: "allowed" | "deferred" | "forbidden";
  readonly verdict_until: string | null;
  readonly verdict_reason: string | null;
  readonly verdict_rules: readonly string[];
  readonly verdict_warnings: readonly string[];
  readonly verdict_without_fee: readonly string[];
  readonly verdict_packs: readonly string[];
  readonly verdict_inputs: unknown;
  readonly verdict_zones: readonly string[];
  readonly verdict_at: string;
  readonly debtor_epoch: number;
  readonly provider: string | null;
  readonly provider_id: string | null;
  readonly error_code: string | null;
  outcome: string | null;
  readonly created_at: string;
  readonly claimed_at: string | null;
  readonly claimed_by: string | null;
  readonly accepted_at: string | null;
  delivered_at: string | null;
  settled_at: string | null;
  /** What it says, as the accounts stood then; absent where nothing was said. No column of its own. */
  readonly said: Said | null;
}

export interface Said {
  readonly linkId: string | null;
  readonly accounts: readonly {
    readonly reference: string;
    readonly arrears: number;
    readonly balance: number;
    readonly due_date: LocalDate;
  }[];
}

export interface AttemptRunRow {
  readonly shard: number;
  readonly attempt_id: string;
  readonly run_id: string;
  readonly node_id: string;
  readonly visit: number;
  readonly flow_key: string;
  readonly version_number: number;
  readonly account_id: string;
  readonly is_released: boolean;
}

export interface EventRow {
  readonly shard: number;
  readonly id: string;
  readonly debtor_id: string;
  readonly account_id: string | null;
  readonly run_id: string | null;
  readonly kind: string;
  readonly payload: Readonly<Record<string, unknown>>;
  /** What the debtor wrote; encrypted when it is stored. */
  readonly text: string | null;
  readonly at: string;
}

export interface TaskRow {
  readonly id: string;
  readonly debtor_id: string;
  readonly account_id: string;
  readonly run_id: string | null;
  readonly node_id: string | null;
  readonly visit: number | null;
  readonly team: string;
  readonly kind: string;
  readonly title: string;
  readonly outcomes: readonly { readonly id: string; readonly label: string }[];
  readonly due_at: string | null;
  status: "open" | "done" | "cancelled";
  outcome: string | null;
  readonly created_at: string;
  closed_at: string | null;
  closed_by: string | null;
}

export interface LinkRow {
  readonly id: string;
  readonly debtor_id: string;
  readonly account_ids: readonly string[];
  readonly run_id: string;
  readonly node_id: string;
  readonly visit: number;
  readonly amount_kind: string;
  readonly settlement_percent: number | null;
  readonly minimum_amount: number | null;
  readonly created_at: string;
  readonly expires_at: string;
  revoked_at: string | null;
  revoked_reason: string | null;
  opened_at: string | null;
  opens: number;
}

export interface HoldRow {
  readonly id: string;
  readonly debtor_id: string;
  readonly account_id: string;
  readonly state: string;
  readonly since: string;
  readonly until: string | null;
  ended_at: string | null;
  ended_reason: string | null;
  ended_by: string | null;
  readonly author: string;
  readonly dispute_id: string | null;
  readonly promise_id: string | null;
}

export interface DisputeRow {
  readonly id: string;
  readonly debtor_id: string;
  readonly account_id: string;
  readonly reason: string;
  readonly opened_via: string;
  readonly opened_at: string;
  status: "open" | "accepted" | "partly_accepted" | "rejected";
  decided_at: string | null;
  decided_by: string | null;
  decision_sent_at: string | null;
}

export interface PromiseRow {
  readonly id: string;
  readonly debtor_id: string;
  readonly account_id: string;
  readonly made_at: string;
  readonly amount: number;
  readonly due_on: LocalDate;
  paid: number;
  status: "open" | "kept" | "broken";
  decided_at: string | null;
}

export interface PaymentRow {
  readonly id: string;
  readonly external_id: string;
  readonly debtor_id: string;
  readonly account_id: string;
  readonly payment_link_id: string | null;
  readonly amount: number;
  readonly value_date: LocalDate;
  readonly received_at: string;
}

/** An entry of the ledger. */
export interface BookingRow {
  readonly id: string;
  readonly recorded_at: string;
  readonly account_id: string;
  readonly kind: "charge" | "payment" | "adjustment";
  readonly amount: number;
  readonly on: LocalDate;
  readonly due_on: LocalDate | null;
  readonly source: string;
  readonly external_id: string;
  readonly payment_id: string | null;
}

export interface SuppressionRow {
  readonly id: string;
  readonly address_id: string;
  readonly channel: "sms" | "email";
  readonly evidence: string;
  readonly since: string;
}

export interface DueItemRow {
  readonly account_id: string;
  readonly ledger_entry_id: string;
  readonly due_on: LocalDate;
  readonly amount: number;
  readonly paid: number;
  readonly settled_on: LocalDate | null;
}

/** An account as the history leaves it. */
export interface AccountEndRow {
  readonly id: string;
  readonly stage: string | null;
  readonly tags: readonly string[];
  readonly promises_broken: number;
  readonly status: "open" | "paid" | "cured";
  readonly balance: number;
  readonly arrears: number;
  readonly arrears_on: LocalDate | null;
  readonly oldest_unpaid_on: LocalDate | null;
  readonly next_due_on: LocalDate | null;
  readonly last_payment_on: LocalDate | null;
}

export interface CountRow {
  readonly flow_key: string;
  readonly version_number: number;
  readonly hour: string;
  readonly node_id: string;
  readonly metric: string;
  readonly exit: string;
  readonly shard: number;
  readonly count: number;
}

/** All that one debtor's ninety days leave. */
export interface DebtorRows {
  readonly runs: RunRow[];
  readonly steps: StepRow[];
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
  readonly accounts: AccountEndRow[];
  /** How often what happened at which node in which hour; `countRows` makes rows of them. */
  readonly counts: Map<string, number>;
  epoch: number;
}

export function noRows(): DebtorRows {
  return {
    runs: [],
    steps: [],
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
    accounts: [],
    counts: new Map(),
    epoch: 0,
  };
}
