import { sql } from "drizzle-orm";
import {
  boolean,
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
    /** Nobody enters while it is set; whoever is inside goes on. */
    entriesStoppedAt: instant(),
    entriesStoppedReason: text(),
    archivedAt: instant(),
  },
  (t) => [
    uniqueIndex("flow_name")
      .on(sql`lower(${t.name})`)
      .where(sql`archived_at is null`),
    check("flow_pause_has_reason", sql`(${t.pausedAt} is null) = (${t.pausedReason} is null)`),
    check(
      "flow_stopped_entries_have_reason",
      sql`(${t.entriesStoppedAt} is null) = (${t.entriesStoppedReason} is null)`,
    ),
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

/** Who has a flow's draft open, and which step of it: one row for each window, which says so again and again. */
export const presence = pgTable(
  "presence",
  {
    windowId: uuid().primaryKey(),
    flowId: uuid()
      .notNull()
      .references(() => flow.id),
    userId: text().notNull(),
    nodeId: text(),
    /** Real time. */
    seenAt: instant().notNull(),
  },
  (t) => [index("presence_flow").on(t.flowId)],
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
    /** Whoever changed the draft since the version before, beside the one who put it forward. */
    authors: text().array().notNull().default([]),
    /** Whether somebody else than its authors must decide; false where the installation has switched that off. */
    fourEyes: boolean().notNull().default(true),
    /** Template id to the version that whoever decides is shown; null where none was written down. */
    templateVersions: jsonb().$type<Readonly<Record<string, number>>>(),
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
      sql`not ${t.fourEyes} or ${t.status} in ('submitted', 'withdrawn') or (${t.decidedBy} <> ${t.submittedBy} and ${t.decidedBy} <> all (${t.authors}))`,
    ),
    check(
      "submission_refusal_has_reason",
      sql`${t.status} <> 'changes_requested' or ${t.decisionReason} is not null`,
    ),
    uniqueIndex("submission_one_open")
      .on(t.flowId)
      .where(sql`status in ('submitted', 'approved')`),
    index("submission_flow").on(t.flowId),
  ],
);

/**
 * A published copy. I1: it never changes; a trigger lets nothing but its status move: from scheduled to trial or live, from
 * trial to live, and from any of them to retired.
 */
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
    /** When entries begin, by the engine's clock; null where they began at once. */
    startsAt: instant(),
    /** Of those who enter, the share that goes through it while it is on trial; null where all do. */
    sharePercent: smallint(),
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
    uniqueIndex("flow_version_one_trial")
      .on(t.flowId)
      .where(sql`status = 'trial'`),
    uniqueIndex("flow_version_one_scheduled")
      .on(t.flowId)
      .where(sql`status = 'scheduled'`),
    check("flow_version_scheduled", sql`${t.status} <> 'scheduled' or ${t.startsAt} is not null`),
    check("flow_version_trial", sql`${t.status} <> 'trial' or ${t.sharePercent} is not null`),
    check("flow_version_share", sql`${t.sharePercent} between 1 and 99`),
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
