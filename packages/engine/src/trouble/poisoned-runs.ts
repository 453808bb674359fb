import type { Sql } from "@fairflow/db";
import { stepName } from "./step-name.ts";
import { MOST_OF_A_KIND, type Trouble } from "./trouble.ts";

interface PoisonedTask {
  readonly id: string;
  readonly debtor_id: string;
  readonly account_id: string | null;
  readonly flow_id: string | null;
  readonly name: string | null;
  readonly node_id: string | null;
  readonly step: string | null;
  readonly created_at: Date;
}

/** Runs that could not go on: each is parked with a task, by whose id it is known here. */
export async function poisonedRuns(sql: Sql): Promise<readonly Trouble[]> {
  const rows = await sql<PoisonedTask[]>`
    select task.id, task.debtor_id, task.account_id, flow.id as flow_id, flow.name, task.node_id,
      ${stepName(sql, sql`flow_version.document`, sql`task.node_id`)} as step, task.created_at
    from task
    left join run on run.shard = get_byte(uuid_send(task.debtor_id), 15) & 127 and run.id = task.run_id
    left join flow on flow.id = run.flow_id
    left join flow_version on flow_version.id = run.version_id
    where task.status = 'open' and kind = 'poisoned' and task.debtor_id is not null
    order by task.created_at limit ${MOST_OF_A_KIND}`;
  return rows.map((row) => ({
    kind: "run-poisoned",
    id: row.id,
    about: row.name ?? "",
    since: row.created_at,
    code: null,
    facts: { step: row.step ?? row.node_id },
    flowId: row.flow_id,
    people: [{ debtorId: row.debtor_id, accountId: row.account_id }],
    peopleCount: 1,
    actions: ["retry", "skip"],
  }));
}
