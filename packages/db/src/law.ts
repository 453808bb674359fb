import type { Sql, Transaction } from "./connect.ts";
import type { LAW_DOCUMENT_KINDS } from "./schema/words.ts";

/** A rule pack or a table as it was read; its digest names it for ever. */
export interface LawDocument {
  readonly digest: string;
  readonly kind: (typeof LAW_DOCUMENT_KINDS)[number];
  readonly name: string;
  readonly version: string;
  readonly document: unknown;
}

export interface StoredLawDocument extends LawDocument {
  readonly firstSeen: Date;
}

export interface StoredLawRevision {
  readonly id: number;
  readonly madeAt: Date;
  readonly madeBy: string;
  readonly reason: string;
  readonly composition: unknown;
}

/** Keeps documents that are not there yet. */
export async function keepLawDocuments(
  { sql }: Transaction,
  documents: readonly LawDocument[],
  now: Date,
): Promise<void> {
  for (const { digest, kind, name, version, document } of documents) {
    await sql`
      insert into law_document (digest, kind, name, version, document, first_seen)
      values (${digest}, ${kind}, ${name}, ${version}, ${JSON.stringify(document)}::text::jsonb, ${now})
      on conflict (digest) do nothing`;
  }
}

/** Lets one transaction at a time make a revision, so that numbers follow the order of commits; readers go on. */
export async function lockLaw({ sql }: Transaction): Promise<void> {
  await sql`lock table law_revision in share row exclusive mode`;
}

export async function newestLawRevision(sql: Sql): Promise<StoredLawRevision | undefined> {
  const [row] = await sql<StoredLawRevision[]>`
    select id, made_at as "madeAt", made_by as "madeBy", reason, composition
    from law_revision order by id desc limit 1`;
  return row;
}

/** The number of the newest; 0 where none was made yet. */
export async function newestLawId(sql: Sql): Promise<number> {
  const [row] = await sql<{ id: number | null }[]>`select max(id) as id from law_revision`;
  return row?.id ?? 0;
}

export async function readLawRevision(
  sql: Sql,
  id: number,
): Promise<StoredLawRevision | undefined> {
  const [row] = await sql<StoredLawRevision[]>`
    select id, made_at as "madeAt", made_by as "madeBy", reason, composition
    from law_revision where id = ${id}`;
  return row;
}

/** The newest first. */
export async function listLawRevisions(
  sql: Sql,
  limit: number,
): Promise<readonly StoredLawRevision[]> {
  return sql<StoredLawRevision[]>`
    select id, made_at as "madeAt", made_by as "madeBy", reason, composition
    from law_revision order by id desc limit ${limit}`;
}

/** Call it under `lockLaw`. */
export async function addLawRevision(
  { sql }: Transaction,
  revision: Omit<StoredLawRevision, "id">,
): Promise<number> {
  const [row] = await sql<{ id: number }[]>`
    insert into law_revision (made_at, made_by, reason, composition)
    values (${revision.madeAt}, ${revision.madeBy}, ${revision.reason},
      ${JSON.stringify(revision.composition)}::text::jsonb)
    returning id`;
  if (row === undefined) throw new Error("The revision was not written");
  return row.id;
}

export async function readLawDocuments(
  sql: Sql,
  digests: readonly string[],
): Promise<ReadonlyMap<string, StoredLawDocument>> {
  const rows = await sql<StoredLawDocument[]>`
    select digest, kind, name, version, document, first_seen as "firstSeen"
    from law_document where digest = any(${digests}::text[])`;
  return new Map(rows.map((row) => [row.digest, row]));
}

/** Every version of a pack that was ever here, the newest first. */
export async function packDocuments(
  sql: Sql,
  packId: string,
): Promise<readonly StoredLawDocument[]> {
  return sql<StoredLawDocument[]>`
    select digest, kind, name, version, document, first_seen as "firstSeen"
    from law_document where kind = 'pack' and name = ${packId} order by first_seen desc, digest`;
}

export interface PortfolioLaw {
  readonly id: string;
  readonly name: string;
  readonly clientName: string;
  readonly zone: string;
  readonly collectorKind: string;
  readonly subdivision: string | null;
  readonly packIds: readonly string[];
}

/** Under which packs the portfolios are collected, by name. */
export async function portfolioLaws(sql: Sql): Promise<readonly PortfolioLaw[]> {
  return sql<PortfolioLaw[]>`
    select portfolio.id, portfolio.name, client.name as "clientName", zone, collector_kind as "collectorKind",
      subdivision, pack_ids as "packIds"
    from portfolio join client on client.id = client_id order by client.name, portfolio.name, portfolio.id`;
}
