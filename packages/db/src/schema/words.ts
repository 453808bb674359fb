export const PARTY_KINDS = ["person", "company"] as const;

export const PARTY_ROLES = [
  "principal",
  "co_debtor",
  "surety",
  "contact_person",
  "debt_counsellor",
  "attorney",
  "executor",
  "trustee",
  "administrator",
] as const;

/** What an address is; which channels it serves follows from it and, for phones, from the line. */
export const ADDRESS_KINDS = ["phone", "email", "postal"] as const;
export const LINE_TYPES = ["mobile", "landline", "other"] as const;
export const ADDRESS_STATES = [
  "unverified",
  "right_party",
  "wrong_party",
  "gone_away",
  "bounced",
] as const;

export const ACCOUNT_KINDS = ["invoice", "instalment", "revolving", "charged_off"] as const;
export const ACCOUNT_STATUSES = ["open", "paid", "cured", "closed"] as const;
export const BUCKETS = ["current", "1_30", "31_60", "61_90", "91_120", "over_120"] as const;

export const LEDGER_KINDS = [
  "opening",
  "charge",
  "payment",
  "reversal",
  "adjustment",
  "fee",
  "write_off",
] as const;

export const VERDICTS = ["allowed", "deferred", "forbidden"] as const;

export const ATTEMPT_STATUSES = [
  "planned",
  "withdrawn",
  "deferred",
  "forbidden",
  "dispatching",
  "in_doubt",
  "accepted",
  "delivered",
  "failed",
] as const;

export const RUN_STATUSES = ["active", "held", "ended", "parked"] as const;

/** A client reads the reports of its own portfolios and nothing else. */
export const USER_ROLES = ["editor", "admin", "manager", "specialist", "client"] as const;

export const CUSTOM_FIELD_TYPES = [
  "number",
  "money",
  "date",
  "text",
  "choice",
  "boolean",
  "tags",
] as const;

export const ACTOR_KINDS = ["user", "system", "debtor", "api"] as const;

export const SUPPRESSION_REASONS = [
  "opted_out",
  "wrong_party",
  "bounced",
  "provider_blocked",
] as const;

export const SEARCH_KINDS = ["name", "address", "id_number", "reference"] as const;

export const TASK_STATUSES = ["open", "done", "cancelled"] as const;

export const LINK_PURPOSES = ["pay", "dispute", "preferences", "view"] as const;

export const LINK_AMOUNTS = ["full", "arrears", "part", "settlement", "instalment"] as const;

/** Failed stands below paid: a late success counts. */
export const CHECKOUT_STANDINGS = ["pending", "failed", "paid"] as const;

export const EVIDENCE_KINDS = [
  "proof_of_payment",
  "dispute",
  "affidavit",
  "affordability",
] as const;

/** How money that is not meant for one account is put to several. */
export const ALLOCATIONS = [
  "oldest_first",
  "smallest_first",
  "largest_first",
  "in_proportion",
] as const;

export const FEED_KINDS = ["full", "delta"] as const;

export const FEED_STATUSES = [
  "checking",
  "ready",
  "importing",
  "confirming",
  "done",
  "cancelled",
  "failed",
] as const;

export const SUBMISSION_STATUSES = [
  "submitted",
  "approved",
  "changes_requested",
  "withdrawn",
  "published",
] as const;

export const VERSION_STATUSES = ["scheduled", "trial", "live", "retired"] as const;

export const PAYMENT_STATUSES = ["unallocated", "allocated", "reversed"] as const;

export const TEMPLATE_CHANNELS = ["sms", "email", "letter"] as const;

/** What mail programs show; SVG is left out, since it can carry scripts. */
export const IMAGE_TYPES = ["image/png", "image/jpeg", "image/gif"] as const;

export const KEY_PURPOSES = ["data", "lookup", "link"] as const;

export const DISPUTE_STATUSES = [
  "open",
  "accepted",
  "partly_accepted",
  "rejected",
  "withdrawn",
] as const;

export const PROMISE_KINDS = ["promise", "arrangement"] as const;

/** `proposed` waits for somebody who may agree to it. */
export const PROMISE_STATUSES = [
  "proposed",
  "open",
  "kept",
  "partly_kept",
  "broken",
  "cancelled",
] as const;

