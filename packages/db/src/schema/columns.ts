import { type AnyPgColumn, check, customType, timestamp, uuid } from "drizzle-orm/pg-core";
import { sql } from "drizzle-orm";

/** A moment, always with its zone. */
export function instant() {
  return timestamp({ withTimezone: true });
}

const bytes = customType<{ data: Uint8Array; driverData: Uint8Array }>({
  dataType: () => "bytea",
});

/** What a data key encrypted (see `encryption.ts`); null where nothing is known or where it was erased. */
export function ciphertext() {
  return bytes();
}

/** Bytes that are no secret and nobody's. */
export function plainBytes() {
  return bytes();
}

/** A digest or a keyed one (HMAC-SHA-256): 32 bytes. */
export function digest() {
  return bytes();
}

/**
 * A version 7 id, so that rows written together lie together. Code that encrypts makes the id itself
 * (`newId`), because the ciphertext is bound to it; the default serves `insert ... select`.
 */
export function rowId() {
  return uuid()
    .notNull()
    .default(sql`uuidv7()`);
}

/** `create type ... as enum` cannot lose a value again; a check can. */
export function oneOf(name: string, column: AnyPgColumn, values: readonly string[]) {
  const list = values.map((value) => `'${value}'`).join(", ");
  return check(name, sql`${column} in (${sql.raw(list)})`);
}

/** The shard of a row is that of its debtor: the last seven bits of the id, as `shardOf` reads them. */
export function shardIsOf(name: string, shard: AnyPgColumn, debtorId: AnyPgColumn) {
  return check(name, sql`${shard} = get_byte(uuid_send(${debtorId}), 15) & 127`);
}
