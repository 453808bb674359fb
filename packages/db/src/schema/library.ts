import { PURPOSES } from "@fairflow/compliance/vocabulary";
import { sql } from "drizzle-orm";
import { check, integer, jsonb, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
import { instant, oneOf, plainBytes } from "./columns.ts";
import { IMAGE_TYPES, TEMPLATE_CHANNELS } from "./words.ts";

/** The words of a template in one language, as Liquid that renders to plain text. */
export interface TemplateText {
  readonly subject?: string;
  readonly body: string;
  /** How it looks, as the template package reads it. */
  readonly design?: unknown;
  readonly isOwnText?: true;
}

/** A named, saved condition. Flows name it by its id, which travels in exports. */
export const segment = pgTable(
  "segment",
  {
    id: text().primaryKey(),
    name: text().notNull(),
    /** Runs ask the current version, and each step records which one that was. */
    currentVersion: integer().notNull(),
    createdAt: instant().notNull(),
    archivedAt: instant(),
  },
  (t) => [
    check("segment_id_form", sql`${t.id} ~ '^[A-Za-z0-9_-]{1,64}$'`),
    uniqueIndex("segment_name")
      .on(sql`lower(${t.name})`)
      .where(sql`archived_at is null`),
  ],
);

/** Never changes: a trigger refuses update and delete. */
export const segmentVersion = pgTable(
  "segment_version",
  {
    segmentId: text()
      .notNull()
      .references(() => segment.id),
    number: integer().notNull(),
    criteria: jsonb().$type<unknown>().notNull(),
    createdBy: text().notNull(),
    createdAt: instant().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.segmentId, t.number] }),
    check("segment_version_number_positive", sql`${t.number} > 0`),
  ],
);

export const template = pgTable(
  "template",
  {
    id: text().primaryKey(),
    name: text().notNull(),
    channel: text({ enum: TEMPLATE_CHANNELS }).notNull(),
    purpose: text({ enum: PURPOSES }),
    currentVersion: integer().notNull(),
    createdAt: instant().notNull(),
    archivedAt: instant(),
  },
  (t) => [
    check("template_id_form", sql`${t.id} ~ '^[A-Za-z0-9_-]{1,64}$'`),
    oneOf("template_channel_known", t.channel, TEMPLATE_CHANNELS),
    oneOf("template_purpose_known", t.purpose, PURPOSES),
    uniqueIndex("template_name")
      .on(sql`lower(${t.name})`)
      .where(sql`archived_at is null`),
  ],
);

/** Never changes: a trigger refuses update and delete. Published flow versions pin its number. */
export const templateVersion = pgTable(
  "template_version",
  {
    templateId: text()
      .notNull()
      .references(() => template.id),
    number: integer().notNull(),
    /** By language (BCP 47). */
    languages: jsonb().$type<Readonly<Record<string, TemplateText>>>().notNull(),
    /** What the designs of its e-mails compiled to when it was saved, by language: HTML with the Liquid of its texts. */
    html: jsonb().$type<Readonly<Record<string, string>>>().notNull().default({}),
    /** The languages to take, in this order, where there is no text in one that the debtor reads. */
    fallback: text().array().notNull().default([]),
    createdBy: text().notNull(),
    createdAt: instant().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.templateId, t.number] }),
    check("template_version_number_positive", sql`${t.number} > 0`),
    check(
      "template_version_has_language",
      sql`jsonb_typeof(${t.languages}) = 'object' and ${t.languages} <> '{}'::jsonb`,
    ),
  ],
);

/** An image of templates, by the SHA-256 of its bytes: the same file is there once, and never changes. */
export const templateImage = pgTable(
  "template_image",
  {
    id: text().primaryKey(),
    mediaType: text({ enum: IMAGE_TYPES }).notNull(),
    widthPx: integer().notNull(),
    heightPx: integer().notNull(),
    bytes: plainBytes().notNull(),
    uploadedBy: text().notNull(),
    uploadedAt: instant().notNull(),
  },
  (t) => [
    check("template_image_id_form", sql`${t.id} ~ '^[0-9a-f]{64}$'`),
    oneOf("template_image_type_known", t.mediaType, IMAGE_TYPES),
    check("template_image_size", sql`least(${t.widthPx}, ${t.heightPx}) > 0`),
  ],
);
