import { sql } from "drizzle-orm";
import { check, index, integer, jsonb, pgTable, smallint, text, uuid } from "drizzle-orm/pg-core";
import { account } from "./account.ts";
import { ciphertext, instant, oneOf, rowId } from "./columns.ts";
import { debtor } from "./debtor.ts";
import { reply } from "./reply.ts";
import { TASK_STATUSES } from "./words.ts";

/** Work for a person. */
export const task = pgTable(
  "task",
  {
    id: rowId().primaryKey(),
    /** Null where it concerns no debtor, as an alarm about a feed does. */
    debtorId: uuid().references(() => debtor.id),
    accountId: uuid().references(() => account.id),
    /** The visit that waits for it; a run is found by its debtor's shard and this id. */
    runId: uuid(),
    nodeId: text(),
    visit: integer(),
    attemptId: uuid(),
    /** What somebody wrote that it is about. */
    replyId: uuid().references(() => reply.id),
    team: text().notNull(),
    /** review, call, visit, dispute, trace, claims_paid, in_doubt, poisoned, stale_data, ... */
    kind: text().notNull(),
    title: text().notNull(),
    /** The legal step that the work is, in the words of the rule packs. */
    step: text(),
    /** 0 to 100, the most urgent highest, as `task_urgency` reckons it of balance, score and pay day. */
    priority: smallint().notNull().default(50),
    /** What a person may answer, in the drawer's words. */
    outcomes: jsonb().$type<readonly { readonly id: string; readonly label: string }[]>().notNull(),
    dueAt: instant(),
    /** The minute at which somebody promised to call back: until then the work waits apart. */
    callBackAt: instant(),
    status: text({ enum: TASK_STATUSES }).notNull().default("open"),
    outcome: text(),
    assignee: text(),
    note: ciphertext(),
    createdAt: instant().notNull(),
    closedAt: instant(),
    closedBy: text(),
  },
  (t) => [
    oneOf("task_status_known", t.status, TASK_STATUSES),
    check(
      "task_closed",
      sql`(${t.status} = 'open') = (${t.closedAt} is null) and (${t.status} = 'open') = (${t.closedBy} is null)`,
    ),
    check("task_done_has_outcome", sql`${t.status} <> 'done' or ${t.outcome} is not null`),
    check(
      "task_of_visit",
      sql`(${t.runId} is null) = (${t.nodeId} is null) and (${t.runId} is null) = (${t.visit} is null)`,
    ),
    // An inbox is read in the order of these indexes, without sorting or counting.
    index("task_inbox")
      .on(sql`(-priority)`, sql`coalesce(due_at, 'infinity')`, t.id)
      .where(sql`status = 'open' and call_back_at is null`),
    index("task_inbox_of_team")
      .on(t.team, sql`(-priority)`, sql`coalesce(due_at, 'infinity')`, t.id)
      .where(sql`status = 'open' and call_back_at is null`),
    index("task_inbox_of_person")
      .on(t.assignee, sql`(-priority)`, sql`coalesce(due_at, 'infinity')`, t.id)
      .where(sql`status = 'open' and call_back_at is null and assignee is not null`),
    index("task_due")
      .on(sql`coalesce(due_at, 'infinity')`, t.id)
      .where(sql`status = 'open' and call_back_at is null`),
    index("task_call_back")
      .on(t.callBackAt, t.id)
      .where(sql`status = 'open' and call_back_at is not null`),
    // How much a team was asked for today.
    index("task_of_team_made").on(t.team, t.createdAt),
    index("task_debtor").on(t.debtorId),
    index("task_account").on(t.accountId),
    index("task_run")
      .on(t.runId)
      .where(sql`run_id is not null`),
    index("task_reply")
      .on(t.replyId)
      .where(sql`reply_id is not null`),
  ],
);
