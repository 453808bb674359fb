import { sql } from "drizzle-orm";
import { bigint, index, inet, jsonb, pgTable, text } from "drizzle-orm/pg-core";
import { instant, oneOf } from "./columns.ts";
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
