import type { Transaction } from "./connect.ts";

/** How long the oldest job that could be done waits for a worker, in ms; 0 where none waits or no queue exists yet. */
export async function queueLagMs(tx: Transaction): Promise<number> {
  const [there] = await tx.sql<
    { job: string | null }[]
  >`select to_regclass('pgboss.job')::text as job`;
  if (there === undefined || there.job === null) return 0;
  const [row] = await tx.sql<{ lag: number | null }[]>`
    select (extract(epoch from clock_timestamp() - min(greatest(created_on, start_after))) * 1000)::float8 as lag
    from pgboss.job where state in ('created', 'retry') and start_after <= clock_timestamp()`;
  return Math.max(0, Math.round(row?.lag ?? 0));
}
