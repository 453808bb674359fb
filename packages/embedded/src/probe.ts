import postgres from "postgres";
import type { KnownCluster } from "./cluster.ts";
import { SUPERUSER } from "./create-data-directory.ts";
import { greet } from "./greeting.ts";

export type Probe =
  | { readonly kind: "ready"; readonly version: string }
  /** It recovers from a crash, or shuts down, and answers no queries yet or any more. */
  | { readonly kind: "busy" }
  | { readonly kind: "nobody" }
  /** Something else listens on that port, or it hung up. */
  | { readonly kind: "stranger" };

const CONNECT_TIMEOUT_SECONDS = 5;
/**
 * It is there but takes no query now: `cannot_connect_now`, `too_many_connections` and `admin_shutdown` of
 * https://www.postgresql.org/docs/18/errcodes-appendix.html
 */
const BUSY_CODES: ReadonlySet<string> = new Set(["57P03", "53300", "57P01"]);

/** Who answers on the port: this cluster, or another. */
export async function probe(cluster: KnownCluster, port: number): Promise<Probe> {
  const greeting = await greet(port);
  if (greeting === "refused") return { kind: "nobody" };
  if (greeting === "other") return { kind: "stranger" };

  const sql = connect(cluster, port);
  try {
    const [row] = await sql<{ version: string; directory: string }[]>`
      select current_setting('server_version') as version, current_setting('data_directory') as directory`;
    if (row?.directory !== cluster.dataDirectory) return { kind: "stranger" };
    return { kind: "ready", version: row.version };
  } catch (error) {
    const code = codeOf(error);
    if (code !== undefined && BUSY_CODES.has(code)) return { kind: "busy" };
    if (code === "ECONNREFUSED") return { kind: "nobody" };
    return { kind: "stranger" };
  } finally {
    await sql.end({ timeout: 1 });
  }
}

/** One short-lived connection to the maintenance database. */
export function connect(cluster: KnownCluster, port: number): postgres.Sql {
  return postgres({
    host: "127.0.0.1",
    port,
    user: SUPERUSER,
    password: cluster.password,
    database: "postgres",
    max: 1,
    connect_timeout: CONNECT_TIMEOUT_SECONDS,
    onnotice: () => undefined,
  });
}

function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error && "code" in error)) return undefined;
  return typeof error.code === "string" ? error.code : undefined;
}
