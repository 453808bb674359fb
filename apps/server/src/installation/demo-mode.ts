import type { Database } from "@fairflow/db";
import { CommandError } from "../command-error.ts";
import type { Environment } from "../environment.ts";

const LOOPBACK: ReadonlySet<string> = new Set(["127.0.0.1", "localhost", "::1"]);
const KEY = "demo";

/**
 * Whether this installation is a demo: it was made one, or it is empty and may become one. A demo is reached from this
 * machine alone.
 *
 * @throws CommandError for one that others could reach
 */
export async function isDemo(
  { sql }: Database,
  { demo, host }: Pick<Environment, "demo" | "host">,
): Promise<boolean> {
  const [[marked], [used]] = await Promise.all([
    sql`select from setting where key = ${KEY}`,
    sql`select where exists (select from auth."user") or exists (select from debtor)`,
  ]);
  if (marked === undefined && (!demo || used !== undefined)) return false;
  if (LOOPBACK.has(host)) return true;
  if (marked === undefined) return false;
  throw new CommandError(
    `This database holds a demo, which anybody who reaches ${host} could sign in to: set HOST=127.0.0.1, or FAIRFLOW_HOME to another directory.`,
  );
}

export async function markAsDemo({ sql }: Database, realNow: Date): Promise<void> {
  await sql`
    insert into setting (key, value, changed_by, changed_at) values (${KEY}, 'true', 'system', ${realNow})
    on conflict (key) do nothing`;
}
