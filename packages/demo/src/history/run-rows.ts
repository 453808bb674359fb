import type { LocalDate } from "@fairflow/calendar";
import type { Run } from "@fairflow/interpreter";

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
  /** Whether the debtor was spoken to; null of what is no talk. */
  readonly is_right_party: boolean | null;
  readonly created_at: string;
  readonly claimed_at: string | null;
  readonly claimed_by: string | null;
  readonly accepted_at: string | null;
  /** As of when the client's figures were that it was sent on. */
  readonly balance_as_of: string | null;
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

/** The share of a split that an account was given. */
export interface DrawRow {
  readonly flow_key: string;
  readonly version_number: number;
  readonly node_id: string;
  readonly account_id: string;
  readonly debtor_id: string;
  readonly arm: string;
  readonly is_hold_out: boolean;
  readonly drawn_at: string;
  readonly drawn_on: LocalDate;
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
