import type { LocalDate } from "@fairflow/calendar";
import type { Sql, Transaction } from "./connect.ts";

/** Who takes payments for us: one merchant at a gateway, of whom there may be several at the same one. */
export interface Taker {
  /** The id of the provider, or where that is not known `payment.source`: `gateway:payfast`. */
  readonly gateway: string;
  /** Which gateway: `payfast`. */
  readonly kind: string;
  /** What the provider is called here; null where it is not known. */
  readonly provider: string | null;
}

/** What a merchant at a gateway took on one day and has not passed on yet, less what went back; minor units. */
export interface DayOfTakings extends Taker {
  readonly currency: string;
  readonly day: LocalDate;
  readonly payments: number;
  readonly amount: number;
}

/** Of a payment: whose takings it is among. */
export function takerOf(sql: Sql) {
  return sql`coalesce(payment.taken_by, payment.source)`;
}

/** The payments of gateways that no bank line has brought yet, by the days from which they count, the oldest first. */
export async function takingsNotPaidOut(
  { sql }: Transaction,
  since: LocalDate,
): Promise<readonly DayOfTakings[]> {
  return sql<DayOfTakings[]>`
    select ${takerOf(sql)} as gateway, substr(payment.source, 9) as kind, provider.name as provider, payment.currency,
      payment.value_date as day, count(*)::int as payments, sum(kept.amount)::bigint as amount
    from payment left join provider on provider.id::text = payment.taken_by cross join lateral (
      select -coalesce(sum(amount), 0)::bigint as amount from ledger_entry where payment_id = payment.id
    ) as kept
    where payout_id is null and source like 'gateway:%' and value_date >= ${since} and kept.amount > 0
    group by payment.taken_by, payment.source, provider.name, payment.currency, payment.value_date
    order by payment.source, payment.taken_by, payment.currency, payment.value_date`;
}

/** Who the takers of payouts are, by what their allocations name them. */
export async function takersNamed(
  { sql }: Transaction,
  gateways: readonly string[],
): Promise<ReadonlyMap<string, Taker>> {
  const ids = gateways.filter((gateway) => !gateway.startsWith("gateway:"));
  const providers = await sql<{ id: string; kind: string; name: string }[]>`
    select id, kind, name from provider where id::text = any(${ids}::text[])`;
  const named = new Map(providers.map((each) => [each.id, each]));
  return new Map(
    gateways.map((gateway) => {
      const provider = named.get(gateway);
      const kind = provider?.kind ?? gateway.replace("gateway:", "");
      return [gateway, { gateway, kind, provider: provider?.name ?? null }];
    }),
  );
}
