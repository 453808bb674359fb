import type { Sql } from "./connect.ts";

/** How often a rule kept visits of one node of a version back. */
export interface KeptBack {
  /** The rule, or why the gate could not judge. */
  readonly rule: string;
  readonly kind: "deferred" | "forbidden";
  readonly flowId: string;
  readonly flowName: string;
  readonly version: number;
  /** The node's type, such as `sms`; null where the version no longer has it. */
  readonly nodeType: string | null;
  readonly count: number;
}

/** What the gate kept back in these hours, from the counters of the flows. */
export async function keptBack(
  sql: Sql,
  hours: { readonly from: Date; readonly to: Date },
): Promise<readonly KeptBack[]> {
  return sql<KeptBack[]>`
    select counted.exit as rule, counted.metric as kind, flow.id as "flowId", flow.name as "flowName",
      version.number as version, node.type as "nodeType", sum(counted.count)::bigint as count
    from (
      select version_id, node_id, metric, exit, sum(count) as count
      from counter
      where metric in ('deferred', 'forbidden') and hour > ${hours.from} and hour <= ${hours.to}
      group by version_id, node_id, metric, exit
    ) as counted
    join flow_version as version on version.id = counted.version_id
    join flow on flow.id = version.flow_id
    left join lateral (
      select each ->> 'type' as type from jsonb_array_elements(version.document -> 'nodes') as each
      where each ->> 'id' = counted.node_id
    ) as node on true
    where counted.count > 0
    group by counted.exit, counted.metric, flow.id, flow.name, version.number, node.type`;
}
