/** What of a table is about one debtor, how it is read for a file of all that is kept, and what erasing leaves of it. */
export interface DebtorTable {
  /** SQL; `$1` is the debtor's id. */
  readonly where: string;
  /** Columns that a data key sealed: the row that each is bound to, as SQL, and whether it is a file. */
  readonly sealed?: Readonly<Record<string, { readonly row: string; readonly isFile?: true }>>;
  /** Columns that hold keyed digests, by which nobody can be read. */
  readonly digests?: readonly string[];
  /**
   * What erasing does beside emptying the sealed columns: further columns with what they become, as SQL; or its rows go; or
   * `eraseDebtorData` sees to it apart.
   */
  readonly erased?: Readonly<Record<string, string>> | "rows" | "apart";
}

const OWN: DebtorTable = { where: "debtor_id = $1" };
const ACCOUNTS = "(select id from account where debtor_id = $1)";
const BY_ACCOUNT: DebtorTable = { where: `account_id in ${ACCOUNTS}` };
const RUNS = "(select id from run where shard = shard_of($1) and debtor_id = $1)";
const ATTEMPTS = "(select id from attempt where shard = shard_of($1) and debtor_id = $1)";
const byId = { row: "id" } as const;

/**
 * Every table with data about debtors. A test compares it with the database: a new table that names a debtor, an account,
 * a run or an attempt, or that has sealed columns, stands here or in `TABLES_LEFT_OUT`.
 */
export const DEBTOR_TABLES: Readonly<Record<string, DebtorTable>> = {
  debtor: {
    where: "id = $1",
    erased: {
      subdivision: "null",
      other_zones: "'{}'",
      preferred_channel: "null",
      pay_day: "null",
      pay_calendar: "null",
      tags: "'{}'",
    },
  },
  // Its digest stays: by it a file that brings the debtor again is known to bring nobody.
  debtor_reference: { ...OWN, sealed: { reference: { row: "debtor_id" } }, digests: ["hmac"] },
  party: {
    ...OWN,
    sealed: { name: byId, given_name: byId, family_name: byId, id_number: byId },
    digests: ["id_number_hmac"],
    erased: { id_number_hmac: "null" },
  },
  address: {
    ...OWN,
    sealed: { value: byId },
    digests: ["hmac"],
    erased: { hmac: "null", zone: "null" },
  },
  suppression: {
    where: "address_hmac in (select hmac from address where debtor_id = $1 and hmac is not null)",
    digests: ["address_hmac"],
  },
  traced_address: {
    where: "address_id in (select id from address where debtor_id = $1)",
    erased: "rows",
  },
  account: { ...OWN, sealed: { custom_pii: byId } },
  account_party: BY_ACCOUNT,
  ledger_entry: BY_ACCOUNT,
  due_item: BY_ACCOUNT,
  payment: { ...OWN, sealed: { payer_reference: byId } },
  allocation: BY_ACCOUNT,
  statement_line: {
    where: `id in (select line_id from allocation where account_id in ${ACCOUNTS})`,
    sealed: { details: byId },
    digests: ["payer_account"],
    // A line may have paid for others too, and its words are never null.
    erased: "apart",
  },
  daily_snapshot: BY_ACCOUNT,
  hold: { ...OWN, sealed: { note: byId } },
  dispute: { ...OWN, sealed: { statement: byId, decision: byId } },
  evidence: {
    ...OWN,
    sealed: { file_name: byId, content: { row: "id", isFile: true } },
    digests: ["sha256"],
  },
  promise: { ...OWN, sealed: { affordability: byId } },
  promise_account: { where: "promise_id in (select id from promise where debtor_id = $1)" },
  promise_instalment: { where: "promise_id in (select id from promise where debtor_id = $1)" },
  settlement: OWN,
  consent: OWN,
  vulnerability: { ...OWN, sealed: { note: byId }, erased: "rows" },
  acknowledgement: OWN,
  notice_record: OWN,
  legal_step: OWN,
  payment_link: { ...OWN, digests: ["token_hash"] },
  checkout: { where: "payment_link_id in (select id from payment_link where debtor_id = $1)" },
  preference_link: {
    where: "address_id in (select id from address where debtor_id = $1)",
    digests: ["token_hash"],
  },
  attempt: {
    where: "shard = shard_of($1) and debtor_id = $1",
    sealed: { subject: byId, body: byId },
  },
  attempt_run: { where: `shard = shard_of($1) and attempt_id in ${ATTEMPTS}` },
  letter: {
    ...OWN,
    sealed: {
      recipient: { row: "attempt_id" },
      subject: { row: "attempt_id" },
      body: { row: "attempt_id" },
      pdf: { row: "attempt_id", isFile: true },
    },
    digests: ["sha256"],
    erased: { sha256: "null" },
  },
  event: { where: "shard = shard_of($1) and debtor_id = $1", sealed: { text: byId } },
  reply: {
    where: "id in (select reply_id from task where debtor_id = $1)",
    sealed: { sender: byId, text: byId },
    digests: ["address_hmac"],
  },
  run: { where: "shard = shard_of($1) and debtor_id = $1" },
  step: { where: `shard = shard_of($1) and run_id in ${RUNS}` },
  moved_run: OWN,
  split_draw: OWN,
  task: { ...OWN, sealed: { note: byId } },
  note: { ...OWN, sealed: { text: byId } },
  data_request: OWN,
  credit: OWN,
  goal_credit: OWN,
  payment_credit: OWN,
  response_credit: OWN,
  webhook_delivery: OWN,
  audit: {
    where: `(subject_kind, subject_id) in (
      select 'debtor', $1::uuid::text union all select 'account', id::text from account where debtor_id = $1
      union all select 'task', id::text from task where debtor_id = $1
      union all select 'hold', id::text from hold where debtor_id = $1
      union all select 'dispute', id::text from dispute where debtor_id = $1
      union all select 'promise', id::text from promise where debtor_id = $1)`,
  },
};

/** Tables that name somebody or seal something and are in no debtor's file, each with why. */
export const TABLES_LEFT_OUT: Readonly<Record<string, string>> = {
  api_key: "the digest of a key",
  audit_link: "digests that chain the trail; what they chain is in `audit`",
  audit_unsealed: "ids of the trail that wait for their digest",
  feed_problem:
    "rows of a file that were refused, so that nobody was made of them; emptied after a quarter",
  feed_run: "the digest of a file",
  flow_hold: "why a flow was held, with ids of messages that are told as attempts",
  flow_version: "the digest of a drawing",
  inbox:
    "what providers told, emptied a month after it is read; what came of it is in `event`, `attempt` and `reply`",
  named_request: "answers to other systems, kept for a day",
  provider_secret: "secrets of the installation",
  report_sending: "which colleague was sent which report",
  sandbox_message: "what the sandbox shows of messages that are told as attempts",
  search_term: "keyed digests by which people are found; nothing can be read from them",
  statement_entry:
    "which line of a bank statement stood in which file; the lines are in `statement_line`",
  statement_file: "the digest of a file",
  template_image: "pictures in templates",
  webhook_secret: "secrets of the installation",
  webhook_try: "what other systems answered",
  wrapped_key: "keys of the installation",
};
