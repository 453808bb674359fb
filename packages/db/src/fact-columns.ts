import type { LocalDate } from "@fairflow/calendar";
import type { Field } from "@fairflow/criteria";
import { sql, type SQL } from "drizzle-orm";
import type { FactColumn, FactColumns, FactKind } from "./criteria-sql.ts";

/**
 * Where the facts of an account come from. Statements that use `factColumns` select from these and may add
 * conditions on them: `account a`, `debtor d`, `portfolio p`, `client c`. Every account has all of them; they are outer
 * joins because the planner leaves out those of which a statement uses nothing.
 */
export const FACT_SOURCES = sql`account a
  left join debtor d on d.id = a.debtor_id
  left join portfolio p on p.id = a.portfolio_id
  left join client c on c.id = p.client_id`;

/** Attempts that left, or may have. */
const LEFT = sql`h.direction = 'outbound' and h.status in ('dispatching', 'in_doubt', 'accepted', 'delivered')`;

/** An address that may be used on a channel; whether it may be at this moment is the gate's to say. */
const USABLE = sql`x.debtor_id = a.debtor_id and x.state not in ('wrong_party', 'gone_away', 'bounced')
  and exists (select from party y where y.id = x.party_id and y.is_debtor)`;

/** The oldest unpaid date, missed or yet to come, since that is the one to speak about; else the one that the client names. */
const DUE_DATE = sql`coalesce(a.oldest_unpaid_on, a.next_due_on, a.due_date)`;

/**
 * Every core field but those of the run, which only its own state tells, as an expression over `FACT_SOURCES`,
 * and the custom fields that are not personal. Columns that a statement does not use cost nothing.
 *
 * @param today the local date of the accounts that are asked about
 */
export function factColumns(today: LocalDate, custom: readonly Field[] = []): FactColumns {
  const day = sql`${today}::date`;
  const overdueSince = sql`case when a.oldest_unpaid_on < ${day} then a.oldest_unpaid_on end`;
  const daysPastDue = sql`coalesce(${day} - (${overdueSince}), 0)`;
  const columns: readonly (readonly [string, FactKind, SQL])[] = [
    ["account.kind", "text", sql`a.kind`],
    ["account.status", "text", sql`a.status`],
    ["account.currency", "text", sql`a.currency`],
    ["account.arrears", "number", arrearsOn(sql`a`, day)],
    ["account.balance", "number", sql`a.balance`],
    ["account.days_past_due", "number", daysPastDue],
    ["account.days_until_due", "number", sql`${DUE_DATE} - ${day}`],
    ["account.bucket", "text", bucketOf(daysPastDue)],
    ["account.due_date", "text", sql`${DUE_DATE}::text`],
    ["account.opened_on", "text", sql`a.opened_on::text`],
    ["account.product", "text", sql`a.product`],
    ["account.stage", "text", sql`a.stage`],
    ["account.tags", "tags", sql`a.tags`],
    ["account.times_late_12m", "number", timesLate(day)],
    ["account.promises_broken", "number", sql`a.promises_broken`],
    ["account.promise_open", "boolean", isAgreed("promise")],
    ["account.arrangement_active", "boolean", isAgreed("arrangement")],
    ["account.instalment_due_on", "text", nextInstalment(sql`i.due_on::text`)],
    ["account.instalment_days_until_due", "number", nextInstalment(sql`i.due_on - ${day}`)],
    ["account.instalment_amount", "number", nextInstalment(sql`i.amount - i.paid`)],
    [
      "account.instalments_missed",
      "number",
      sql`(select count(*)::int from promise_account j join promise m on m.id = j.promise_id
        join promise_instalment i on i.promise_id = m.id
        where j.account_id = a.id and m.status = 'open' and m.kind = 'arrangement'
          and i.status in ('broken', 'partly_kept') and i.paid < i.amount)`,
    ],
    [
      "account.disputed",
      "boolean",
      sql`exists (select from dispute x where x.account_id = a.id and x.kind = 'dispute' and x.status = 'open')`,
    ],
    ["account.client", "text", sql`c.name`],
    ["account.portfolio", "text", sql`p.name`],
    ["debtor.kind", "text", sql`d.kind`],
    ["debtor.language", "text", sql`d.language`],
    ["debtor.preferred_channel", "text", sql`d.preferred_channel`],
    [
      "debtor.can_sms",
      "boolean",
      canReach("sms", sql`x.kind = 'phone' and x.line_type <> 'landline'`),
    ],
    ["debtor.can_email", "boolean", canReach("email", sql`x.kind = 'email'`)],
    ["debtor.can_letter", "boolean", canReach("letter", sql`x.kind = 'postal'`)],
    [
      "debtor.open_accounts",
      "number",
      sql`(select count(*) from account o where o.debtor_id = a.debtor_id and o.status in ('open', 'cured'))`,
    ],
    [
      "debtor.total_arrears",
      "number",
      sql`(select coalesce(sum(${arrearsOn(sql`o`, day)}), 0)::bigint from account o
        where o.debtor_id = a.debtor_id and o.currency = a.currency and o.status <> 'closed')`,
    ],
    ["debtor.tags", "tags", sql`d.tags`],
    ["debtor.pay_day", "number", sql`d.pay_day`],
    [
      "history.days_since_last_attempt",
      "number",
      sql`${day} - (${history(sql`max(h.planned_for)`, LEFT)})`,
    ],
    [
      "history.days_since_last_contact",
      "number",
      sql`${day} - (${history(sql`max(h.planned_for)`, sql`(h.is_right_party or h.direction = 'inbound')`)})`,
    ],
    [
      "history.attempts_7d",
      "number",
      history(sql`count(*)`, sql`${LEFT} and h.planned_for > ${day} - 7`),
    ],
    [
      "history.attempts_30d",
      "number",
      history(sql`count(*)`, sql`${LEFT} and h.planned_for > ${day} - 30`),
    ],
    [
      "history.last_channel",
      "text",
      history(
        sql`(array_agg(h.channel order by h.planned_for desc, h.accepted_at desc nulls last))[1]`,
        LEFT,
      ),
    ],
  ];
  return new Map<string, FactColumn>([
    ...columns.map(([id, kind, expression]): [string, FactColumn] => [id, { kind, expression }]),
    ...custom.map((field): [string, FactColumn] => [field.id, customColumn(field)]),
  ]);
}

