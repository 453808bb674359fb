import { sql } from "drizzle-orm";
import { check, jsonb, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { instant, rowId } from "./columns.ts";
import { flow } from "./flow.ts";

/** A saved test of a flow: made-up facts only, never those of a debtor. Whoever puts a draft forward needs all to pass. */
export const scenario = pgTable(
  "scenario",
  {
    id: rowId().primaryKey(),
    flowId: uuid()
      .notNull()
      .references(() => flow.id),
    name: text().notNull(),
    /** `fairflow.scenario/1`, parsed by who reads it. */
    document: jsonb().$type<unknown>().notNull(),
    createdBy: text().notNull(),
    createdAt: instant().notNull(),
    changedBy: text().notNull(),
    changedAt: instant().notNull(),
  },
  (t) => [
    uniqueIndex("scenario_name").on(t.flowId, sql`lower(${t.name})`),
    check("scenario_has_name", sql`${t.name} <> ''`),
  ],
);
