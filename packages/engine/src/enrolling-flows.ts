import { Criteria } from "@fairflow/criteria";
import type { Sql } from "@fairflow/db";
import { Flow } from "@fairflow/flow";
import { startConfigOf, type Entry, type StartConfig } from "@fairflow/nodes";
import type { EnrollingFlow, EntryShare } from "./enrol.ts";
import { customFields } from "./load-versions.ts";

/** A live flow with the settings of its start. */
export interface LiveFlow extends EnrollingFlow {
  readonly entry: Entry;
}

/**
 * The flows that take accounts in by these kinds of entry, or any: live or on trial, with their entries open, and neither
 * paused nor archived. A flow with a version on trial is there twice, each with its share.
 */
export async function enrollingFlows(
  sql: Sql,
  entries?: readonly Entry["kind"][],
): Promise<readonly LiveFlow[]> {
  const [rows, segments, custom] = await Promise.all([
    sql<VersionRow[]>`
      select flow.id as flow_id, v.id as version_id, v.document, v.status, trial.id as trial_id,
        trial.share_percent as trial_percent
      from flow
      join flow_version as v on v.flow_id = flow.id and v.status in ('live', 'trial')
      left join flow_version as trial on trial.flow_id = flow.id and trial.status = 'trial'
      where paused_at is null and entries_stopped_at is null and archived_at is null
        and (${entries ?? null}::text[] is null or jsonb_path_query_first(
          v.document, '$.nodes[*] ? (@.type == "start").config.entry.kind') #>> '{}' = any(${entries ?? null}::text[]))
      order by flow.id, v.status`,
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
    const share = shareOf(row);
    return [liveFlow({ flowId, versionId, flow, config, criteria: admits, custom, share })];
  });
}

function liveFlow(of: {
  readonly flowId: string;
  readonly versionId: string;
  readonly flow: Flow;
  readonly config: StartConfig;
  readonly criteria: Criteria | null;
  readonly custom: EnrollingFlow["custom"];
  readonly share: EntryShare | undefined;
}): LiveFlow {
  return {
    flowId: of.flowId,
    versionId: of.versionId,
    per: of.flow.settings.per,
    reentry: of.config.reentry,
    entry: of.config.entry,
    criteria: of.criteria,
    custom: of.custom,
    ...(of.share === undefined ? {} : { share: of.share }),
  };
}

interface VersionRow {
  readonly flow_id: string;
  readonly version_id: string;
  readonly document: unknown;
  readonly status: "live" | "trial";
  readonly trial_id: string | null;
  readonly trial_percent: number | null;
}

/** The trial has the first draws, the live version the others. */
function shareOf({ status, trial_id: drawnFor, trial_percent: percent }: VersionRow) {
  if (drawnFor === null || percent === null) return undefined;
  const at = percent / 100;
  return status === "trial" ? { drawnFor, from: 0, to: at } : { drawnFor, from: at, to: 1 };
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
