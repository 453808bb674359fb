import type { Transaction } from "./connect.ts";
import { newId } from "./ids.ts";
import type { VERSION_STATUSES } from "./schema/words.ts";

/** A published version without its document. */
export interface StoredVersion {
  readonly id: string;
  readonly number: number;
  readonly note: string;
  readonly publishedBy: string;
  readonly publishedAt: Date;
  readonly status: (typeof VERSION_STATUSES)[number];
  readonly startsAt: Date | null;
  readonly sharePercent: number | null;
  readonly retiredAt: Date | null;
  /** Who put it forward, and who approved that; null for a version from before submissions were written down. */
  readonly submittedBy: string | null;
  readonly approvedBy: string | null;
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
  readonly submissionId?: string | undefined;
  /** When entries begin, by the engine's clock; at once where absent. */
  readonly startsAt?: Date | undefined;
  /** The share of new entries that it takes at first, 1 to 99; all where absent. */
  readonly sharePercent?: number | undefined;
}

/**
 * Makes a document a version: the live one, which retires the one that was; on trial beside it, for a share of new entries;
 * or scheduled, to become one of these later. The caller holds the draft's lock.
 *
 * @returns the number of the new version
 */
export async function publishVersion(
  tx: Transaction,
  publication: Publication,
  now: Date,
): Promise<number> {
  const id = newId();
  const { flowId, startsAt, sharePercent, submissionId } = publication;
  const status =
    startsAt !== undefined ? "scheduled" : sharePercent !== undefined ? "trial" : "live";
  if (status === "live") await retireVersions(tx, flowId, ["live", "trial"], now);
  const [row] = await tx.sql<{ number: number }[]>`
    insert into flow_version (id, flow_id, number, document, template_versions, checksum, note, published_by,
      published_at, status, submission_id, starts_at, share_percent)
    select ${id}, ${flowId}, coalesce(max(number), 0) + 1, ${JSON.stringify(publication.document)}::jsonb,
      ${JSON.stringify(publication.templateVersions)}::jsonb, ${publication.checksum}::bytea, ${publication.note}::text,
      ${publication.publishedBy}::text, ${now}::timestamptz, ${status}::text, ${submissionId ?? null}::uuid,
      ${startsAt ?? null}::timestamptz, ${sharePercent ?? null}::smallint
    from flow_version where flow_id = ${flowId}
    returning number`;
  if (row === undefined) throw new Error("The version was not saved");
  if (submissionId !== undefined) {
    await tx.sql`update submission set status = 'published' where id = ${submissionId}`;
  }
  await tx.sql`update draft set based_on = ${id} where flow_id = ${flowId}`;
  return row.number;
}

export type OpenStatus = Exclude<StoredVersion["status"], "retired">;

/** @returns the numbers of the versions that nobody enters any more */
export async function retireVersions(
  tx: Transaction,
  flowId: string,
  statuses: readonly OpenStatus[],
  now: Date,
): Promise<readonly number[]> {
  const rows = await tx.sql<{ number: number }[]>`
    update flow_version set status = 'retired', retired_at = ${now}
    where flow_id = ${flowId} and status = any(${[...statuses]}::text[]) returning number`;
  return rows.map(({ number }) => number).toSorted((a, b) => a - b);
}

/** Gives the version on trial all new entries. @returns its number; undefined where none is on trial */
export async function makeTrialLive(
  tx: Transaction,
  flowId: string,
  now: Date,
): Promise<number | undefined> {
  const [trial] = await tx.sql<{ id: string; number: number }[]>`
    select id, number from flow_version where flow_id = ${flowId} and status = 'trial' for update`;
  if (trial === undefined) return undefined;
  await retireVersions(tx, flowId, ["live"], now);
  await tx.sql`update flow_version set status = 'live' where id = ${trial.id}`;
  return trial.number;
}

export interface StartedVersion {
  readonly flowId: string;
  readonly number: number;
  readonly status: "live" | "trial";
}

/** Lets the scheduled versions begin whose time has come: in their flow's turn, one after another. */
export async function startDueVersions(
  tx: Transaction,
  now: Date,
): Promise<readonly StartedVersion[]> {
  const due = await tx.sql<
    { id: string; flow_id: string; number: number; share_percent: number | null }[]
  >`
    select id, flow_id, number, share_percent from flow_version
    where status = 'scheduled' and starts_at <= ${now} order by starts_at, id for update`;
  const started: StartedVersion[] = [];
  for (const { id, flow_id: flowId, number, share_percent: share } of due) {
    const status = share === null ? "live" : "trial";
    await retireVersions(tx, flowId, status === "live" ? ["live", "trial"] : ["trial"], now);
    await tx.sql`update flow_version set status = ${status} where id = ${id}`;
    started.push({ flowId, number, status });
  }
  return started;
}

/** The newest first. */
export async function listVersions(
  tx: Transaction,
  flowId: string,
): Promise<readonly StoredVersion[]> {
  return tx.sql<StoredVersion[]>`
    select ${columns(tx)}
    from flow_version v left join submission s on s.id = v.submission_id
    where v.flow_id = ${flowId} order by v.number desc`;
}

export interface VersionDocument extends StoredVersion {
  readonly document: unknown;
  /** Template id to the version that it sends. */
  readonly templateVersions: Readonly<Record<string, number>>;
}

export async function readVersion(
  tx: Transaction,
  flowId: string,
  number: number,
): Promise<VersionDocument | undefined> {
  const [version] = await tx.sql<VersionDocument[]>`
    select ${columns(tx)}, v.document, v.template_versions as "templateVersions"
    from flow_version v left join submission s on s.id = v.submission_id
    where v.flow_id = ${flowId} and v.number = ${number}`;
  return version;
}

/** The live version of a flow, or where none is live the latest that has begun. */
export async function shownVersion(
  tx: Transaction,
  flowId: string,
): Promise<{ readonly id: string; readonly number: number } | undefined> {
  const [version] = await tx.sql<{ id: string; number: number }[]>`
    select id, number from flow_version where flow_id = ${flowId}
    order by status = 'live' desc, status <> 'scheduled' desc, number desc limit 1`;
  return version;
}

export async function versionNumbered(
  tx: Transaction,
  flowId: string,
  number: number,
): Promise<{ readonly id: string; readonly number: number } | undefined> {
  const [version] = await tx.sql<{ id: string; number: number }[]>`
    select id, number from flow_version where flow_id = ${flowId} and number = ${number}`;
  return version;
}

function columns(tx: Transaction) {
  return tx.sql`v.id, v.number, v.note, v.published_by as "publishedBy", v.published_at as "publishedAt", v.status,
    v.starts_at as "startsAt", v.share_percent as "sharePercent", v.retired_at as "retiredAt",
    s.submitted_by as "submittedBy", s.decided_by as "approvedBy", ${inFlightOf(tx)} as "inFlight"`;
}

/** I8: for every node entered = left + present, so this is who is present, without walking the runs. */
function inFlightOf({ sql }: Transaction) {
  return sql`coalesce((
    select sum(case c.metric when 'entered' then c.count else -c.count end)
    from counter c where c.version_id = v.id and c.metric in ('entered', 'left')), 0)::bigint`;
}
