import type { Sql } from "@fairflow/db";

/**
 * What a step is called in the document of a version, as an expression of text: its name, or its type where nobody named it;
 * null where the version has no such step.
 */
export function stepName(sql: Sql, document: ReturnType<typeof column>, nodeId: typeof document) {
  return sql`(
    select coalesce(nullif(drawn.one ->> 'name', ''), replace(drawn.one ->> 'type', '-', ' '))
    from jsonb_array_elements(${document} -> 'nodes') as drawn (one) where drawn.one ->> 'id' = ${nodeId}
  )`;
}

function column(sql: Sql) {
  return sql`null`;
}
