import type { Transaction } from "@fairflow/db";

/** What the steps of these versions are called; one without a name by its id. */
export async function nodeNames(
  { sql }: Transaction,
  versionIds: readonly string[],
): Promise<(versionId: string, node: string) => string> {
  const rows = await sql<{ id: string; node: string; name: string }[]>`
    select flow_version.id, node ->> 'id' as node, coalesce(nullif(node ->> 'name', ''), node ->> 'id') as name
    from flow_version cross join lateral jsonb_array_elements(document -> 'nodes') as node
    where flow_version.id = any(${[...new Set(versionIds)]}::uuid[])`;
  const names = new Map(rows.map(({ id, node, name }) => [`${id} ${node}`, name]));
  return (versionId, node) => names.get(`${versionId} ${node}`) ?? node;
}
