import { sql } from "drizzle-orm";
import { check, index, integer, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { instant, rowId } from "./columns.ts";
import { flow } from "./flow.ts";

/** What people say to each other about one step of a flow's draft. It outlives the step. */
export const commentThread = pgTable(
  "comment_thread",
  {
    id: rowId().primaryKey(),
    flowId: uuid()
      .notNull()
      .references(() => flow.id),
    nodeId: text().notNull(),
    /** The step's type and name when it was begun: what is left of a step that was removed. */
    stepType: text().notNull(),
    stepName: text().notNull(),
    begunBy: text().notNull(),
    begunAt: instant().notNull(),
    resolvedBy: text(),
    resolvedAt: instant(),
    /** Grows with everything that is said or done in it. */
    revision: integer().notNull().default(1),
  },
  (t) => [
    check("comment_thread_resolved", sql`(${t.resolvedBy} is null) = (${t.resolvedAt} is null)`),
    index("comment_thread_flow").on(t.flowId),
  ],
);

export const comment = pgTable(
  "comment",
  {
    id: rowId().primaryKey(),
    threadId: uuid()
      .notNull()
      .references(() => commentThread.id),
    author: text().notNull(),
    at: instant().notNull(),
    /** Null once it was taken out. */
    text: text(),
  },
  (t) => [index("comment_of_thread").on(t.threadId)],
);

/** Whom a comment asks to look at it. */
export const commentMention = pgTable(
  "comment_mention",
  {
    commentId: uuid()
      .notNull()
      .references(() => comment.id),
    userId: text().notNull(),
    readAt: instant(),
  },
  (t) => [
    primaryKey({ columns: [t.commentId, t.userId] }),
    index("comment_mention_unread")
      .on(t.userId)
      .where(sql`read_at is null`),
  ],
);
