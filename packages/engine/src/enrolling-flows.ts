import { Criteria } from "@fairflow/criteria";
import type { Sql } from "@fairflow/db";
import { Flow } from "@fairflow/flow";
import { startConfigOf, type Entry, type StartConfig } from "@fairflow/nodes";
import type { EnrollingFlow } from "./enrol.ts";
import { customFields } from "./load-versions.ts";

/** A live flow with the settings of its start. */
export interface LiveFlow extends EnrollingFlow {
  readonly entry: Entry;
}

/** The flows that take accounts in by these kinds of entry, or any: live, and neither paused nor archived. */
export async function enrollingFlows(
  sql: Sql,
  entries?: readonly Entry["kind"][],
): Promise<readonly LiveFlow[]> {
  const [rows, segments, custom] = await Promise.all([
    sql<{ flow_id: string; version_id: string; document: unknown }[]>`
      select flow.id as flow_id, flow_version.id as version_id, document
      from flow join flow_version on flow_id = flow.id and status = 'live'
      where paused_at is null and archived_at is null 
        and (${entries ?? null}::text[] is null or jsonb_path_query_first(
          document, '$.nodes[*] ? (@.type == "start").config.entry.kind') #>> '{}' = any(${entries ?? null}::text[]))
      order by flow.id`,
    sql<{ id: string; criteria: unknown }[]>`
      select segment.id, criteria
      from segment join segment_version on segment_id = segment.id and number = current_version`,
    customFields(sql),
  ]);
  const criteria = new Map(segments.map((each) => [each.id, Criteria.parse(each.criteria)]));
  return rows.flatMap((row) => {
    const flow = Flow.parse(row.document);
    const config = startConfigOf(flow);
    if (config === undefined) return [];
    const admits = criteriaOf(config, criteria);
    if (admits === undefined) return [];
    const { flow_id: flowId, version_id: versionId } = row;
    return [liveFlow({ flowId, versionId, flow, config, criteria: admits, custom })];
  });
}

function liveFlow(of: {
  readonly flowId: string;
  readonly versionId: string;
  readonly flow: Flow;
  readonly config: StartConfig;
  readonly criteria: Criteria | null;
  readonly custom: EnrollingFlow["custom"];
}): LiveFlow {
  return {
    flowId: of.flowId,
    versionId: of.versionId,
    per: of.flow.settings.per,
    reentry: of.config.reentry,
    entry: of.config.entry,
    criteria: of.criteria,
    custom: of.custom,
  };
}

/** Null where everyone is admitted who is asked about; undefined where the segment is gone. */
function criteriaOf(
  { entry }: StartConfig,
  segments: ReadonlyMap<string, Criteria>,
): Criteria | null | undefined {
  switch (entry.kind) {
    case "segment":
    case "schedule":
      return segments.get(entry.segment);
    case "event":
      return entry.segment === null ? null : segments.get(entry.segment);
    case "manual":
    case "api":
      return null;
  }
}