export const INSTALMENT_STATUSES = ["open", "kept", "partly_kept", "broken", "cancelled"] as const;

export const INSTALMENT_FREQUENCIES = ["weekly", "fortnightly", "monthly", "irregular"] as const;

/** `accepted`: the debtor said yes, and pays until it expires. */
export const SETTLEMENT_STATUSES = [
  "proposed",
  "offered",
  "accepted",
  "settled",
  "lapsed",
  "declined",
  "withdrawn",
] as const;

/** A dispute stops what is asked for; a query and a complaint only want an answer. */
export const DISPUTE_KINDS = ["dispute", "query", "complaint"] as const;

/** What a provider is for. */
export const PROVIDER_PURPOSES = ["sms", "email", "letter", "payment"] as const;

export const SECRET_PLACES = ["current", "previous"] as const;

/** What an outside system may do with its key. */
export const API_SCOPES = [
  "may-contact",
  "contacts",
  "holds",
  "opt-outs",
  "consents",
  "notices",
  "disputes",
  "promises",
  "statements",
  "accounts",
  "payments",
  "enrolments",
  "call-lists",
  "events",
] as const;

/** `cancelled`: whoever asked does not wait for it any more. */
export const WEBHOOK_STATUSES = ["waiting", "delivered", "failed", "cancelled"] as const;

/** `gone`: it said so itself, by 410. */
export const WEBHOOK_DISABLED_WHYS = ["gone", "failing"] as const;

export const REPLY_CHANNELS = ["sms", "email"] as const;

/** What somebody wrote back, as far as words tell. */
export const REPLY_MEANINGS = ["stop", "start", "help", "for_a_person", "reply"] as const;

export const LETTER_BATCH_STATUSES = ["filling", "closed", "handed_over"] as const;

export const LETTER_STATUSES = ["in_batch", "taken_out", "unprintable", "handed_over"] as const;

export const LAW_DOCUMENT_KINDS = ["pack", "holidays", "zones"] as const;

export const MOVE_STATUSES = [
  "planned",
  "running",
  "paused",
  "done",
  "undoing",
  "undone",
  "discarded",
] as const;

/** `later`: there is news of its debtor that its lane has not read yet; it is looked at again. */
export const MOVE_OUTCOMES = [
  "moved",
  "left",
  "handed_over",
  "stayed",
  "undecided",
  "message_under_way",
  "notice_running",
  "way_out_gone",
  "parked",
  "faulty",
  "later",
] as const;

export const LAYOUT_KINDS = ["statement", "remittance"] as const;

export const STATEMENT_FORMATS = ["mt940", "camt053", "table"] as const;

export const STATEMENT_FILE_STATUSES = ["ready", "booking", "done", "cancelled", "failed"] as const;

export const STATEMENT_KINDS = ["bank", "remittance"] as const;

export const STATEMENT_LINE_KINDS = ["entry", "reversal", "fee"] as const;

/** `aside`: no debtor's money. `split`: a remittance took its place, whose lines are put to accounts. */
export const ALLOCATION_KINDS = ["account", "refund", "aside", "split", "payout"] as const;

/** Why somebody asks for all that is kept of a debtor: its own right, or a regulator's. */
export const REQUEST_KINDS = ["access", "correction", "erasure", "objection", "regulator"] as const;

/** Why a flow stops sending by itself: more messages than its own past leads to expect, or one person again and again. */
export const FLOW_HOLD_CAUSES = ["beyond_forecast", "repeats"] as const;

/** What a provider tells at which of its addresses. */
export const NOTICE_PLACES = ["status", "inbound", "payment"] as const;

/** What a message or a talk is credited with. */
export const CREDIT_METRICS = [
  "goal",
  "paid",
  "clicked",
  "replied",
  "opted_out",
  "disputed",
  "promised",
] as const;

export const REPORT_KINDS = ["rolls", "ageing", "vintages", "collecting"] as const;

/** What the lines of a comparison are. */
export const REPORT_BYS = ["client", "portfolio", "product", "flow"] as const;

export const REPORT_PERIODS = ["week", "month"] as const;

export const REPORT_RHYTHMS = ["daily", "weekly", "monthly"] as const;

/** `claimed`: it is being sent, or whoever sent it stopped before it knew. */
export const REPORT_SENDING_STATUSES = ["claimed", "sent", "waiting", "failed"] as const;
