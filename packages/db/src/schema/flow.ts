import { sql } from "drizzle-orm";
import {
  check,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { digest, instant, oneOf, rowId } from "./columns.ts";
import { SUBMISSION_STATUSES, VERSION_STATUSES } from "./words.ts";

/** A drawing with a name. People are named by their sign-in's id, which outlives the sign-in. */
export const flow = pgTable(
  "flow",
  {
    id: rowId().primaryKey(),
    name: text().notNull(),
    createdBy: text().notNull(),
    createdAt: instant().notNull(),
    /** Nobody enters and nothing is sent while it is set. */
    pausedAt: instant(),
    pausedReason: text(),
    archivedAt: instant(),
  },
  (t) => [
    uniqueIndex("flow_name")
      .on(sql`lower(${t.name})`)
      .where(sql`archived_at is null`),
    check("flow_pause_has_reason", sql`(${t.pausedAt} is null) = (${t.pausedReason} is null)`),
  ],
);

/** The copy being edited: one for each flow, shared by its editors. */
export const draft = pgTable(
  "draft",
  {
    flowId: uuid()
      .primaryKey()
      .references(() => flow.id),
    document: jsonb().$type<unknown>().notNull(),
    /** Grows with each save; a save names the one it read (412 otherwise). */
    revision: integer().notNull(),
    /** The version that it started from. */
    basedOn: uuid().references(() => flowVersion.id),
    updatedBy: text().notNull(),
    updatedAt: instant().notNull(),
  },
  (t) => [
    check("draft_revision_positive", sql`${t.revision} > 0`),
    index("draft_based_on").on(t.basedOn),
  ],
);

/** Who changed what in a draft, and in which order. */
export const draftChange = pgTable(
  "draft_change",
  {
    flowId: uuid()
      .notNull()
      .references(() => flow.id),
    revision: integer().notNull(),
    author: text().notNull(),
    at: instant().notNull(),
    /** The edits as data, and the sentence that says them. */
    edits: jsonb().$type<unknown>().notNull(),
    summary: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.flowId, t.revision] })],
);

/** A draft put forward for publishing, frozen as it was. */
export const submission = pgTable(
  "submission",
  {
    id: rowId().primaryKey(),
    flowId: uuid()
      .notNull()
      .references(() => flow.id),
    revision: integer().notNull(),
    document: jsonb().$type<unknown>().notNull(),
    note: text().notNull(),
    submittedBy: text().notNull(),
    submittedAt: instant().notNull(),
    status: text({ enum: SUBMISSION_STATUSES }).notNull().default("submitted"),
    decidedBy: text(),
    decidedAt: instant(),
    decisionReason: text(),
  },
  (t) => [
    oneOf("submission_status_known", t.status, SUBMISSION_STATUSES),
    check(
      "submission_decided",
      sql`(${t.status} = 'submitted') = (${t.decidedAt} is null) and (${t.status} = 'submitted') = (${t.decidedBy} is null)`,
    ),
    check(
      "submission_four_eyes",
      sql`${t.status} not in ('approved', 'changes_requested') or ${t.decidedBy} <> ${t.submittedBy}`,
    ),
    check(
      "submission_refusal_has_reason",
      sql`${t.status} <> 'changes_requested' or ${t.decisionReason} is not null`,
    ),
    uniqueIndex("submission_one_waiting")
      .on(t.flowId)
      .where(sql`status = 'submitted'`),
    index("submission_flow").on(t.flowId),
  ],
);

/** A published copy. I1: it never changes; a trigger lets nothing but its status move, from live to retired. */
export const flowVersion = pgTable(
  "flow_version",
  {
    id: rowId().primaryKey(),
    flowId: uuid()
      .notNull()
      .references(() => flow.id),
    number: integer().notNull(),
    document: jsonb().$type<unknown>().notNull(),
    /** Template id to the version that this one sends. */
    templateVersions: jsonb().$type<Readonly<Record<string, number>>>().notNull(),
    /** SHA-256 of the document as canonical JSON. */
    checksum: digest().notNull(),
    submissionId: uuid().references(() => submission.id),
    note: text().notNull(),
    publishedBy: text().notNull(),
    publishedAt: instant().notNull(),
    status: text({ enum: VERSION_STATUSES }).notNull(),
    retiredAt: instant(),
  },
  (t) => [
    unique("flow_version_number").on(t.flowId, t.number),
    oneOf("flow_version_status_known", t.status, VERSION_STATUSES),
    check("flow_version_retired", sql`(${t.status} = 'retired') = (${t.retiredAt} is not null)`),
    check("flow_version_number_positive", sql`${t.number} > 0`),
    uniqueIndex("flow_version_one_live")
      .on(t.flowId)
      .where(sql`status = 'live'`),
    index("flow_version_submission").on(t.submissionId),
  ],
);

/** Up to when a lane has taken accounts in on a version's schedule: each occurrence takes in once. */
export const scheduleTaken = pgTable(
  "schedule_taken",
  {
    versionId: uuid()
      .notNull()
      .references(() => flowVersion.id),
    lane: smallint().notNull(),
    until: instant().notNull(),
  },
  (t) => [primaryKey({ columns: [t.versionId, t.lane] })],
);
