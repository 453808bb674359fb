import { randomUUIDv7 } from "node:crypto";

/** Rows of one debtor, and the work on them, carry one of these numbers. */
export const SHARD_COUNT = 128;

/** The shards that one tick takes together. */
export const SHARDS_PER_LANE = 8;

/**
 * A version 7 id (RFC 9562). It is made here, not in the database, wherever something is encrypted for the row:
 * the ciphertext is bound to the id, which must therefore be known first. Of two made in one millisecond either may
 * sort first; the database's own `uuidv7()` keeps the order in which one connection makes them.
 */
export function newId(): string {
  return randomUUIDv7();
}

/** The last seven bits of the id, which are random in versions 4 and 7. The database checks it with `shard_of`. */
export function shardOf(debtorId: string): number {
  return Number.parseInt(debtorId.slice(-2), 16) & (SHARD_COUNT - 1);
}
