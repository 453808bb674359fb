import type { Transaction } from "./connect.ts";

export interface ListedFlow {
  readonly id: string;
  readonly name: string;
  readonly document: unknown;
  readonly revision: number;
  readonly updatedBy: string;
  readonly updatedAt: Date;
  readonly live: {
    readonly number: number;
    readonly publishedBy: string;
    readonly publishedAt: Date;
  } | null;
  /** Whether the draft would do anything that the live version does not: moved boxes and notes do not count. */
  readonly differs: boolean;
  /** Runs of all versions that have not ended. */
  readonly inFlight: number;
  /** Whether the draft waits for somebody to decide on it, or is approved and not published yet. */
  readonly submission: "submitted" | "approved" | null;
  /** The version that takes a share of new entries beside the live one. */
  readonly trial: number | null;
  readonly isPaused: boolean;
  readonly areEntriesStopped: boolean;
}

interface FlowRow extends Omit<ListedFlow, "live"> {
  readonly number: number | null;
  readonly publishedBy: string | null;
  readonly publishedAt: Date | null;
}

/** Every flow that is not archived, the last changed first. */
export async function listFlows(tx: Transaction): Promise<readonly ListedFlow[]> {
  const rows = await tx.sql<FlowRow[]>`
    select f.id, f.name, d.document, d.revision, d.updated_by as "updatedBy", d.updated_at as "updatedAt",
      v.number, v.published_by as "publishedBy", v.published_at as "publishedAt",
      d.document - '{layout,notes}'::text[] is distinct from v.document - '{layout,notes}'::text[] as differs,
      coalesce((
        select sum(case c.metric when 'entered' then c.count else -c.count end)
        from flow_version o join counter c on c.version_id = o.id and c.metric in ('entered', 'left')
        where o.flow_id = f.id), 0)::bigint as "inFlight",
      s.status as submission, t.number as trial, f.paused_at is not null as "isPaused",
      f.entries_stopped_at is not null as "areEntriesStopped"
    from flow f join draft d on d.flow_id = f.id
    left join flow_version v on v.flow_id = f.id and v.status = 'live'
    left join flow_version t on t.flow_id = f.id and t.status = 'trial'
    left join submission s on s.flow_id = f.id and s.status in ('submitted', 'approved')
    where f.archived_at is null
    order by greatest(d.updated_at, v.published_at) desc, f.id`;
  return rows.map(({ number, publishedBy, publishedAt, ...flow }) => ({
    ...flow,
    live:
      number === null || publishedBy === null || publishedAt === null
        ? null
        : { number, publishedBy, publishedAt },
  }));
}
