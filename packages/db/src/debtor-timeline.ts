import type { Transaction } from "./connect.ts";
import type { Keyring } from "./encryption.ts";
import type {
  DISPUTE_KINDS,
  DISPUTE_STATUSES,
  PROMISE_KINDS,
  TASK_STATUSES,
} from "./schema/words.ts";

export interface PaymentHappening {
  readonly id: string;
  readonly at: Date;
  readonly kind: "payment" | "reversal" | "adjustment" | "write_off" | "fee";
  readonly amount: number;
  readonly currency: string;
  readonly account: string;
}

export interface DisputeHappening {
  readonly id: string;
  readonly at: Date;
  readonly kind: (typeof DISPUTE_KINDS)[number];
  readonly reason: string;
  /** What the debtor wrote, told once, when it was opened. */
  readonly statement: string | null;
  readonly status: (typeof DISPUTE_STATUSES)[number];
  readonly account: string;
}

export interface HoldHappening {
  readonly id: string;
  readonly at: Date;
  readonly state: string;
  readonly isEnd: boolean;
  readonly until: Date | null;
  readonly endedReason: string | null;
}

export interface EventHappening {
  readonly id: string;
  readonly at: Date;
  readonly kind: string;
  readonly text: string | null;
}

/** Something became of what was agreed. */
export interface AgreementHappening {
  readonly id: string;
  readonly at: Date;
  /** `promise.made`, `instalment.missed`, `settlement.lapsed`, ... */
  readonly event: string;
  readonly kind: (typeof PROMISE_KINDS)[number] | "settlement";
  readonly amount: number;
  readonly currency: string;
  /** Of the promise, or of the instalment that it is about. */
  readonly dueOn: string | null;
  readonly instalments: number;
  readonly number: number | null;
}

export interface TaskHappening {
  readonly id: string;
  readonly at: Date;
  readonly title: string;
  readonly team: string;
  readonly isEnd: boolean;
  readonly status: (typeof TASK_STATUSES)[number];
  readonly outcome: string | null;
  /** What whoever finished it wrote. */
  readonly note: string | null;
}

/** Which part of a debtor's past: what happened at or before an instant, at most so many of each kind. */
export interface Past {
  readonly debtorId: string;
  readonly before: Date;
  readonly limit: number;
}

export async function paymentsOf(
  { sql }: Transaction,
  past: Past,
): Promise<readonly PaymentHappening[]> {
  return sql<PaymentHappening[]>`
    select e.id, e.recorded_at as at, e.kind, abs(e.amount)::bigint as amount, a.currency, a.reference as account
    from ledger_entry e join account a on a.id = e.account_id
    where a.debtor_id = ${past.debtorId} and e.recorded_at <= ${past.before}
      and e.kind in ('payment', 'reversal', 'adjustment', 'write_off', 'fee')
    order by e.recorded_at desc, e.id desc limit ${past.limit}`;
}

/** Each when it was opened, and once more when it was decided. */
export async function disputesOf(
  { sql }: Transaction,
  keyring: Keyring,
  past: Past,
): Promise<readonly DisputeHappening[]> {
  const rows = await sql<
    (Omit<DisputeHappening, "statement"> & {
      readonly row: string;
      readonly statement: Uint8Array | null;
    })[]
  >`
    select each.id, each.at, d.kind, d.reason, each.status, a.reference as account, d.id as row,
      case when each.status = 'open' then d.statement end as statement
    from dispute d join account a on a.id = d.account_id
    cross join lateral (values
      (d.id || '.opened', d.opened_at, 'open'), (d.id || '.decided', d.decided_at, d.status)
    ) as each (id, at, status)
    where d.debtor_id = ${past.debtorId} and each.at <= ${past.before}
    order by each.at desc, each.id desc limit ${past.limit}`;
  return rows.map(({ row, statement, ...dispute }) => ({
    ...dispute,
    statement:
      statement === null
        ? null
        : keyring.decryptText({ table: "dispute", column: "statement", row }, statement),
  }));
}

/** Each when it was placed, and once more when it ended. Those of disputes are told by the disputes. */
export async function holdsOf({ sql }: Transaction, past: Past): Promise<readonly HoldHappening[]> {
  return sql<HoldHappening[]>`
    select each.id, each.at, h.state, each.is_end as "isEnd", h.until, h.ended_reason as "endedReason"
    from hold h
    cross join lateral (values (h.id || '.placed', h.since, false), (h.id || '.ended', h.ended_at, true))
      as each (id, at, is_end)
    where h.debtor_id = ${past.debtorId} and h.dispute_id is null and each.at <= ${past.before}
    order by each.at desc, each.id desc limit ${past.limit}`;
}

