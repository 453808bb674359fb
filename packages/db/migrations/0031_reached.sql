-- Who was told by a provider not to have got it was not reached: a bounce keeps its status.
create or replace function last_reached(of_debtor uuid, of_account uuid, of_run uuid, until timestamptz)
returns table (version_id uuid, node_id text, run_id uuid, attempt_id uuid)
language sql stable as $$
  select v.version_id, v.node_id, v.run_id, a.id
  from attempt a
  join attempt_run v on v.shard = a.shard and v.attempt_id = a.id
  join flow_version f on f.id = v.version_id
  where a.shard = shard_of(of_debtor) and a.debtor_id = of_debtor and a.direction = 'outbound'
    and a.status in ('accepted', 'delivered') and a.outcome is distinct from 'failed'
    and (a.channel not in ('call', 'prerecorded_call', 'voicemail', 'visit', 'workplace_call') or a.is_right_party)
    and (of_account is null or of_account = any(a.account_ids) and (v.account_id = of_account or v.account_id is null))
    and (of_run is null or v.run_id = of_run) and not v.is_released
    and a.accepted_at <= until
    and a.accepted_at >= until - make_interval(days => (f.document -> 'settings' ->> 'attributionDays')::int)
  order by a.accepted_at desc, a.id desc
  limit 1
$$;
--> statement-breakpoint

-- What goes back, or comes again, follows the credit of the entry that it reverses, whatever became of that message since.
create or replace view payment_credit as
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
  left join credit original on original.cause = e.reverses and original.metric = 'paid'
  cross join lateral (
    select original.version_id, original.node_id, original.run_id, original.attempt_id where original.id is not null
    union all
    select version_id, node_id, run_id, attempt_id from last_reached(a.debtor_id, a.id, null,
      least(paid.recorded_at, (paid.value_date + 1)::timestamp at time zone p.zone))
    where original.id is null
  ) as reached;
