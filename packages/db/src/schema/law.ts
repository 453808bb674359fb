import { sql } from "drizzle-orm";
import { check, index, integer, jsonb, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { instant, oneOf, rowId } from "./columns.ts";
import { portfolio } from "./portfolio.ts";
import { LAW_DOCUMENT_KINDS } from "./words.ts";

/** Every rule pack, holiday table and zone table that this installation has had, so that old verdicts can be asked again. */
export const lawDocument = pgTable(
  "law_document",
  {
    /** SHA-256 of the document with its keys in order, in hex. */
    digest: text().primaryKey(),
    kind: text({ enum: LAW_DOCUMENT_KINDS }).notNull(),
    /** The pack's id; of a table its kind. */
    name: text().notNull(),
    version: text().notNull(),
    document: jsonb().$type<unknown>().notNull(),
    firstSeen: instant().notNull(),
  },
  (t) => [
    oneOf("law_document_kind_known", t.kind, LAW_DOCUMENT_KINDS),
    check("law_document_digest_form", sql`${t.digest} ~ '^[0-9a-f]{64}$'`),
    index("law_document_name").on(t.kind, t.name, t.firstSeen),
  ],
);

/**
 * The law of the installation, append-only: each change makes a row with all of it, and every verdict names the one that
 * it was taken under. Numbers follow the order of commits, since whoever makes one locks the table.
 */
export const lawRevision = pgTable("law_revision", {
  id: integer().primaryKey().generatedAlwaysAsIdentity(),
  /** Real time, whatever the clock says. */
  madeAt: instant().notNull(),
  madeBy: text().notNull(),
  reason: text().notNull(),
  composition: jsonb().$type<unknown>().notNull(),
});

/** Stricter windows and caps of the house. What holds now is in the composition; this keeps who added and ended each. */
export const houseRule = pgTable(
  "house_rule",
  {
    id: rowId().primaryKey(),
    /** Null: for all. */
    portfolioId: uuid().references(() => portfolio.id),
    rule: jsonb().$type<unknown>().notNull(),
    addedBy: text().notNull(),
    addedAt: instant().notNull(),
    endedBy: text(),
    endedAt: instant(),
    endedReason: text(),
  },
  (t) => [
    index("house_rule_portfolio").on(t.portfolioId),
    check(
      "house_rule_end_is_whole",
      sql`(${t.endedAt} is null) = (${t.endedBy} is null) and (${t.endedAt} is null) = (${t.endedReason} is null)`,
    ),
  ],
);
