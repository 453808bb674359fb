import type { Transaction } from "./connect.ts";

/** How many planned messages of each channel would leave now if somebody took them. */
export async function waitingMessages(
  { sql }: Transaction,
  now: Date,
): Promise<ReadonlyMap<string, number>> {
  const rows = await sql<{ channel: string; count: number }[]>`
    select channel, count(*)::int as count from attempt
    where status = 'planned' and direction = 'outbound' and not_before <= ${now} and reserved_until is null
    group by channel`;
  return new Map(rows.map(({ channel, count }) => [channel, count]));
}
