CREATE TABLE "credit" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"shard" smallint NOT NULL,
	"metric" text NOT NULL,
	"cause" uuid NOT NULL,
	"debtor_id" uuid NOT NULL,
	"account_id" uuid,
	"version_id" uuid NOT NULL,
	"node_id" text,
	"run_id" uuid NOT NULL,
	"attempt_id" uuid,
	"at" timestamp with time zone NOT NULL,
	"count" smallint NOT NULL,
	"amount" bigint,
	"currency" text,
	CONSTRAINT "credit_shard_of_debtor" CHECK ("credit"."shard" = get_byte(uuid_send("credit"."debtor_id"), 15) & 127),
	CONSTRAINT "credit_metric_known" CHECK ("credit"."metric" in ('goal', 'paid', 'clicked', 'replied', 'opted_out', 'disputed', 'promised')),
	CONSTRAINT "credit_count_in_range" CHECK ("credit"."count" between -1 and 1),
	CONSTRAINT "credit_amount_has_currency" CHECK (("credit"."amount" is null) = ("credit"."currency" is null)),
	CONSTRAINT "credit_without_message_is_goal" CHECK (("credit"."node_id" is null) = ("credit"."attempt_id" is null) and ("credit"."node_id" is not null or "credit"."metric" = 'goal'))
);
--> statement-breakpoint
CREATE TABLE "figure" (
	"metric" text NOT NULL,
	"day" date NOT NULL,
	"portfolio_id" uuid NOT NULL,
	"flow_id" uuid,
	"detail" text NOT NULL,
	"count" bigint NOT NULL,
	CONSTRAINT "figure_once" UNIQUE NULLS NOT DISTINCT("metric","day","portfolio_id","flow_id","detail")
);
--> statement-breakpoint
CREATE TABLE "figure_change" (
	"metric" text NOT NULL,
	"day" date NOT NULL,
	"portfolio_id" uuid NOT NULL,
	"flow_id" uuid,
	"detail" text NOT NULL,
	"count" bigint NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX "credit_once" ON "credit" USING btree ("cause","metric");--> statement-breakpoint
CREATE INDEX "credit_node" ON "credit" USING btree ("version_id","node_id","metric","id");--> statement-breakpoint
CREATE INDEX "credit_debtor" ON "credit" USING btree ("debtor_id");--> statement-breakpoint

-- The last message or talk that reached a debtor about an account (any where null) until a moment, of one run (any where null),
-- within the attribution window of its flow. A message reached who did not fail to get it; a call or visit, who was spoken to.
create function last_reached(of_debtor uuid, of_account uuid, of_run uuid, until timestamptz)
returns table (version_id uuid, node_id text, run_id uuid, attempt_id uuid)
language sql stable as $$
  select v.version_id, v.node_id, v.run_id, a.id
  from attempt a
  join attempt_run v on v.shard = a.shard and v.attempt_id = a.id
  join flow_version f on f.id = v.version_id
  where a.shard = shard_of(of_debtor) and a.debtor_id = of_debtor and a.direction = 'outbound'
    and a.status in ('accepted', 'delivered')
    and (a.channel not in ('call', 'prerecorded_call', 'voicemail', 'visit', 'workplace_call') or a.is_right_party)
    and (of_account is null or of_account = any(a.account_ids) and (v.account_id = of_account or v.account_id is null))
    and (of_run is null or v.run_id = of_run) and not v.is_released
    and a.accepted_at <= until
    and a.accepted_at >= until - make_interval(days => (f.document -> 'settings' ->> 'attributionDays')::int)
  order by a.accepted_at desc, a.id desc
  limit 1
$$;
--> statement-breakpoint

-- A payment belongs to what reached the debtor before its value date was over, and before it was booked: who was written to
-- after they had paid did not pay because of it. What goes back, or comes again, follows the entry that it reverses. A payment
-- counts once, with the part that makes it more than nothing, and no more once nothing of it is left.
create view payment_credit as
  select e.payment_id, e.id as cause, a.shard, a.debtor_id, e.account_id, reached.version_id, reached.node_id, reached.run_id,
    reached.attempt_id, e.recorded_at as at, (e.after > 0)::int - (e.after + e.amount > 0)::int as count, -e.amount as amount, a.currency
  from (
    select id, account_id, payment_id, amount, reverses, recorded_at,
      sum(-amount) over (partition by payment_id order by id) as after
    from ledger_entry where payment_id is not null
  ) as e
  join ledger_entry paid on paid.id = coalesce(e.reverses, e.id)
  join account a on a.id = e.account_id
  join portfolio p on p.id = a.portfolio_id
  cross join lateral last_reached(a.debtor_id, a.id, null,
    least(paid.recorded_at, (paid.value_date + 1)::timestamp at time zone p.zone)) as reached;
--> statement-breakpoint

-- What debtors did of themselves. A promise about several accounts is told for each and counts once.
create view response_credit as
  select e.id as cause, e.shard, meaning.metric, e.debtor_id, e.account_id, reached.version_id, reached.node_id, reached.run_id,
    reached.attempt_id, e.at, 1 as count, made.amount, made.currency
  from event e
  join (values ('link.opened', 'clicked'), ('message.replied', 'replied'), ('opted-out', 'opted_out'),
    ('dispute.opened', 'disputed'), ('promise.made', 'promised')) as meaning (kind, metric) on meaning.kind = e.kind
  left join promise made on e.kind = 'promise.made' and made.id = (e.payload ->> 'promiseId')::uuid
  cross join lateral last_reached(e.debtor_id, e.account_id, null, e.at) as reached
  where e.kind <> 'promise.made' or not exists (
    select from event earlier
    where earlier.debtor_id = e.debtor_id and earlier.kind = e.kind and earlier.id < e.id
      and earlier.payload ->> 'promiseId' = e.payload ->> 'promiseId'
  );
--> statement-breakpoint

-- One for each entry that ended well. Where a payment ended it, what counts is what reached the debtor before its value date was over.
create view goal_credit as
  select r.id as cause, r.shard, r.debtor_id, r.account_id, coalesce(reached.version_id, r.version_id) as version_id, reached.node_id,
    r.id as run_id, reached.attempt_id, r.ended_at as at, 1 as count
  from run r
  left join lateral (
    select s.event_id from step s where s.shard = r.shard and s.run_id = r.id order by s.seq desc limit 1
  ) as last_step on true
  left join event e on e.shard = r.shard and e.id = last_step.event_id and e.kind in ('payment.full', 'payment.cured', 'payment.part')
  left join payment on payment.id = (e.payload ->> 'paymentId')::uuid
  left join account a on a.id = e.account_id
  left join portfolio p on p.id = a.portfolio_id
  left join lateral last_reached(r.debtor_id, null, r.id,
    least(r.ended_at, (payment.value_date + 1)::timestamp at time zone p.zone)) as reached on true
  where r.succeeded;
--> statement-breakpoint

-- An account's portfolio; where none is named, that of the debtor's first account.
create function portfolio_of(of_debtor uuid, of_account uuid) returns uuid language sql stable as $$
  select coalesce(
    (select portfolio_id from account where id = of_account),
    (select portfolio_id from account where debtor_id = of_debtor order by id limit 1))
$$;
--> statement-breakpoint

-- What one attempt adds to the figures of its portfolio. The cost is in millionths of the currency.
create function attempt_figures(
  status text, channel text, direction text, accepted_at timestamptz, delivered_at timestamptz, outcome text,
  is_right_party boolean, price numeric, price_currency text, verdict text, verdict_rules text[], verdict_reason text,
  verdict_at timestamptz, zone text
) returns table (metric text, day date, detail text, count bigint) language sql stable as $$
  select 'attempts', (accepted_at at time zone zone)::date, channel, 1::bigint
    where direction = 'outbound' and accepted_at is not null
  union all
  select 'contacts', (accepted_at at time zone zone)::date, channel, 1::bigint
    where direction = 'outbound' and accepted_at is not null
      and (delivered_at is not null or is_right_party is not null or outcome = 'conversation')
  union all
  select 'right_party', (accepted_at at time zone zone)::date, channel, 1::bigint
    where direction = 'outbound' and accepted_at is not null and is_right_party
  union all
  select 'cost', (accepted_at at time zone zone)::date, price_currency, round(price * 1000000)::bigint
    where accepted_at is not null and price is not null
  union all
  select 'kept_back', (verdict_at at time zone zone)::date, verdict || ':' || rule, 1::bigint
    from unnest(case when cardinality(verdict_rules) > 0 then verdict_rules else array[verdict_reason] end) as rule
    where status in ('deferred', 'forbidden')
$$;
--> statement-breakpoint

create function promise_figures(kind text, status text, amount bigint, currency text, made_on date, decided_at timestamptz, zone text)
returns table (metric text, day date, detail text, count bigint) language sql stable as $$
  select 'promised', made_on, currency, amount where status not in ('proposed', 'cancelled')
  union all
  select 'promises', made_on, kind, 1::bigint where status not in ('proposed', 'cancelled')
  union all
  select 'promises_' || status, (decided_at at time zone zone)::date, kind, 1::bigint
    where status in ('kept', 'partly_kept', 'broken')
$$;
--> statement-breakpoint

-- What is open is the sum over all days.
create function hold_figures(state text, since timestamptz, ended_at timestamptz, zone text)
returns table (metric text, day date, detail text, count bigint) language sql stable as $$
  select 'held', (since at time zone zone)::date, state, 1::bigint
  union all
  select 'held', (ended_at at time zone zone)::date, state, -1::bigint where ended_at is not null
$$;
--> statement-breakpoint

-- What figures come to when they are counted anew from everything that happened; null flows of what flows did not do.
create view recounted_figure as
  select metric, day, portfolio_id, flow_id, detail, sum(count)::bigint as count
  from (
    select f.metric, f.day, a.portfolio_id, null::uuid as flow_id, f.detail, f.count
    from attempt a join portfolio p on p.id = a.portfolio_id
    cross join lateral attempt_figures(a.status, a.channel, a.direction, a.accepted_at, a.delivered_at, a.outcome, a.is_right_party,
      a.price, a.price_currency, a.verdict, a.verdict_rules, a.verdict_reason, a.verdict_at, p.zone) f
    union all
    select f.metric, e.value_date, a.portfolio_id, null, f.detail, f.count
    from ledger_entry e join account a on a.id = e.account_id
    cross join lateral (values ('collected', a.currency, -e.amount), ('payments', '', (e.kind = 'payment')::int::bigint)) as f (metric, detail, count)
    where e.kind in ('payment', 'reversal')
    union all
    select f.metric, f.day, p.id, null, f.detail, f.count
    from promise
    cross join lateral (select account_id from promise_account where promise_id = promise.id order by account_id limit 1) as first
    join account a on a.id = first.account_id join portfolio p on p.id = a.portfolio_id
    cross join lateral promise_figures(promise.kind, promise.status, promise.amount, promise.currency, promise.made_on, promise.decided_at, p.zone) f
    union all
    select 'disputes', (d.opened_at at time zone p.zone)::date, p.id, null, d.kind, 1
    from dispute d join account a on a.id = d.account_id join portfolio p on p.id = a.portfolio_id
    union all
    select f.metric, f.day, p.id, null, f.detail, f.count
    from hold h join portfolio p on p.id = portfolio_of(h.debtor_id, h.account_id)
    cross join lateral hold_figures(h.state, h.since, h.ended_at, p.zone) f
    union all
    select f.metric, s.day, s.portfolio_id, null, s.bucket, f.count
    from daily_snapshot s
    cross join lateral (values ('stood', 1::bigint), ('arrears', s.arrears)) as f (metric, count)
    union all
    select 'cured', s.day, s.portfolio_id, null, before.bucket, 1
    from daily_snapshot s join daily_snapshot before on before.account_id = s.account_id and before.day = s.day - 1
    where s.arrears = 0 and before.arrears > 0
    union all
    select 'entries', (r.started_at at time zone p.zone)::date, p.id, r.flow_id, '', 1
    from run r join portfolio p on p.id = portfolio_of(r.debtor_id, r.account_id)
    union all
    select f.metric, (c.at at time zone p.zone)::date, p.id, v.flow_id, f.detail, f.count
    from credit c join flow_version v on v.id = c.version_id join portfolio p on p.id = portfolio_of(c.debtor_id, c.account_id)
    cross join lateral (values
      (case c.metric when 'goal' then 'goals' when 'paid' then 'credited_payments' else 'responses' end,
        case when c.metric in ('goal', 'paid') then '' else c.metric end, c.count::bigint),
      ('credited', c.currency, case when c.metric = 'paid' then c.amount end)) as f (metric, detail, count)
    where f.count is not null
  ) as happened
  group by metric, day, portfolio_id, flow_id, detail
  having sum(count) <> 0;
--> statement-breakpoint

create function attempt_counts_in_figures() returns trigger language plpgsql as $$
begin
  insert into figure_change (metric, day, portfolio_id, detail, count)
  select f.metric, f.day, a.portfolio_id, f.detail, sum(f.count)
  from added a join portfolio p on p.id = a.portfolio_id
  cross join lateral attempt_figures(a.status, a.channel, a.direction, a.accepted_at, a.delivered_at, a.outcome, a.is_right_party,
    a.price, a.price_currency, a.verdict, a.verdict_rules, a.verdict_reason, a.verdict_at, p.zone) f
  where a.accepted_at is not null or a.status in ('deferred', 'forbidden')
  group by f.metric, f.day, a.portfolio_id, f.detail;
  return null;
end
$$;
--> statement-breakpoint
create function attempt_moves_figures() returns trigger language plpgsql as $$
begin
  insert into figure_change (metric, day, portfolio_id, detail, count)
  with moved as (
    select n.shard, n.id
    from removed o join added n on n.shard = o.shard and n.id = o.id
    where (o.accepted_at, o.delivered_at, o.is_right_party, o.outcome, o.price, o.price_currency, o.status in ('deferred', 'forbidden'))
      is distinct from (n.accepted_at, n.delivered_at, n.is_right_party, n.outcome, n.price, n.price_currency, n.status in ('deferred', 'forbidden'))
      or n.status in ('deferred', 'forbidden') and (o.verdict, o.verdict_rules, o.verdict_reason, o.verdict_at)
        is distinct from (n.verdict, n.verdict_rules, n.verdict_reason, n.verdict_at)
  ), both_ways as (
    select -1 as sign, o.portfolio_id, o.status, o.channel, o.direction, o.accepted_at, o.delivered_at, o.outcome, o.is_right_party,
      o.price, o.price_currency, o.verdict, o.verdict_rules, o.verdict_reason, o.verdict_at
    from removed o join moved on moved.shard = o.shard and moved.id = o.id
    union all
    select 1, n.portfolio_id, n.status, n.channel, n.direction, n.accepted_at, n.delivered_at, n.outcome, n.is_right_party,
      n.price, n.price_currency, n.verdict, n.verdict_rules, n.verdict_reason, n.verdict_at
    from added n join moved on moved.shard = n.shard and moved.id = n.id
  )
  select f.metric, f.day, a.portfolio_id, f.detail, sum(a.sign * f.count)
  from both_ways a join portfolio p on p.id = a.portfolio_id
  cross join lateral attempt_figures(a.status, a.channel, a.direction, a.accepted_at, a.delivered_at, a.outcome, a.is_right_party,
    a.price, a.price_currency, a.verdict, a.verdict_rules, a.verdict_reason, a.verdict_at, p.zone) f
  group by f.metric, f.day, a.portfolio_id, f.detail
  having sum(a.sign * f.count) <> 0;
  return null;
end
$$;
--> statement-breakpoint
create function ledger_counts_in_figures() returns trigger language plpgsql as $$
begin
  insert into figure_change (metric, day, portfolio_id, detail, count)
  select f.metric, e.value_date, a.portfolio_id, f.detail, sum(f.count)
  from added e join account a on a.id = e.account_id
  cross join lateral (values ('collected', a.currency, -e.amount), ('payments', '', (e.kind = 'payment')::int::bigint)) as f (metric, detail, count)
  where e.kind in ('payment', 'reversal')
  group by f.metric, e.value_date, a.portfolio_id, f.detail
  having sum(f.count) <> 0;
  return null;
end
$$;
--> statement-breakpoint
-- A promise counts from when it is known whose account it is about.
create function promise_counts_in_figures() returns trigger language plpgsql as $$
begin
  insert into figure_change (metric, day, portfolio_id, detail, count)
  select f.metric, f.day, p.id, f.detail, sum(f.count)
  from (
    select distinct on (added.promise_id) added.promise_id, added.account_id from added
    where not exists (
      select from promise_account known
      where known.promise_id = added.promise_id and (known.promise_id, known.account_id) not in (select promise_id, account_id from added)
    )
    order by added.promise_id, added.account_id
  ) as first
  join promise on promise.id = first.promise_id
  join account a on a.id = first.account_id join portfolio p on p.id = a.portfolio_id
  cross join lateral promise_figures(promise.kind, promise.status, promise.amount, promise.currency, promise.made_on, promise.decided_at, p.zone) f
  group by f.metric, f.day, p.id, f.detail;
  return null;
end
$$;
--> statement-breakpoint
create function promise_moves_figures() returns trigger language plpgsql as $$
begin
  insert into figure_change (metric, day, portfolio_id, detail, count)
  select f.metric, f.day, p.id, f.detail, sum(each.sign * f.count)
  from (
    select -1 as sign, id, kind, status, amount, currency, made_on, decided_at from removed
    union all
    select 1, id, kind, status, amount, currency, made_on, decided_at from added
  ) as each
  cross join lateral (select account_id from promise_account where promise_id = each.id order by account_id limit 1) as first
  join account a on a.id = first.account_id join portfolio p on p.id = a.portfolio_id
  cross join lateral promise_figures(each.kind, each.status, each.amount, each.currency, each.made_on, each.decided_at, p.zone) f
  group by f.metric, f.day, p.id, f.detail
  having sum(each.sign * f.count) <> 0;
  return null;
end
$$;
--> statement-breakpoint
create function dispute_counts_in_figures() returns trigger language plpgsql as $$
begin
  insert into figure_change (metric, day, portfolio_id, detail, count)
  select 'disputes', (d.opened_at at time zone p.zone)::date, p.id, d.kind, count(*)
  from added d join account a on a.id = d.account_id join portfolio p on p.id = a.portfolio_id
  group by 2, p.id, d.kind;
  return null;
end
$$;
--> statement-breakpoint
create function hold_counts_in_figures() returns trigger language plpgsql as $$
begin
  insert into figure_change (metric, day, portfolio_id, detail, count)
  select f.metric, f.day, p.id, f.detail, sum(f.count)
  from added h join portfolio p on p.id = portfolio_of(h.debtor_id, h.account_id)
  cross join lateral hold_figures(h.state, h.since, h.ended_at, p.zone) f
  group by f.metric, f.day, p.id, f.detail
  having sum(f.count) <> 0;
  return null;
end
$$;
--> statement-breakpoint
create function hold_moves_figures() returns trigger language plpgsql as $$
begin
  insert into figure_change (metric, day, portfolio_id, detail, count)
  select f.metric, f.day, p.id, f.detail, sum(each.sign * f.count)
  from (
    select -1 as sign, debtor_id, account_id, state, since, ended_at from removed
    union all
    select 1, debtor_id, account_id, state, since, ended_at from added
  ) as each
  join portfolio p on p.id = portfolio_of(each.debtor_id, each.account_id)
  cross join lateral hold_figures(each.state, each.since, each.ended_at, p.zone) f
  group by f.metric, f.day, p.id, f.detail
  having sum(each.sign * f.count) <> 0;
  return null;
end
$$;
--> statement-breakpoint
-- Days are kept in order: whether an account was cured is seen from the day before.
create function close_counts_in_figures() returns trigger language plpgsql as $$
begin
  insert into figure_change (metric, day, portfolio_id, detail, count)
  select f.metric, s.day, s.portfolio_id, s.bucket, sum(f.count)
  from added s cross join lateral (values ('stood', 1::bigint), ('arrears', s.arrears)) as f (metric, count)
  group by f.metric, s.day, s.portfolio_id, s.bucket
  having sum(f.count) <> 0;
  insert into figure_change (metric, day, portfolio_id, detail, count)
  select 'cured', s.day, s.portfolio_id, before.bucket, count(*)
  from added s join daily_snapshot before on before.account_id = s.account_id and before.day = s.day - 1
  where s.arrears = 0 and before.arrears > 0
  group by s.day, s.portfolio_id, before.bucket;
  return null;
end
$$;
--> statement-breakpoint
create function run_counts_in_figures() returns trigger language plpgsql as $$
begin
  insert into figure_change (metric, day, portfolio_id, flow_id, detail, count)
  select 'entries', (r.started_at at time zone p.zone)::date, p.id, r.flow_id, '', count(*)
  from added r join portfolio p on p.id = portfolio_of(r.debtor_id, r.account_id)
  group by 2, p.id, r.flow_id;
  return null;
end
$$;
--> statement-breakpoint
-- Counts credits at their steps and for their flows. Ticks count under a lane's first shard; this under another, by the session,
-- so that nobody waits for a row that somebody holds to the end of a long transaction.
create function credit_counts() returns trigger language plpgsql as $$
begin
  insert into counter (version_id, hour, node_id, metric, exit, shard, count)
  select c.version_id, date_trunc('hour', c.at), c.node_id, f.metric, f.exit, c.shard / 8 * 8 + 1 + pg_backend_pid() % 7, sum(f.count)
  from added c
  cross join lateral (values
    (c.metric, '', c.count::bigint),
    (case c.metric when 'paid' then 'money' else c.metric || '_money' end, c.currency, c.amount)) as f (metric, exit, count)
  where c.node_id is not null and f.count <> 0
  group by c.version_id, 2, c.node_id, f.metric, f.exit, 6
  order by 1, 2, 3, 4, 5, 6
  on conflict (version_id, hour, node_id, metric, exit, shard) do update set count = counter.count + excluded.count;
  insert into figure_change (metric, day, portfolio_id, flow_id, detail, count)
  select f.metric, (c.at at time zone p.zone)::date, p.id, v.flow_id, f.detail, sum(f.count)
  from added c join flow_version v on v.id = c.version_id join portfolio p on p.id = portfolio_of(c.debtor_id, c.account_id)
  cross join lateral (values
    (case c.metric when 'goal' then 'goals' when 'paid' then 'credited_payments' else 'responses' end,
      case when c.metric in ('goal', 'paid') then '' else c.metric end, c.count::bigint),
    ('credited', c.currency, case when c.metric = 'paid' then c.amount end)) as f (metric, detail, count)
  where f.count is not null
  group by f.metric, 2, p.id, v.flow_id, f.detail
  having sum(f.count) <> 0;
  return null;
end
$$;
--> statement-breakpoint

-- A restored backup brings its figures with it: it sets `fairflow.figures` to `off`.
create trigger "attempt_figures_added" after insert on "attempt" referencing new table as added for each statement
  when (current_setting('fairflow.figures', true) is distinct from 'off') execute function attempt_counts_in_figures();
--> statement-breakpoint
create trigger "attempt_figures_moved" after update on "attempt" referencing old table as removed new table as added for each statement
  when (current_setting('fairflow.figures', true) is distinct from 'off') execute function attempt_moves_figures();
--> statement-breakpoint
create trigger "ledger_figures_added" after insert on "ledger_entry" referencing new table as added for each statement
  when (current_setting('fairflow.figures', true) is distinct from 'off') execute function ledger_counts_in_figures();
--> statement-breakpoint
create trigger "promise_figures_added" after insert on "promise_account" referencing new table as added for each statement
  when (current_setting('fairflow.figures', true) is distinct from 'off') execute function promise_counts_in_figures();
--> statement-breakpoint
create trigger "promise_figures_moved" after update on "promise" referencing old table as removed new table as added for each statement
  when (current_setting('fairflow.figures', true) is distinct from 'off') execute function promise_moves_figures();
--> statement-breakpoint
create trigger "dispute_figures_added" after insert on "dispute" referencing new table as added for each statement
  when (current_setting('fairflow.figures', true) is distinct from 'off') execute function dispute_counts_in_figures();
--> statement-breakpoint
create trigger "hold_figures_added" after insert on "hold" referencing new table as added for each statement
  when (current_setting('fairflow.figures', true) is distinct from 'off') execute function hold_counts_in_figures();
--> statement-breakpoint
create trigger "hold_figures_moved" after update on "hold" referencing old table as removed new table as added for each statement
  when (current_setting('fairflow.figures', true) is distinct from 'off') execute function hold_moves_figures();
--> statement-breakpoint
create trigger "snapshot_figures_added" after insert on "daily_snapshot" referencing new table as added for each statement
  when (current_setting('fairflow.figures', true) is distinct from 'off') execute function close_counts_in_figures();
--> statement-breakpoint
create trigger "run_figures_added" after insert on "run" referencing new table as added for each statement
  when (current_setting('fairflow.figures', true) is distinct from 'off') execute function run_counts_in_figures();
--> statement-breakpoint
create trigger "credit_counted" after insert on "credit" referencing new table as added for each statement
  when (current_setting('fairflow.figures', true) is distinct from 'off') execute function credit_counts();
--> statement-breakpoint

-- What was counted before credits were written down is counted anew from them.
insert into figure (metric, day, portfolio_id, flow_id, detail, count)
  select metric, day, portfolio_id, flow_id, detail, count from recounted_figure;
--> statement-breakpoint
delete from counter where metric in ('goal', 'paid', 'money');
--> statement-breakpoint
insert into credit (shard, metric, cause, debtor_id, account_id, version_id, node_id, run_id, attempt_id, at, count, amount, currency)
  select shard, 'paid', cause, debtor_id, account_id, version_id, node_id, run_id, attempt_id, at, count, amount, currency from payment_credit
  union all
  select shard, metric, cause, debtor_id, account_id, version_id, node_id, run_id, attempt_id, at, count, amount, currency from response_credit
  union all
  select shard, 'goal', cause, debtor_id, account_id, version_id, node_id, run_id, attempt_id, at, count, null, null from goal_credit;
