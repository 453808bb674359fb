import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  index,
  pgTable,
  primaryKey,
  smallint,
  text,
  uuid,
} from "drizzle-orm/pg-core";
import { instant, oneOf, rowId } from "./columns.ts";
import { client } from "./portfolio.ts";
import {
  REPORT_BYS,
  REPORT_KINDS,
  REPORT_PERIODS,
  REPORT_RHYTHMS,
  REPORT_SENDING_STATUSES,
} from "./words.ts";

/** A report that goes by e-mail at a set hour. */
export const reportSchedule = pgTable(
  "report_schedule",
  {
    id: rowId().primaryKey(),
    kind: text({ enum: REPORT_KINDS }).notNull(),
    /** Whose accounts it is about; null for all of the installation. */
    clientId: uuid().references(() => client.id),
    currency: text().notNull(),
    by: text({ enum: REPORT_BYS }).notNull(),
    /** What it looks back over. */
    period: text({ enum: REPORT_PERIODS }).notNull(),
    rhythm: text({ enum: REPORT_RHYTHMS }).notNull(),
    /** ISO: 1 is Monday; null unless weekly. */
    weekday: smallint(),
    hour: smallint().notNull(),
    zone: text().notNull(),
    /** Ids of users: nobody else is sent a report. */
    recipients: text().array().notNull(),
    isOn: boolean().notNull().default(true),
    createdBy: text().notNull(),
    /** By the engine's clock: times before it are not made up for. */
    createdAt: instant().notNull(),
  },
  (t) => [
    oneOf("report_schedule_kind_known", t.kind, REPORT_KINDS),
    oneOf("report_schedule_by_known", t.by, REPORT_BYS),
    oneOf("report_schedule_period_known", t.period, REPORT_PERIODS),
    oneOf("report_schedule_rhythm_known", t.rhythm, REPORT_RHYTHMS),
    check("report_schedule_weekday", sql`(${t.rhythm} = 'weekly') = (${t.weekday} is not null)`),
    check("report_schedule_weekday_in_range", sql`${t.weekday} between 1 and 7`),
    check("report_schedule_hour_in_range", sql`${t.hour} between 0 and 23`),
    check("report_schedule_has_recipients", sql`cardinality(${t.recipients}) between 1 and 20`),
    check("report_schedule_currency_form", sql`${t.currency} ~ '^[A-Z]{3}$'`),
    index("report_schedule_client").on(t.clientId),
  ],
);

/**
 * One mail of a schedule to one person: whoever inserts the row sends it, so that each due time is sent once, whatever
 * restarts. One that was claimed and has no end may have left, and is not sent again.
 */
export const reportSending = pgTable(
  "report_sending",
  {
    scheduleId: uuid()
      .notNull()
      .references(() => reportSchedule.id),
    dueAt: instant().notNull(),
    userId: text().notNull(),
    /** The provider's reference of ours. */
    attemptId: uuid().notNull(),
    status: text({ enum: REPORT_SENDING_STATUSES }).notNull(),
    code: text(),
    claimedAt: instant().notNull(),
    /** When one that surely did not leave is tried again. */
    retryAt: instant(),
  },
  (t) => [
    primaryKey({ columns: [t.scheduleId, t.dueAt, t.userId] }),
    oneOf("report_sending_status_known", t.status, REPORT_SENDING_STATUSES),
    check("report_sending_retry", sql`(${t.status} = 'waiting') = (${t.retryAt} is not null)`),
  ],
);
