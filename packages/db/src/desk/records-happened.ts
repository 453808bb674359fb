import type { Transaction } from "../connect.ts";
import type { Past } from "../debtor-timeline.ts";

/** Something that was recorded of a debtor beside messages, money and holds. */
export interface RecordHappening {
  readonly id: string;
  readonly at: Date;
  readonly kind:
    | "link-made"
    | "link-closed"
    | "evidence"
    | "need-recorded"
    | "need-ended"
    | "settlement-offered"
    | "request-opened"
    | "request-closed";
  /** A code: why a link was closed, what a file is, what was asked for. */
  readonly what: string | null;
}

/** Pay links, papers, what somebody needs, settlements offered, and requests about data. */
export function recordsHappened(
  { sql }: Transaction,
  { debtorId, before, limit }: Past,
): Promise<readonly RecordHappening[]> {
  return sql<RecordHappening[]>`
    select id, at, kind, what from (
      select id || '.made' as id, created_at as at, 'link-made' as kind, amount_kind as what
      from payment_link where debtor_id = ${debtorId} and purpose = 'pay'
      union all
      select id || '.closed', revoked_at, 'link-closed', revoked_reason
      from payment_link where debtor_id = ${debtorId} and purpose = 'pay'
      union all
      select id::text, brought_at, 'evidence', kind from evidence where debtor_id = ${debtorId}
      union all
      select id || '.recorded', recorded_at, 'need-recorded', null from vulnerability where debtor_id = ${debtorId}
      union all
      select id || '.ended', ended_at, 'need-ended', null from vulnerability where debtor_id = ${debtorId}
      union all
      select id::text, proposed_at, 'settlement-offered', percent || ' %' from settlement where debtor_id = ${debtorId}
      union all
      select id || '.opened', created_at, 'request-opened', kind from data_request where debtor_id = ${debtorId}
      union all
      select id || '.closed', closed_at, 'request-closed', outcome from data_request where debtor_id = ${debtorId}
    ) as recorded
    where at <= ${before}
    order by at desc, id desc limit ${limit}`;
}

/** The conditions of segments as they stood: of a version that is named, else the newest at an instant, else the first. */
export async function segmentCriteriaAt(
  { sql }: Transaction,
  asked: readonly { readonly id: string; readonly version: number | null }[],
  at: Date,
): Promise<ReadonlyMap<string, unknown>> {
  const rows = await sql<{ id: string; criteria: unknown }[]>`
    select asked.id, found.criteria
    from unnest(
      ${asked.map(({ id }) => id)}::text[],
      string_to_array(${asked.map(({ version }) => version ?? 0).join(",")}, ',')::int[]
    ) as asked (id, version)
    cross join lateral (
      select criteria from segment_version
      where segment_id = asked.id
      order by number = asked.version desc, created_at <= ${at} desc,
        case when created_at <= ${at} then -number else number end
      limit 1
    ) as found`;
  return new Map(rows.map(({ id, criteria }) => [id, criteria]));
}
