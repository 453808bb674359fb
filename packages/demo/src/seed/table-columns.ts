/* The columns of each table that the history fills; the others keep their defaults. */

export const PAYMENT_LINK = {
  table: "payment_link",
  columns: [
    "id",
    "debtor_id",
    "account_ids",
    "run_id",
    "node_id",
    "visit",
    "token_hash",
    "purpose",
    "amount_kind",
    "settlement_percent",
    "minimum_amount",
    "created_at",
    "expires_at",
    "revoked_at",
    "revoked_reason",
    "opened_at",
    "opens",
  ],
} as const;

export const PAYMENT = {
  table: "payment",
  columns: [
    "id",
    "source",
    "external_id",
    "debtor_id",
    "payment_link_id",
    "amount",
    "currency",
    "value_date",
    "received_at",
    "status",
  ],
} as const;

export const LEDGER_ENTRY = {
  table: "ledger_entry",
  columns: [
    "id",
    "account_id",
    "kind",
    "amount",
    "value_date",
    "booking_date",
    "due_on",
    "source",
    "external_id",
    "payment_id",
    "recorded_by",
    "recorded_at",
  ],
} as const;

export const DUE_ITEM = {
  table: "due_item",
  columns: ["account_id", "ledger_entry_id", "due_on", "amount", "paid", "settled_on"],
} as const;

export const RUN = {
  table: "run",
  columns: [
    "shard",
    "id",
    "debtor_id",
    "account_id",
    "flow_id",
    "version_id",
    "node_id",
    "seq",
    "status",
    "wake_at",
    "state",
    "entry",
    "arrears_since",
    "started_at",
    "ended_at",
    "ended_reason",
    "succeeded",
  ],
} as const;

export const STEP = {
  table: "step",
  columns: ["shard", "run_id", "seq", "at", "event_id", "nodes", "visits", "exits", "inputs"],
} as const;

export const ATTEMPT = {
  table: "attempt",
  columns: [
    "shard",
    "id",
    "debtor_id",
    "client_id",
    "portfolio_id",
    "party_id",
    "address_id",
    "account_ids",
    "channel",
    "purpose",
    "direction",
    "template_id",
    "template_version",
    "language",
    "priority",
    "status",
    "planned_for",
    "merges",
    "not_before",
    "tries",
    "verdict",
    "verdict_until",
    "verdict_reason",
    "verdict_rules",
    "verdict_warnings",
    "verdict_without_fee",
    "verdict_packs",
    "verdict_inputs",
    "verdict_zones",
    "verdict_law",
    "verdict_at",
    "debtor_epoch",
    "provider",
    "provider_id",
    "error_code",
    "outcome",
    "is_right_party",
    "created_at",
    "claimed_at",
    "claimed_by",
    "accepted_at",
    "balance_as_of",
    "delivered_at",
    "settled_at",
  ],
} as const;

export const ATTEMPT_RUN = {
  table: "attempt_run",
  columns: [
    "shard",
    "attempt_id",
    "run_id",
    "node_id",
    "visit",
    "version_id",
    "account_id",
    "is_released",
  ],
} as const;

export const EVENT = {
  table: "event",
  columns: [
    "shard",
    "id",
    "debtor_id",
    "account_id",
    "run_id",
    "kind",
    "payload",
    "text",
    "at",
    "read_at",
  ],
} as const;

export const DISPUTE = {
  table: "dispute",
  columns: [
    "id",
    "debtor_id",
    "account_id",
    "reason",
    "opened_via",
    "opened_at",
    "acknowledge_by",
    "answer_by",
    "deadline_rules",
    "status",
    "decided_at",
    "decided_by",
    "decision_sent_at",
  ],
} as const;

export const PROMISE = {
  table: "promise",
  columns: [
    "id",
    "debtor_id",
    "kind",
    "made_at",
    "made_via",
    "amount",
    "currency",
    "tolerance",
    "grace_business_days",
    "made_on",
    "status",
    "decided_at",
  ],
} as const;

export const PROMISE_ACCOUNT = {
  table: "promise_account",
  columns: ["promise_id", "account_id"],
} as const;

export const PROMISE_INSTALMENT = {
  table: "promise_instalment",
  columns: [
    "promise_id",
    "number",
    "due_on",
    "grace_until",
    "decides_at",
    "amount",
    "paid",
    "status",
    "decided_at",
  ],
} as const;

export const HOLD = {
  table: "hold",
  columns: [
    "id",
    "debtor_id",
    "account_id",
    "state",
    "since",
    "until",
    "ended_at",
    "ended_reason",
    "ended_by",
    "author",
    "dispute_id",
    "promise_id",
    "evidence",
  ],
} as const;

export const TASK = {
  table: "task",
  columns: [
    "id",
    "debtor_id",
    "account_id",
    "run_id",
    "node_id",
    "visit",
    "team",
    "kind",
    "title",
    "outcomes",
    "due_at",
    "status",
    "outcome",
    "created_at",
    "closed_at",
    "closed_by",
  ],
} as const;

export const SPLIT_DRAW = {
  table: "split_draw",
  columns: [
    "flow_id",
    "node_id",
    "account_id",
    "debtor_id",
    "version_id",
    "arm",
    "is_hold_out",
    "drawn_at",
    "drawn_on",
  ],
} as const;

export const COUNTER = {
  table: "counter",
  columns: ["version_id", "hour", "node_id", "metric", "exit", "shard", "count"],
} as const;

export const SANDBOX_MESSAGE = {
  table: "sandbox_message",
  columns: ["attempt_id", "channel", "recipient", "subject", "body", "taken_at", "is_void"],
} as const;
