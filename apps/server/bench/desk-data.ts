import type { Database } from "@fairflow/db";

export interface DeskSize {
  readonly accounts: number;
  readonly attempts: number;
  readonly portfolios: number;
}

/** Days of history: two months are shown, and a little more is there. */
const DAYS = 92;
const ATTEMPTS_AT_ONCE = 2_500_000;

/**
 * Accounts with payments, promises, holds and attempts over the last three months, made by the database itself. Its figures are
 * counted at the end in one pass, as a recount does, instead of with each row.
 */
export async function writeDesk(
  database: Database,
  { accounts, attempts, portfolios }: DeskSize,
): Promise<void> {
  await database.transaction(async ({ sql: tx }) => {
    await tx`select set_config('fairflow.figures', 'off', true)`;
    await tx`insert into client (name, created_at) select 'Client ' || n, now() from generate_series(1, 5) as n`;
    await tx`
      insert into portfolio (client_id, name, jurisdiction, collector_kind, brand, currency, languages, zone, pack_ids, created_at)
      select client.id, 'Portfolio ' || n, 'ZA', 'third_party', 'Bench', 'ZAR', '{en}', 'Africa/Johannesburg', '{za-core}', now()
      from generate_series(1, ${portfolios}::int) as n join client on client.name = 'Client ' || (1 + n % 5)`;
    await tx`
      create temporary table made on commit drop as
      select n, uuidv7() as account_id, gen_random_uuid() as debtor_id, portfolio.id as portfolio_id, client_id
      from generate_series(1, ${accounts}::int) as n
      join (select id, client_id, row_number() over (order by id) as place from portfolio) as portfolio on portfolio.place = 1 + n % ${portfolios}`;
    await tx`
      insert into debtor (id, shard, kind, language, zone, zone_source, created_at)
      select debtor_id, shard_of(debtor_id), 'person', 'en', 'Africa/Johannesburg', 'country_default', now() from made`;
    await tx`
      insert into account (id, shard, debtor_id, portfolio_id, reference, kind, currency, balance, arrears, status, created_at)
      select account_id, shard_of(debtor_id), debtor_id, portfolio_id, 'A' || n, 'instalment', 'ZAR', 100000, case when n % 5 = 0 then 0 else 50000 end, 'open', now()
      from made`;
    await tx`
      insert into ledger_entry (account_id, kind, amount, value_date, booking_date, source, recorded_by, recorded_at)
      select account_id, 'payment', -(1000 + n % 90000), day, day, 'bench', 'bench', day + interval '12 hours'
      from made cross join lateral (select current_date - (n * 7 % ${DAYS})::int as day) as at where n % 3 = 0`;
    await tx`
      insert into hold (debtor_id, account_id, state, since, author)
      select debtor_id, account_id, (array['dispute_open', 'claims_paid', 'hardship', 'arrangement_active'])[1 + n % 4],
        now() - make_interval(days => n % ${DAYS}), 'bench'
      from made where n % 20 = 0`;
    await tx`select ensure_daily_snapshot_partitions(current_date - 2, current_date)`;
    await tx`
      insert into daily_snapshot (day, account_id, portfolio_id, bucket, days_past_due, arrears, balance, status)
      select current_date - back, account_id, portfolio_id, bucket, 30, case when bucket = 'current' then 0 else 50000 end, 100000, 'open'
      from made cross join generate_series(1, 2) as back
      cross join lateral (select (array['current', '1_30', '31_60', '61_90', '91_120', 'over_120'])[1 + (n + case when n % 50 = 0 then back else 0 end) % 6] as bucket) as at`;
    // Random ids into an index one by one would be most of the time.
    await tx`drop index attempt_history`;
    await tx`analyze made`;
    for (let from = 0; from < attempts; from += ATTEMPTS_AT_ONCE) {
      const count = Math.min(ATTEMPTS_AT_ONCE, attempts - from);
      await tx`
        insert into attempt (shard, debtor_id, client_id, portfolio_id, account_ids, channel, purpose, status, planned_for, not_before,
          verdict, verdict_rules, verdict_reason, verdict_packs, verdict_inputs, verdict_zones, verdict_at, debtor_epoch, created_at, claimed_at,
          accepted_at, delivered_at, is_right_party, price, price_currency)
        select shard_of(debtor_id), debtor_id, client_id, portfolio_id, array[account_id], channel, 'collection',
          case when is_kept then 'forbidden' when n % 10 < 9 then 'delivered' else 'accepted' end, at::date, at,
          case when is_kept then 'forbidden' else 'allowed' end, case when is_kept then array['za.hours.cfdc'] else '{}' end,
          case when is_kept then 'rules' end, '{za-core}', '{"at": 1}', '{}', at, 0, at, at,
          case when not is_kept then at end, case when not is_kept and n % 10 < 9 and channel <> 'call' then at + interval '1 minute' end,
          case when channel = 'call' then n % 3 = 0 end, case when channel = 'sms' then 0.25 end, case when channel = 'sms' then 'ZAR' end
        from (
          select n, made.*, (array['sms', 'sms', 'email', 'call', 'letter'])[1 + n % 5] as channel, n % 12 = 0 as is_kept,
            now() - make_interval(mins => (n::bigint * 7919 % (${DAYS} * 1440))::int) as at
          from generate_series(${from}::int, ${from + count - 1}::int) as n
          join (select n as place, account_id, debtor_id, portfolio_id, client_id from made) as made on made.place = 1 + n % ${accounts}
        ) as each`;
      process.stderr.write(`  ${from + count} attempts\n`);
    }
    await tx`create index attempt_history on attempt (shard, debtor_id, planned_for)`;
    await tx`
      insert into figure (metric, day, portfolio_id, flow_id, detail, count)
      select metric, day, portfolio_id, flow_id, detail, count from recounted_figure`;
  });
  await database.sql`vacuum (analyze) attempt`;
  await database.sql`analyze`;
}
