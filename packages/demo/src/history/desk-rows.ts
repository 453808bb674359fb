import type { LocalDate } from "@fairflow/calendar";

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
  /** What was sent before contact resumed. */
  evidence: Readonly<Record<string, string>>;
}

export interface DisputeRow {
  readonly id: string;
  readonly debtor_id: string;
  readonly account_id: string;
  readonly reason: string;
  readonly opened_via: string;
  readonly opened_at: string;
  readonly acknowledge_by: LocalDate;
  readonly answer_by: LocalDate;
  readonly deadline_rules: readonly string[];
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
  readonly made_on: LocalDate;
  readonly amount: number;
  readonly due_on: LocalDate;
  /** The last day on which money still counts for it. */
  readonly grace_until: LocalDate;
  readonly decides_at: string;
  paid: number;
  status: "open" | "kept" | "partly_kept" | "broken";
  decided_at: string | null;
}

export interface SuppressionRow {
  readonly id: string;
  readonly address_id: string;
  readonly channel: "sms" | "email";
  readonly evidence: string;
  readonly since: string;
}
