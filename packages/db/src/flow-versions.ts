import type { Transaction } from "./connect.ts";
import { newId } from "./ids.ts";

/** A published version without its document. */
export interface StoredVersion {
  readonly id: string;
  readonly number: number;
  readonly note: string;
  readonly publishedBy: string;
  readonly publishedAt: Date;
  readonly status: "live" | "retired";
  /** Runs that have not ended: entered less left, over all nodes. */
  readonly inFlight: number;
}

export interface Publication {
  readonly flowId: string;
  readonly document: unknown;
  /** Template id to the version that this one sends. */
  readonly templateVersions: Readonly<Record<string, number>>;
  /** SHA-256 of the document as canonical JSON. */
  readonly checksum: Uint8Array;
  readonly note: string;
  readonly publishedBy: string;
}

/**
 * Makes a document the live version, and retires the one that was. The caller holds the draft's lock.
 *
 * @returns the number of the new version
 */
export async function publishVersion(
  tx: Transaction,
  publication: Publication,
  now: Date,
): Promise<number> {
  const id = newId();
  await retireLiveVersion(tx, publication.flowId, now);
  const [row] = await tx.sql<{ number: number }[]>`
    insert into flow_version (id, flow_id, number, document, template_versions, checksum, note, published_by,
      published_at, status)
    select ${id}, ${publication.flowId}, coalesce(max(number), 0) + 1, ${JSON.stringify(publication.document)}::jsonb,
      ${JSON.stringify(publication.templateVersions)}::jsonb, ${publication.checksum}::bytea, ${publication.note}::text,
      ${publication.publishedBy}::text, ${now}::timestamptz, 'live'
    from flow_version where flow_id = ${publication.flowId}
    returning number`;
  if (row === undefined) throw new Error("The version was not saved");
  await tx.sql`update draft set based_on = ${id} where flow_id = ${publication.flowId}`;
  return row.number;
}

/** @returns the number of the version that nobody enters any more; undefined where none was live */
export async function retireLiveVersion(
  tx: Transaction,
  flowId: string,
  now: Date,
): Promise<number | undefined> {
  const [row] = await tx.sql<{ number: number }[]>`
    update flow_version set status = 'retired', retired_at = ${now}
    where flow_id = ${flowId} and status = 'live' returning number`;
  return row?.number;
}

/** The newest first. */
export async function listVersions(
  tx: Transaction,
  flowId: string,
): Promise<readonly StoredVersion[]> {
  return tx.sql<StoredVersion[]>`
    select v.id, v.number, v.note, v.published_by as "publishedBy", v.published_at as "publishedAt", v.status,
      ${inFlightOf(tx)} as "inFlight"
    from flow_version v where v.flow_id = ${flowId} order by v.number desc`;
}

export async function readVersion(
  tx: Transaction,
  flowId: string,
  number: number,
): Promise<(StoredVersion & { readonly document: unknown }) | undefined> {
  const [version] = await tx.sql<(StoredVersion & { readonly document: unknown })[]>`
    select v.id, v.number, v.note, v.published_by as "publishedBy", v.published_at as "publishedAt", v.status,
      v.document, ${inFlightOf(tx)} as "inFlight"
    from flow_version v where v.flow_id = ${flowId} and v.number = ${number}`;
  return version;
}

/** The live version of a flow, or its latest where none is live. */
export async function shownVersion(
  tx: Transaction,
  flowId: string,
): Promise<{ readonly id: string; readonly number: number } | undefined> {
  const [version] = await tx.sql<{ id: string; number: number }[]>`
    select id, number from flow_version where flow_id = ${flowId}
    order by status = 'live' desc, number desc limit 1`;
  return version;
}

/** I8: for every node entered = left + present, so this is who is present, without walking the runs. */
function inFlightOf({ sql }: Transaction) {
  return sql`coalesce((
    select sum(case c.metric when 'entered' then c.count else -c.count end)
    from counter c where c.version_id = v.id and c.metric in ('entered', 'left')), 0)::bigint`;
}