/** What the debtor did or said: replies, links opened, opt-outs. */
export async function eventsOf(
  { sql }: Transaction,
  keyring: Keyring,
  past: Past,
): Promise<readonly EventHappening[]> {
  const rows = await sql<(Omit<EventHappening, "text"> & { readonly text: Uint8Array | null })[]>`
    select id, at, kind, text from event
    where shard = shard_of(${past.debtorId}) and debtor_id = ${past.debtorId} and at <= ${past.before}
      and kind in ('message.replied', 'link.opened', 'opted-out', 'opted-in')
    order by at desc, id desc limit ${past.limit}`;
  return rows.map(({ text, ...row }) => ({
    ...row,
    text:
      text === null
        ? null
        : keyring.decryptText({ table: "event", column: "text", row: row.id }, text),
  }));
}

const AGREED = [
  "promise.made",
  "promise.kept",
  "promise.partly-kept",
  "promise.broken",
  "promise.cancelled",
  "instalment.kept",
  "instalment.partly-kept",
  "instalment.missed",
  "settlement.settled",
  "settlement.lapsed",
];

/** What was promised, arranged and settled, and what became of it: once, however many accounts it is about. */
export function agreementEventsOf(
  { sql }: Transaction,
  past: Past,
): Promise<readonly AgreementHappening[]> {
  return sql<AgreementHappening[]>`
    select event.id, at, event.kind as event, coalesce(promise.kind, 'settlement') as kind,
      coalesce(instalment.amount, promise.amount, settlement.amount) as amount,
      coalesce(promise.currency, settlement.currency) as currency, (payload ->> 'number')::int as number,
      coalesce(instalment.due_on, settlement.expires_on, (
        select max(due_on) from promise_instalment where promise_id = promise.id
      )) as "dueOn",
      (select count(*)::int from promise_instalment where promise_id = promise.id) as instalments
    from event
    left join promise on promise.id = (payload ->> 'promiseId')::uuid
    left join promise_instalment as instalment
      on instalment.promise_id = promise.id and instalment.number = (payload ->> 'number')::int
    left join settlement on settlement.id = (payload ->> 'settlementId')::uuid
    where shard = shard_of(${past.debtorId}) and event.debtor_id = ${past.debtorId} and at <= ${past.before}
      and event.kind = any(${AGREED}::text[]) and (promise.id is not null or settlement.id is not null)
      and (promise.id is null or event.account_id = (
        select account_id from promise_account where promise_id = promise.id order by account_id limit 1
      ))
    order by at desc, event.id desc limit ${past.limit}`;
}

/** Each when it was opened, and once more when it was closed. */
export async function tasksOf(
  { sql }: Transaction,
  keyring: Pick<Keyring, "decryptText">,
  past: Past,
): Promise<readonly TaskHappening[]> {
  const rows = await sql<
    (Omit<TaskHappening, "note"> & { readonly row: string; readonly note: Uint8Array | null })[]
  >`
    select each.id, each.at, t.title, t.team, each.is_end as "isEnd", t.status, t.outcome, t.id as row,
      case when each.is_end then t.note end as note
    from task t
    cross join lateral (values (t.id || '.opened', t.created_at, false), (t.id || '.closed', t.closed_at, true))
      as each (id, at, is_end)
    where t.debtor_id = ${past.debtorId} and each.at <= ${past.before}
    order by each.at desc, each.id desc limit ${past.limit}`;
  return rows.map(({ row, note, ...task }) => ({
    ...task,
    note: note === null ? null : keyring.decryptText({ table: "task", column: "note", row }, note),
  }));
}

/** When the debtor's accounts came in. */
export async function arrivalsOf(
  { sql }: Transaction,
  past: Past,
): Promise<readonly { readonly id: string; readonly at: Date; readonly account: string }[]> {
  return sql<{ id: string; at: Date; account: string }[]>`
    select id || '.created' as id, created_at as at, reference as account from account
    where debtor_id = ${past.debtorId} and created_at <= ${past.before}
    order by created_at desc, id desc limit ${past.limit}`;
}
