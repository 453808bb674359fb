import { createHash, randomBytes } from "node:crypto";
import type { Transaction } from "./connect.ts";
import { keyringOf, seal, unseal, type Keyring } from "./encryption.ts";

const KEY_BYTES = 32;

/** A new data key is written with only when every process has had time to read it. */
const SETTLING_MS = 5 * 60_000;

/** The key that wraps all others; it comes from the environment or a file and is never stored. */
export interface MasterKey {
  /** The first 16 hex digits of its digest: says which key it is, and nothing about it. */
  readonly id: string;
  readonly bytes: Uint8Array;
}

/** Keys that none of the given master keys opens. Without them personal data cannot be read. */
export class MasterKeyError extends Error {
  override readonly name = "MasterKeyError";
}

interface KeyRow {
  readonly id: number;
  readonly purpose: "data" | "lookup" | "link";
  readonly wrapped: Uint8Array;
  readonly master_key_id: string;
  readonly created_at: Date;
}

interface OpenKey {
  readonly id: number;
  readonly purpose: KeyRow["purpose"];
  readonly createdMs: number;
  readonly bytes: Uint8Array;
}

/** @throws MasterKeyError unless the text is 32 bytes as base64, base64url or hex */
export function parseMasterKey(text: string): MasterKey {
  const trimmed = text.trim();
  const encoding = /^[0-9a-fA-F]{64}$/.test(trimmed) ? "hex" : "base64";
  const bytes = Buffer.from(trimmed, encoding);
  if (bytes.length !== KEY_BYTES || !/^[0-9A-Za-z+/_=-]+$/.test(trimmed)) {
    throw new MasterKeyError("A master key is 32 bytes, written as base64 or as 64 hex digits.");
  }
  return { id: createHash("sha256").update(bytes).digest("hex").slice(0, 16), bytes };
}

/** What `FAIRFLOW_KEY` or the key file may hold. */
export function generateMasterKey(): string {
  return randomBytes(KEY_BYTES).toString("base64url");
}

/**
 * Reads the keys, and makes those that are missing. While the master key is changed, give the new one first and the
 * old one after it; `rewrapKeys` then makes the old one unnecessary.
 *
 * @param now real time
 * @throws MasterKeyError when a key was wrapped by none of the master keys
 */
export async function openKeyring(
  tx: Transaction,
  masterKeys: readonly [MasterKey, ...MasterKey[]],
  now: Date,
): Promise<Keyring> {
  await lockKeys(tx);
  let keys = openKeys(await readKeys(tx), masterKeys);
  const missing = (["data", "lookup", "link"] as const).filter(
    (purpose) => !keys.some((key) => key.purpose === purpose),
  );
  if (missing.length > 0) {
    for (const purpose of missing) await addKey(tx, { purpose, masterKey: masterKeys[0], now });
    keys = openKeys(await readKeys(tx), masterKeys);
  }
  const data = keys.filter((key) => key.purpose === "data");
  const settled = data.filter((key) => key.createdMs <= now.getTime() - SETTLING_MS);
  const current = settled.at(-1) ?? data[0];
  const lookup = keys.find((key) => key.purpose === "lookup");
  const link = keys.findLast((key) => key.purpose === "link");
  if (current === undefined || lookup === undefined || link === undefined) {
    throw new MasterKeyError("The table of keys is incomplete.");
  }
  return keyringOf({
    data: new Map(data.map((key) => [key.id, key.bytes])),
    current: current.id,
    lookup: lookup.bytes,
    link: link.bytes,
  });
}

/** Adds a data key. Processes write with it once it is five minutes old; the earlier ones stay readable. */
export async function rotateDataKey(
  tx: Transaction,
  masterKey: MasterKey,
  now: Date,
): Promise<void> {
  await lockKeys(tx);
  await tx.sql`update wrapped_key set retired_at = ${now} where purpose = 'data' and retired_at is null`;
  await addKey(tx, { purpose: "data", masterKey, now });
}

/** Wraps every key by the first master key, so that the others can be thrown away. */
export async function rewrapKeys(
  tx: Transaction,
  masterKeys: readonly [MasterKey, ...MasterKey[]],
): Promise<void> {
  await lockKeys(tx);
  const [masterKey] = masterKeys;
  for (const { id, purpose, bytes } of openKeys(await readKeys(tx), masterKeys)) {
    await tx.sql`
      update wrapped_key
      set wrapped = ${seal(masterKey.bytes, aadOf(purpose), bytes)}, master_key_id = ${masterKey.id}
      where id = ${id}`;
  }
}

async function lockKeys(tx: Transaction): Promise<void> {
  await tx.sql`select pg_advisory_xact_lock(hashtext('wrapped_key'))`;
}

async function readKeys(tx: Transaction): Promise<readonly KeyRow[]> {
  return tx.sql<KeyRow[]>`
    select id, purpose, wrapped, master_key_id, created_at from wrapped_key order by id`;
}

function openKeys(rows: readonly KeyRow[], masterKeys: readonly MasterKey[]): readonly OpenKey[] {
  const unopened = new Set<string>();
  const keys: OpenKey[] = [];
  for (const row of rows) {
    const masterKey = masterKeys.find(({ id }) => id === row.master_key_id);
    if (masterKey === undefined) {
      unopened.add(row.master_key_id);
      continue;
    }
    const bytes = unseal(masterKey.bytes, aadOf(row.purpose), row.wrapped);
    keys.push({ id: row.id, purpose: row.purpose, createdMs: row.created_at.getTime(), bytes });
  }
  if (unopened.size > 0) {
    throw new MasterKeyError(
      `The database was encrypted under the master key ${[...unopened].join(", ")}; the given one is ${masterKeys.map(({ id }) => id).join(", ")}.`,
    );
  }
  return keys;
}

async function addKey(
  tx: Transaction,
  key: { purpose: KeyRow["purpose"]; masterKey: MasterKey; now: Date },
): Promise<void> {
  const { purpose, masterKey, now } = key;
  const wrapped = seal(masterKey.bytes, aadOf(purpose), randomBytes(KEY_BYTES));
  await tx.sql`
    insert into wrapped_key (purpose, wrapped, master_key_id, created_at)
    values (${purpose}, ${wrapped}, ${masterKey.id}, ${now})`;
}

function aadOf(purpose: KeyRow["purpose"]): string {
  return JSON.stringify(["wrapped_key", purpose]);
}
