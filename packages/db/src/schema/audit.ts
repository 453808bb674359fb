import { sql } from "drizzle-orm";
import { bigint, check, index, inet, jsonb, pgTable, text } from "drizzle-orm/pg-core";
import { digest, instant, oneOf } from "./columns.ts";
import { ACTOR_KINDS } from "./words.ts";

/** Who did what, append-only: a trigger refuses update, delete and truncate. Real time, whatever the clock says. */
export const audit = pgTable(
  "audit",
  {
    id: bigint({ mode: "number" }).generatedAlwaysAsIdentity().primaryKey(),
    at: instant()
      .notNull()
      .default(sql`clock_timestamp()`),
    actorKind: text({ enum: ACTOR_KINDS }).notNull(),
    actorId: text(),
    /** `flow.publish`, `sending.pause`, `account.export`. */
    action: text().notNull(),
    subjectKind: text().notNull(),
    subjectId: text().notNull(),
    /** Ids, numbers and codes; people by reference, so that erasing leaves the trail whole. */
    before: jsonb().$type<unknown>(),
    after: jsonb().$type<unknown>(),
    reason: text(),
    ip: inet(),
  },
  (t) => [
    oneOf("audit_actor_kind_known", t.actorKind, ACTOR_KINDS),
    index("audit_subject").on(t.subjectKind, t.subjectId, t.at),
    index("audit_at").on(t.at),
    index("audit_actor").on(t.actorId, t.at),
  ],
);

/** Entries that the chain has not taken in yet: a trigger puts them here, whoever writes them. */
export const auditUnsealed = pgTable("audit_unsealed", {
  auditId: bigint({ mode: "number" }).primaryKey(),
});

/**
 * The chain over the trail: each link is the digest of the one before it, of its own number and of its entry, so that
 * nothing can be changed, left out, put in or put elsewhere without every later link being wrong. Append-only, as the
 * trail is; one process at a time adds to it, behind those who write entries.
 */
export const auditLink = pgTable(
  "audit_link",
  {
    /** From 1, without gaps. */
    sequence: bigint({ mode: "number" }).primaryKey(),
    auditId: bigint({ mode: "number" })
      .notNull()
      .unique()
      .references(() => audit.id),
    hash: digest().notNull(),
    sealedAt: instant().notNull(),
  },
  (t) => [
    check("audit_link_sequence_positive", sql`${t.sequence} > 0`),
    check("audit_link_hash_whole", sql`length(${t.hash}) = 32`),
  ],
);