/** Whether a promise or an arrangement about an account is in force. */
function isAgreed(kind: "promise" | "arrangement"): SQL {
  return sql`exists (select from promise_account j join promise m on m.id = j.promise_id
    where j.account_id = a.id and m.status = 'open' and m.kind = ${kind})`;
}

/** Of the oldest instalment that wants money, of a promise or an arrangement that is in force. */
function nextInstalment(value: SQL): SQL {
  return sql`(select ${value} from promise_account j join promise m on m.id = j.promise_id
    join promise_instalment i on i.promise_id = m.id
    where j.account_id = a.id and m.status = 'open' and i.status <> 'kept' and i.paid < i.amount
    order by i.due_on, i.number limit 1)`;
}

/** What is overdue of an account on a day: the stored sum, unless an item fell due since it was made. */
export function arrearsOn(account: SQL, day: SQL): SQL {
  return sql`case when ${account}.next_due_on < ${day}
    then (select coalesce(sum(i.amount - i.paid), 0)::bigint from due_item i
      where i.account_id = ${account}.id and i.due_on < ${day})
    else ${account}.arrears end`;
}

export function bucketOf(daysPastDue: SQL): SQL {
  return sql`case when ${daysPastDue} <= 0 then 'current' when ${daysPastDue} <= 30 then '1_30'
    when ${daysPastDue} <= 60 then '31_60' when ${daysPastDue} <= 90 then '61_90'
    when ${daysPastDue} <= 120 then '91_120' else 'over_120' end`;
}

/** What the client's feed says of the time before, and the debtor's items since: settled late, or late on another account. */
function timesLate(day: SQL): SQL {
  // Counted account by account: without statistics, a plain join reads every item there is.
  return sql`a.times_late_12m + (select coalesce(sum(late.items), 0)::int from account o
    cross join lateral (select count(*) as items from due_item i
      where i.account_id = o.id and i.due_on < ${day}
        and (i.settled_on > i.due_on or (i.settled_on is null and o.id <> a.id))
        and coalesce(i.settled_on, ${day}) >= ${day} - 365) late
    where o.debtor_id = a.debtor_id)`;
}

function canReach(channel: "sms" | "email" | "letter", address: SQL): SQL {
  return sql`exists (select from address x where ${USABLE} and ${address}
    and not exists (select from suppression s where s.address_hmac = x.hmac and s.ended_at is null
      and s.channel in (${channel}, 'any'))
    and not exists (select from hold w where w.debtor_id = a.debtor_id and w.ended_at is null
      and w.state = 'opted_out' and w.account_id is null
      and coalesce(w.channel, ${channel}) = ${channel} and coalesce(w.address_id, x.id) = x.id))`;
}

function history(value: SQL, condition: SQL): SQL {
  return sql`(select ${value} from attempt h where h.shard = a.shard and h.debtor_id = a.debtor_id and ${condition})`;
}

function customColumn({ id, type }: Field): FactColumn {
  const value = sql`a.custom -> ${id.slice("custom.".length)}::text`;
  switch (type) {
    case "number":
    case "money":
      return {
        kind: "number",
        expression: sql`case when jsonb_typeof(${value}) = 'number' then (${value})::double precision end`,
      };
    case "boolean":
      return {
        kind: "boolean",
        expression: sql`case when jsonb_typeof(${value}) = 'boolean' then (${value})::boolean end`,
      };
    case "tags":
      return {
        kind: "tags",
        expression: sql`case when jsonb_typeof(${value}) = 'array' then array(select jsonb_array_elements_text(${value})) end`,
      };
    case "date":
    case "text":
    case "choice":
      return {
        kind: "text",
        expression: sql`case when jsonb_typeof(${value}) = 'string' then ${value} #>> '{}' end`,
      };
  }
}
