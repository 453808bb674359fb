import type { Sql } from "@fairflow/db";
import type { Trouble } from "./trouble.ts";

interface FailingEndpoint {
  readonly id: string;
  readonly name: string;
  readonly since: Date;
  readonly disabled_why: string | null;
  readonly waiting: number;
}

/** Other systems that do not take what they are told. */
export async function failingWebhooks(sql: Sql): Promise<readonly Trouble[]> {
  const rows = await sql<FailingEndpoint[]>`
    select id, name, coalesce(failing_since, disabled_at) as since, disabled_why,
      (select count(*)::int from webhook_delivery where endpoint_id = webhook_endpoint.id and status = 'waiting') as waiting
    from webhook_endpoint
    where removed_at is null and (failing_since is not null or disabled_at is not null)
    order by since`;
  return rows.map((row) => ({
    kind: "webhook-failing",
    id: row.id,
    about: row.name,
    since: row.since,
    code: row.disabled_why,
    facts: { waiting: row.waiting },
    flowId: null,
    people: [],
    peopleCount: null,
    // What was switched off waits until somebody switches it on.
    actions: row.disabled_why === null ? ["retry", "hand-over"] : ["hand-over"],
  }));
}

/** Longer than a try under way keeps its message to itself. */
const UNDER_WAY_MS = 90_000;

/** Has what waits for an endpoint tried now, and not when its turn comes. @returns false where nothing waits for long */
export async function tryWebhookNow(sql: Sql, id: string, realNow: Date): Promise<boolean> {
  const { count } = await sql`
    update webhook_delivery set next_try_at = ${realNow}
    where endpoint_id = ${id} and status = 'waiting' and next_try_at > ${new Date(realNow.getTime() + UNDER_WAY_MS)}`;
  return count > 0;
}
