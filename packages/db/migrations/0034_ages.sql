-- How old the client's figures were when a message left, in days; `unknown` where no file says as of when they are.
create function balance_age_of(balance_as_of timestamptz, verdict_at timestamptz) returns text language sql immutable as $$
  select case
    when balance_as_of is null then 'unknown'
    when verdict_at - balance_as_of < interval '1 day' then '0'
    when verdict_at - balance_as_of < interval '2 days' then '1'
    when verdict_at - balance_as_of < interval '3 days' then '2'
    when verdict_at - balance_as_of < interval '7 days' then '3_6'
    else '7'
  end
$$;
--> statement-breakpoint

-- How many days after its value date money was known here, and demands for it stopped.
create function days_to_stop_of(value_date date, known_on date) returns text language sql immutable as $$
  select case
    when known_on <= value_date then '0'
    when known_on - value_date <= 2 then (known_on - value_date)::text
    when known_on - value_date <= 6 then '3_6'
    else '7'
  end
$$;
--> statement-breakpoint

create or replace view recounted_figure as
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
    union all
    select 'balance_age', (a.accepted_at at time zone p.zone)::date, p.id, null, balance_age_of(a.balance_as_of, a.verdict_at), 1
    from attempt a join portfolio p on p.id = a.portfolio_id
    where a.accepted_at is not null and a.direction = 'outbound' and a.reported_at is null
    union all
    select 'days_to_stop', (e.recorded_at at time zone p.zone)::date, p.id, null,
      days_to_stop_of(e.value_date, (e.recorded_at at time zone p.zone)::date), 1
    from ledger_entry e join account a on a.id = e.account_id join portfolio p on p.id = a.portfolio_id
    where e.kind = 'payment'
  ) as happened
  group by metric, day, portfolio_id, flow_id, detail
  having sum(count) <> 0;
--> statement-breakpoint

create function balance_age_counts_in_figures() returns trigger language plpgsql as $$
begin
  insert into figure_change (metric, day, portfolio_id, detail, count)
  select 'balance_age', (a.accepted_at at time zone p.zone)::date, p.id, balance_age_of(a.balance_as_of, a.verdict_at), count(*)
  from added a join portfolio p on p.id = a.portfolio_id
  where a.accepted_at is not null and a.direction = 'outbound' and a.reported_at is null
  group by 2, p.id, 4;
  return null;
end
$$;
--> statement-breakpoint
create function balance_age_moves_figures() returns trigger language plpgsql as $$
begin
  insert into figure_change (metric, day, portfolio_id, detail, count)
  select 'balance_age', (each.accepted_at at time zone p.zone)::date, p.id, balance_age_of(each.balance_as_of, each.verdict_at), sum(each.sign)
  from (
    select -1 as sign, o.portfolio_id, o.accepted_at, o.balance_as_of, o.verdict_at, o.direction, o.reported_at
    from removed o join added n on n.shard = o.shard and n.id = o.id
    where o.accepted_at is not null and (n.accepted_at, n.balance_as_of, n.verdict_at, n.reported_at)
      is distinct from (o.accepted_at, o.balance_as_of, o.verdict_at, o.reported_at)
    union all
    select 1, n.portfolio_id, n.accepted_at, n.balance_as_of, n.verdict_at, n.direction, n.reported_at
    from removed o join added n on n.shard = o.shard and n.id = o.id
    where n.accepted_at is not null and (n.accepted_at, n.balance_as_of, n.verdict_at, n.reported_at)
      is distinct from (o.accepted_at, o.balance_as_of, o.verdict_at, o.reported_at)
  ) as each
  join portfolio p on p.id = each.portfolio_id
  where each.direction = 'outbound' and each.reported_at is null
  group by 2, p.id, 4
  having sum(each.sign) <> 0;
  return null;
end
$$;
--> statement-breakpoint
create function days_to_stop_counts_in_figures() returns trigger language plpgsql as $$
begin
  insert into figure_change (metric, day, portfolio_id, detail, count)
  select 'days_to_stop', (e.recorded_at at time zone p.zone)::date, p.id,
    days_to_stop_of(e.value_date, (e.recorded_at at time zone p.zone)::date), count(*)
  from added e join account a on a.id = e.account_id join portfolio p on p.id = a.portfolio_id
  where e.kind = 'payment'
  group by 2, p.id, 4;
  return null;
end
$$;
--> statement-breakpoint
create trigger "balance_age_added" after insert on "attempt" referencing new table as added for each statement
  when (current_setting('fairflow.figures', true) is distinct from 'off') execute function balance_age_counts_in_figures();
--> statement-breakpoint
create trigger "balance_age_moved" after update on "attempt" referencing old table as removed new table as added for each statement
  when (current_setting('fairflow.figures', true) is distinct from 'off') execute function balance_age_moves_figures();
--> statement-breakpoint
create trigger "days_to_stop_added" after insert on "ledger_entry" referencing new table as added for each statement
  when (current_setting('fairflow.figures', true) is distinct from 'off') execute function days_to_stop_counts_in_figures();
--> statement-breakpoint
insert into figure (metric, day, portfolio_id, flow_id, detail, count)
  select metric, day, portfolio_id, flow_id, detail, count from recounted_figure where metric in ('balance_age', 'days_to_stop');
