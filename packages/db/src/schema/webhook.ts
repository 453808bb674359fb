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
import { ciphertext, instant, oneOf, rowId } from "./columns.ts";
import { SECRET_PLACES, WEBHOOK_DISABLED_WHYS, WEBHOOK_STATUSES } from "./words.ts";

/** An address of another system that is told what happens. Real time throughout. */
export const webhookEndpoint = pgTable(
  "webhook_endpoint",
  {
    id: rowId().primaryKey(),
    name: text().notNull(),
    url: text().notNull(),
    /** What it is told of; none for one that only steps of flows call. */
    eventTypes: text().array().notNull(),
    isOn: boolean().notNull(),
    /** Set where it was switched off by itself. */
    disabledAt: instant(),
    disabledWhy: text({ enum: WEBHOOK_DISABLED_WHYS }),
    /** Since when every try has failed; null where the last one did not. */
    failingSince: instant(),
    createdBy: text().notNull(),
    createdAt: instant().notNull(),
    changedBy: text().notNull(),
    changedAt: instant().notNull(),
    removedAt: instant(),
  },
  (t) => [
    check("webhook_endpoint_has_name", sql`${t.name} <> ''`),
    check(
      "webhook_endpoint_disabled_whole",
      sql`(${t.disabledAt} is null) = (${t.disabledWhy} is null) and (${t.disabledAt} is null or not ${t.isOn})`,
    ),
    check("webhook_endpoint_removed_is_off", sql`${t.removedAt} is null or not ${t.isOn}`),
    oneOf("webhook_endpoint_disabled_why_known", t.disabledWhy, WEBHOOK_DISABLED_WHYS),
    uniqueIndex("webhook_endpoint_name")
      .on(sql`lower(name)`)
      .where(sql`removed_at is null`),
  ],
);

/** What messages to an endpoint are signed with, two at a time while one is exchanged. */
export const webhookSecret = pgTable(
  "webhook_secret",
  {
    /** The value is bound to it. */
    id: rowId(),
    endpointId: uuid()
      .notNull()
      .references(() => webhookEndpoint.id),
    place: text({ enum: SECRET_PLACES }).notNull(),
    value: ciphertext().notNull(),
    setBy: text().notNull(),
    setAt: instant().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.endpointId, t.place] }),
    oneOf("webhook_secret_place_known", t.place, SECRET_PLACES),
  ],
);

/**
 * One message to one endpoint: the outbox. Its row is written with what it tells of, in one transaction, and tried until
 * the endpoint takes it or it is given up.
 */
export const webhookDelivery = pgTable(
  "webhook_delivery",
  {
    id: rowId().primaryKey(),
    endpointId: uuid()
      .notNull()
      .references(() => webhookEndpoint.id),
    /** The same for each try and each redelivery, by which the receiver knows it again. */
    messageId: text().notNull(),
    eventType: text().notNull(),
    /** As it is signed and sent: ids, codes, amounts and clients' account numbers. */
    body: jsonb().$type<unknown>().notNull(),
    status: text({ enum: WEBHOOK_STATUSES }).notNull().default("waiting"),
    /** Since it was last asked for. */
    tries: smallint().notNull().default(0),
    nextTryAt: instant(),
    createdAt: instant().notNull(),
    endedAt: instant(),
    /** Where a step of a flow asks and waits for the answer. */
    runId: uuid(),
    debtorId: uuid(),
    accountId: uuid(),
    nodeId: text(),
    visit: integer(),
    /** What the answer is read for: see the step. */
    reading: jsonb().$type<unknown>(),
  },
  (t) => [
    unique("webhook_delivery_once").on(t.endpointId, t.messageId),
    oneOf("webhook_delivery_status_known", t.status, WEBHOOK_STATUSES),
    check(
      "webhook_delivery_waiting_has_time",
      sql`(${t.status} = 'waiting') = (${t.nextTryAt} is not null)`,
    ),
    check("webhook_delivery_ended_whole", sql`(${t.status} = 'waiting') = (${t.endedAt} is null)`),
    check(
      "webhook_delivery_step_whole",
      sql`num_nulls(${t.runId}, ${t.debtorId}, ${t.nodeId}, ${t.visit}) in (0, 4)`,
    ),
    check("webhook_delivery_message_id_form", sql`${t.messageId} ~ '^[A-Za-z0-9_-]{1,64}$'`),
    index("webhook_delivery_due")
      .on(t.nextTryAt)
      .where(sql`status = 'waiting'`),
    index("webhook_delivery_of_endpoint").on(t.endpointId, t.id),
    index("webhook_delivery_of_run")
      .on(t.runId)
      .where(sql`run_id is not null and status = 'waiting'`),
    index("webhook_delivery_ended").on(t.endedAt),
  ],
);

/** One try of a delivery, with what came back. */
export const webhookTry = pgTable(
  "webhook_try",
  {
    id: rowId().primaryKey(),
    deliveryId: uuid()
      .notNull()
      .references(() => webhookDelivery.id, { onDelete: "cascade" }),
    at: instant().notNull(),
    tookMs: integer().notNull(),
    /** Null where no answer came. */
    statusCode: smallint(),
    /** Why none came, as a code. */
    fault: text(),
    /** How the answer begins: another system's words, which may name people. */
    answer: ciphertext(),
  },
  (t) => [
    check("webhook_try_ended", sql`(${t.statusCode} is null) <> (${t.fault} is null)`),
    index("webhook_try_of_delivery").on(t.deliveryId, t.id),
  ],
);
