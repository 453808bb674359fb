import { sql } from "drizzle-orm";
import { check, date, index, integer, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { ciphertext, instant, oneOf, rowId } from "./columns.ts";
import { debtor } from "./debtor.ts";
import { task } from "./task.ts";
import { REQUEST_KINDS } from "./words.ts";

/** People who share work, by the name that flows ask for. A team without a row takes all that it is asked for. */
export const team = pgTable(
  "team",
  {
    name: text().primaryKey(),
    /** Pieces of work that flows may ask of it on one local day; null for as many as they like. */
    dailyCapacity: integer(),
    /** IANA: where its day begins. */
    zone: text().notNull(),
    changedBy: text().notNull(),
    changedAt: instant().notNull(),
  },
  (t) => [check("team_capacity_not_negative", sql`${t.dailyCapacity} >= 0`)],
);

export const teamMember = pgTable(
  "team_member",
  {
    team: text()
      .notNull()
      .references(() => team.name),
    userId: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.team, t.userId] }), index("team_member_user").on(t.userId)],
);

/** What a person at the desk wrote down for colleagues, about a debtor or about one piece of work. */
export const note = pgTable(
  "note",
  {
    id: rowId().primaryKey(),
    /** Null where the work concerns no debtor. */
    debtorId: uuid().references(() => debtor.id),
    taskId: uuid().references(() => task.id),
    /** Null once it was erased. */
    text: ciphertext(),
    author: text().notNull(),
    createdAt: instant().notNull(),
  },
  (t) => [
    check("note_about_something", sql`num_nonnulls(${t.debtorId}, ${t.taskId}) > 0`),
    index("note_debtor").on(t.debtorId, t.createdAt),
    index("note_task").on(t.taskId),
  ],
);

/** Somebody wants to know what is kept of a debtor, or to have it changed; the law says by when that is answered. */
export const dataRequest = pgTable(
  "data_request",
  {
    id: rowId().primaryKey(),
    debtorId: uuid()
      .notNull()
      .references(() => debtor.id),
    kind: text({ enum: REQUEST_KINDS }).notNull(),
    /** The local day at the debtor on which it came. */
    receivedOn: date().notNull(),
    dueOn: date().notNull(),
    /** The law that sets the day, or that the installation set it. */
    source: text().notNull(),
    openedBy: text().notNull(),
    createdAt: instant().notNull(),
    closedAt: instant(),
    closedBy: text(),
    /** How it was answered; null while it is open. */
    outcome: text({ enum: ["answered", "refused", "withdrawn"] }),
    /** When the file was last made, and how often. */
    exportedAt: instant(),
    exports: integer().notNull().default(0),
  },
  (t) => [
    oneOf("data_request_kind_known", t.kind, REQUEST_KINDS),
    oneOf("data_request_outcome_known", t.outcome, ["answered", "refused", "withdrawn"]),
    check("data_request_due_after", sql`${t.dueOn} >= ${t.receivedOn}`),
    check(
      "data_request_closed_whole",
      sql`num_nonnulls(${t.closedAt}, ${t.closedBy}, ${t.outcome}) in (0, 3)`,
    ),
    index("data_request_debtor").on(t.debtorId),
    index("data_request_open")
      .on(t.dueOn, t.id)
      .where(sql`closed_at is null`),
  ],
);
