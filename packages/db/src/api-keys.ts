import type { Transaction } from "./connect.ts";
import type { API_SCOPES } from "./schema/words.ts";

type Scope = (typeof API_SCOPES)[number];

export interface NewApiKey {
  readonly id: string;
  /** Of the system that has it: lower-case letters, digits and hyphens. */
  readonly name: string;
  readonly scopes: readonly Scope[];
  /** SHA-256 of its secret. */
  readonly hash: Uint8Array;
  readonly madeBy: string;
}

export interface StoredApiKey {
  readonly id: string;
  readonly name: string;
  readonly scopes: readonly Scope[];
  readonly madeBy: string;
  readonly madeAt: Date;
  readonly lastUsedAt: Date | null;
  readonly revokedAt: Date | null;
}

/** A key by its id, or by the name that only one key in use has. */
export type ApiKeyInUse = { readonly id: string } | { readonly name: string };

/** How exactly the last use is known: not every request needs a write. */
const LAST_USED_WITHIN_MS = 60_000;

/** @returns false where a key of that name is in use */
export async function addApiKey(
  { sql }: Transaction,
  { id, name, scopes, hash, madeBy }: NewApiKey,
  now: Date,
): Promise<boolean> {
  const { count } = await sql`
    insert into api_key (id, name, scopes, hash, made_by, made_at)
    values (${id}, ${name}, ${[...scopes]}, ${hash}, ${madeBy}, ${now})
    on conflict (name) where revoked_at is null do nothing`;
  return count > 0;
}

/** @returns the id of the key that was revoked; undefined where no such key is in use */
export async function revokeApiKey(
  { sql }: Transaction,
  { key, revokedBy }: { readonly key: ApiKeyInUse; readonly revokedBy: string },
  now: Date,
): Promise<string | undefined> {
  const [revoked] = await sql<{ id: string }[]>`
    update api_key set revoked_at = ${now}, revoked_by = ${revokedBy}
    where ${"id" in key ? sql`id = ${key.id}` : sql`name = ${key.name}`} and revoked_at is null
    returning id`;
  return revoked?.id;
}

/** Those in use first, then by name. */
export async function listApiKeys({ sql }: Transaction): Promise<readonly StoredApiKey[]> {
  return sql<StoredApiKey[]>`
    select id, name, scopes, made_by as "madeBy", made_at as "madeAt", last_used_at as "lastUsedAt",
      revoked_at as "revokedAt"
    from api_key order by revoked_at is not null, name, made_at`;
}

/** A key that is in use, with the digest of its secret. */
export async function findApiKey(
  { sql }: Transaction,
  id: string,
): Promise<(Pick<StoredApiKey, "id" | "name" | "scopes"> & { hash: Uint8Array }) | undefined> {
  const [key] = await sql<(Pick<StoredApiKey, "id" | "name" | "scopes"> & { hash: Uint8Array })[]>`
    select id, name, scopes, hash from api_key where id = ${id} and revoked_at is null`;
  return key;
}

/** Notes, to the minute, that a key was used. */
export async function noteApiKeyUse({ sql }: Transaction, id: string, now: Date): Promise<void> {
  const before = new Date(now.getTime() - LAST_USED_WITHIN_MS);
  await sql`
    update api_key set last_used_at = ${now}
    where id = ${id} and (last_used_at is null or last_used_at < ${before})`;
}
