import type { Transaction } from "./connect.ts";
import type { StoredSegment } from "./library.ts";

export interface ListedSegment extends StoredSegment {
  readonly changedAt: Date;
  readonly changedBy: string;
}

export interface StoredSegmentVersion {
  readonly number: number;
  readonly criteria: unknown;
  readonly madeAt: Date;
  readonly madeBy: string;
}

/** A document that may name segments: a draft, or a version that accounts enter or are in. */
export interface DocumentInUse {
  readonly flowId: string;
  readonly flowName: string;
  /** Null for the draft. */
  readonly version: number | null;
  readonly isLive: boolean;
  readonly document: unknown;
}

/** Every segment that is not archived, by name. */
export async function listSegments(tx: Transaction): Promise<readonly ListedSegment[]> {
  return tx.sql<ListedSegment[]>`
    select s.id, s.name, v.number as version, v.criteria, v.created_at as "changedAt", v.created_by as "changedBy"
    from segment s join segment_version v on v.segment_id = s.id and v.number = s.current_version
    where s.archived_at is null order by lower(s.name), s.id`;
}

/** Every version that a segment ever had, the newest first; none where there is no such segment. */
export async function segmentVersions(
  tx: Transaction,
  id: string,
): Promise<readonly StoredSegmentVersion[]> {
  return tx.sql<StoredSegmentVersion[]>`
    select v.number, v.criteria, v.created_at as "madeAt", v.created_by as "madeBy"
    from segment s join segment_version v on v.segment_id = s.id
    where s.id = ${id} and s.archived_at is null order by v.number desc`;
}

/** The documents of every flow that is not archived, flow by flow, the draft first and then the newest version. */
export async function documentsInUse(tx: Transaction): Promise<readonly DocumentInUse[]> {
  return tx.sql<DocumentInUse[]>`
    select f.id as "flowId", f.name as "flowName", u.version, u.is_live as "isLive", u.document
    from flow f
    cross join lateral (
      select null::int as version, false as is_live, d.document from draft d where d.flow_id = f.id
      union all
      select v.number, v.status = 'live', v.document from flow_version v
      where v.flow_id = f.id and (v.status <> 'retired' or 0 < (
        select sum(case c.metric when 'entered' then c.count else -c.count end)
        from counter c where c.version_id = v.id and c.metric in ('entered', 'left')))
    ) u
    where f.archived_at is null
    order by lower(f.name), f.id, u.version desc nulls first`;
}
