import type { Transaction } from "./connect.ts";
import type { PROVIDER_PURPOSES } from "./schema/words.ts";

export type ProviderPurpose = (typeof PROVIDER_PURPOSES)[number];

/** Somebody that messages or money go through; its secrets are read apart from it. */
export interface StoredProvider {
  readonly id: string;
  readonly kind: string;
  readonly name: string;
  readonly purpose: ProviderPurpose;
  /** Parsed by whoever knows the kind. */
  readonly config: unknown;
  readonly isOn: boolean;
  readonly isLive: boolean;
  readonly isDefault: boolean;
  readonly portfolioIds: readonly string[];
  readonly changedBy: string;
  readonly changedAt: Date;
  readonly removedAt: Date | null;
  readonly testedAt: Date | null;
  readonly testPassed: boolean | null;
  readonly testAnswer: string | null;
}

export interface ProviderSettings {
  readonly name: string;
  readonly config: unknown;
  readonly isLive: boolean;
  readonly portfolioIds: readonly string[];
}

export interface NewProvider extends ProviderSettings {
  readonly id: string;
  readonly kind: string;
  readonly purpose: ProviderPurpose;
}

/** Who changes it, and when in real time. */
export interface ChangedBy {
  readonly by: string;
  readonly now: Date;
}

/**
 * Held by whoever changes a provider or moves the clock: of the two that exclude each other, only one can be looked at and
 * changed at a time, and the newest revision is always the last to commit.
 */
export async function lockProviders({ sql }: Transaction): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('provider'))`;
}

/** Those that were removed too, so that what they once took can be named; by name. */
export async function listProviders({ sql }: Transaction): Promise<readonly StoredProvider[]> {
  return sql<StoredProvider[]>`
    select id, kind, name, purpose, config, is_on as "isOn", is_live as "isLive", is_default as "isDefault",
      portfolio_ids as "portfolioIds", changed_by as "changedBy", changed_at as "changedAt",
      removed_at as "removedAt", tested_at as "testedAt", test_passed as "testPassed", test_answer as "testAnswer"
    from provider order by lower(name), id`;
}

/** One that is set up now. */
export async function readProvider(
  tx: Transaction,
  id: string,
): Promise<StoredProvider | undefined> {
  const all = await listProviders(tx);
  return all.find((each) => each.id === id && each.removedAt === null);
}

/** It grows with each change to any provider; 0 where there never was one. */
export async function providersRevision({ sql }: Transaction): Promise<number> {
  const [row] = await sql<{ revision: number }[]>`
    select coalesce(max(revision), 0)::int as revision from provider`;
  return row?.revision ?? 0;
}

/** Whether somebody could be reached, or money moved, by a provider that is switched on. */
export async function isLiveProviderOn({ sql }: Transaction): Promise<boolean> {
  const rows = await sql`select from provider where is_on and is_live limit 1`;
  return rows.length > 0;
}

/** Off, and nobody's default. @returns false where another has its name */
export async function addProvider(
  tx: Transaction,
  { id, kind, name, purpose, config, isLive, portfolioIds }: NewProvider,
  { by, now }: ChangedBy,
): Promise<boolean> {
  await lockProviders(tx);
  const { count } = await tx.sql`
    insert into provider (id, kind, name, purpose, config, is_live, portfolio_ids, revision, created_by, created_at,
      changed_by, changed_at)
    values (${id}, ${kind}, ${name}, ${purpose}, ${JSON.stringify(config)}::jsonb, ${isLive},
      ${[...portfolioIds]}::uuid[], ${await nextRevision(tx)}, ${by}, ${now}, ${by}, ${now})
    on conflict (lower(name)) where removed_at is null do nothing`;
  return count > 0;
}

/** @returns false where another has its name */
export async function changeProvider(
  tx: Transaction,
  id: string,
  { name, config, isLive, portfolioIds, by, now }: ProviderSettings & ChangedBy,
): Promise<boolean> {
  await lockProviders(tx);
  const taken = await tx.sql`
    select from provider where lower(name) = lower(${name}) and removed_at is null and id <> ${id}`;
  if (taken.length > 0) return false;
  await tx.sql`
    update provider set name = ${name}, config = ${JSON.stringify(config)}::jsonb, is_live = ${isLive},
      portfolio_ids = ${[...portfolioIds]}::uuid[], revision = ${await nextRevision(tx)}, changed_by = ${by}, changed_at = ${now}
    where id = ${id} and removed_at is null`;
  return true;
}

/** Switches one on or off; the default of its purpose is the one that became it last. */
export async function switchProvider(
  tx: Transaction,
  id: string,
  { isOn, isDefault, by, now }: { readonly isOn: boolean; readonly isDefault: boolean } & ChangedBy,
): Promise<void> {
  await lockProviders(tx);
  if (isDefault) {
    await tx.sql`
      update provider set is_default = false
      where is_default and id <> ${id} and purpose = (select purpose from provider where id = ${id})`;
  }
  await tx.sql`
    update provider set is_on = ${isOn}, is_default = ${isOn && isDefault}, revision = ${await nextRevision(tx)},
      changed_by = ${by}, changed_at = ${now}
    where id = ${id} and removed_at is null`;
}

/** Switches it off for good and forgets its secrets; its name is free again. */
export async function removeProvider(
  tx: Transaction,
  id: string,
  { by, now }: ChangedBy,
): Promise<void> {
  await lockProviders(tx);
  await tx.sql`delete from provider_secret where provider_id = ${id}`;
  await tx.sql`
    update provider set removed_at = ${now}, is_on = false, is_default = false, revision = ${await nextRevision(tx)},
      changed_by = ${by}, changed_at = ${now}
    where id = ${id} and removed_at is null`;
}

/** Tells all processes that what belongs to it has changed. */
export async function touchProvider(
  tx: Transaction,
  id: string,
  { by, now }: ChangedBy,
): Promise<void> {
  await lockProviders(tx);
  await tx.sql`
    update provider set revision = ${await nextRevision(tx)}, changed_by = ${by}, changed_at = ${now}
    where id = ${id} and removed_at is null`;
}

/** What it said itself when its settings were tried out. */
export async function noteProviderTest(
  { sql }: Transaction,
  id: string,
  {
    passed,
    answer,
    now,
  }: { readonly passed: boolean; readonly answer: string; readonly now: Date },
): Promise<void> {
  await sql`
    update provider set tested_at = ${now}, test_passed = ${passed}, test_answer = ${answer} where id = ${id}`;
}

/** The caller holds the lock. */
async function nextRevision(tx: Transaction): Promise<number> {
  return (await providersRevision(tx)) + 1;
}
