-- Whether an entry ended in the month in which it began, by the portfolio's own days: only those are a part of what began in it.
create function month_of_entry(began_at timestamptz, ended_at timestamptz, zone text) returns text language sql stable as $$
  select case when date_trunc('month', began_at at time zone zone) = date_trunc('month', ended_at at time zone zone)
    then 'same' else 'earlier' end
$$;
--> statement-breakpoint

-- Of the accounts that were in arrears at the last close before a month, each at its first close of the month without: so that each
-- cures once, and no more cure than were in arrears.
create view cure as
  select s.day, s.account_id, s.portfolio_id, before.bucket, before.arrears
  from daily_snapshot s
  join daily_snapshot before on before.account_id = s.account_id and before.day = s.day - 1
  join daily_snapshot late on late.account_id = s.account_id and late.day = date_trunc('month', s.day)::date - 1
  where s.arrears = 0 and before.arrears > 0 and late.arrears > 0 and not exists (
    select from daily_snapshot earlier
    where earlier.account_id = s.account_id and earlier.arrears = 0
      and earlier.day >= date_trunc('month', s.day)::date and earlier.day < s.day
  );
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
    select 'cured', cure.day, cure.portfolio_id, null, cure.bucket, 1 from cure
    union all
    select 'entries', (r.started_at at time zone p.zone)::date, p.id, r.flow_id, '', 1
    from run r join portfolio p on p.id = portfolio_of(r.debtor_id, r.account_id)
    union all
    select f.metric, (c.at at time zone p.zone)::date, p.id, v.flow_id, f.detail, f.count
    from credit c join flow_version v on v.id = c.version_id join portfolio p on p.id = portfolio_of(c.debtor_id, c.account_id)
    left join run r on c.metric = 'goal' and r.shard = c.shard and r.id = c.run_id
    cross join lateral (values
      (case c.metric when 'goal' then 'goals' when 'paid' then 'credited_payments' else 'responses' end,
        case c.metric when 'goal' then month_of_entry(r.started_at, c.at, p.zone) when 'paid' then '' else c.metric end, c.count::bigint),
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

create or replace function close_counts_in_figures() returns trigger language plpgsql as $$
begin
  insert into figure_change (metric, day, portfolio_id, detail, count)
  select f.metric, s.day, s.portfolio_id, s.bucket, sum(f.count)
  from added s cross join lateral (values ('stood', 1::bigint), ('arrears', s.arrears)) as f (metric, count)
  group by f.metric, s.day, s.portfolio_id, s.bucket
  having sum(f.count) <> 0;
  insert into figure_change (metric, day, portfolio_id, detail, count)
  select 'cured', s.day, s.portfolio_id, before.bucket, count(*)
  from added s
  join daily_snapshot before on before.account_id = s.account_id and before.day = s.day - 1
  join daily_snapshot late on late.account_id = s.account_id and late.day = date_trunc('month', s.day)::date - 1
  where s.arrears = 0 and before.arrears > 0 and late.arrears > 0 and not exists (
    select from daily_snapshot earlier
    where earlier.account_id = s.account_id and earlier.arrears = 0
      and earlier.day >= date_trunc('month', s.day)::date and earlier.day < s.day
  )
  group by s.day, s.portfolio_id, before.bucket;
  return null;
end
$$;
--> statement-breakpoint
create or replace function credit_counts() returns trigger language plpgsql as $$
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
  left join run r on c.metric = 'goal' and r.shard = c.shard and r.id = c.run_id
  cross join lateral (values
    (case c.metric when 'goal' then 'goals' when 'paid' then 'credited_payments' else 'responses' end,
      case c.metric when 'goal' then month_of_entry(r.started_at, c.at, p.zone) when 'paid' then '' else c.metric end, c.count::bigint),
    ('credited', c.currency, case when c.metric = 'paid' then c.amount end)) as f (metric, detail, count)
  where f.count is not null
  group by f.metric, 2, p.id, v.flow_id, f.detail
  having sum(f.count) <> 0;
  return null;
end
$$;
--> statement-breakpoint

-- What was counted before is counted anew.
delete from figure_change where metric in ('cured', 'goals');
--> statement-breakpoint
delete from figure where metric in ('cured', 'goals');
--> statement-breakpoint
insert into figure (metric, day, portfolio_id, flow_id, detail, count)
  select 'cured', day, portfolio_id, null, bucket, count(*) from cure group by day, portfolio_id, bucket
  union all
  select 'goals', (c.at at time zone p.zone)::date, p.id, v.flow_id, month_of_entry(r.started_at, c.at, p.zone), count(*)
  from credit c join flow_version v on v.id = c.version_id join portfolio p on p.id = portfolio_of(c.debtor_id, c.account_id)
  left join run r on r.shard = c.shard and r.id = c.run_id
  where c.metric = 'goal'
  group by 2, p.id, v.flow_id, 5;
