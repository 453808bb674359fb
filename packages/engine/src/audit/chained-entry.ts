import { createHash } from "node:crypto";
import type { Sql } from "@fairflow/db";

/** Before the first link. */
export const BEGINNING: Uint8Array = new Uint8Array(32);

/** An entry of the trail as the chain takes it in, with what a message about it says. */
export interface ChainedEntry {
  readonly id: number;
  readonly atMs: number;
  readonly action: string;
  /** All its columns, as `entryText` writes them. */
  readonly text: string;
}

/**
 * An entry in one canonical form: a JSON array of all its columns in the order of the table, the instant in whole
 * microseconds since 1970. PostgreSQL keeps jsonb in one form whatever it was written in, so its text stands for it.
 */
export function entryText(sql: Sql) {
  return sql`jsonb_build_array(
    audit.id, (extract(epoch from audit.at) * 1000000)::bigint, audit.actor_kind, audit.actor_id, audit.action,
    audit.subject_kind, audit.subject_id, audit.before::text, audit.after::text, audit.reason, audit.ip::text
  )::text`;
}

/** SHA-256 over the link before, the number of this one, when it was made, and its entry. */
export function linkHash(
  previous: Uint8Array,
  link: { readonly sequence: number; readonly sealedAt: Date; readonly text: string },
): Uint8Array {
  return createHash("sha256")
    .update(previous)
    .update(`${link.sequence}\n${link.sealedAt.toISOString()}\n${link.text}`)
    .digest();
}
