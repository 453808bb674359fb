import type { Transaction } from "./connect.ts";

/** A saved test of a flow; its document is parsed by who reads it. */
export interface StoredScenario {
  readonly id: string;
  readonly name: string;
  readonly document: unknown;
  readonly changedBy: string;
  readonly changedAt: Date;
}

export interface ScenarioInput {
  readonly name: string;
  readonly document: unknown;
  readonly author: string;
  readonly now: Date;
}

/** In the order of their names. */
export async function listScenarios(
  tx: Transaction,
  flowId: string,
): Promise<readonly StoredScenario[]> {
  return tx.sql<StoredScenario[]>`
    select id, name, document, changed_by as "changedBy", changed_at as "changedAt"
    from scenario where flow_id = ${flowId} order by lower(name), id`;
}

/** @returns its id; undefined where the flow has one of this name */
export async function addScenario(
  tx: Transaction,
  flowId: string,
  { name, document, author, now }: ScenarioInput,
): Promise<string | undefined> {
  const [row] = await tx.sql<{ id: string }[]>`
    insert into scenario (flow_id, name, document, created_by, created_at, changed_by, changed_at)
    values (${flowId}, ${name}, ${JSON.stringify(document)}::jsonb, ${author}, ${now}, ${author}, ${now})
    on conflict (flow_id, lower(name)) do nothing
    returning id`;
  return row?.id;
}

/** What became of a change to a scenario. */
export type ScenarioChanged = "changed" | "gone" | "name-taken";

export async function changeScenario(
  tx: Transaction,
  { flowId, id }: { readonly flowId: string; readonly id: string },
  { name, document, author, now }: ScenarioInput,
): Promise<ScenarioChanged> {
  const [taken] = await tx.sql`
    select from scenario where flow_id = ${flowId} and lower(name) = lower(${name}) and id <> ${id}`;
  if (taken !== undefined) return "name-taken";
  const { count } = await tx.sql`
    update scenario set name = ${name}, document = ${JSON.stringify(document)}::jsonb, changed_by = ${author},
      changed_at = ${now}
    where flow_id = ${flowId} and id = ${id}`;
  return count === 0 ? "gone" : "changed";
}

/** @returns whether there was one */
export async function removeScenario(
  tx: Transaction,
  { flowId, id }: { readonly flowId: string; readonly id: string },
): Promise<boolean> {
  const { count } = await tx.sql`delete from scenario where flow_id = ${flowId} and id = ${id}`;
  return count > 0;
}
