import { ACTORS } from "@fairflow/compliance/vocabulary";
import { sql } from "drizzle-orm";
import {
  bigint,
  check,
  date,
  integer,
  jsonb,
  pgTable,
  text,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import { instant, oneOf, rowId } from "./columns.ts";
import { ALLOCATIONS } from "./words.ts";

/** A creditor whose debt it is. */
export const client = pgTable("client", {
  id: rowId().primaryKey(),
  name: text().notNull().unique(),
  createdAt: instant().notNull(),
});

/** A client's accounts under one set of terms. */
/** A bank account and a till number, each as messages say them. */
export interface PayTo {
  readonly bank?: string | undefined;
  readonly accountHolder?: string | undefined;
  readonly accountNumber?: string | undefined;
  readonly branchCode?: string | undefined;
  readonly tillNumber?: string | undefined;
}

export const portfolio = pgTable(
  "portfolio",
  {
    id: rowId().primaryKey(),
    clientId: uuid()
      .notNull()
      .references(() => client.id),
    name: text().notNull(),
    /** ISO 3166-1 alpha-2, and ISO 3166-2 below it. */
    jurisdiction: text().notNull(),
    subdivision: text(),
    collectorKind: text({ enum: ACTORS }).notNull(),
    /** What the law calls this debt, in the words of the rule packs; an account may say otherwise. */
    debtType: text(),
    brand: text().notNull(),
    /** The number under which whoever collects is registered, as messages must say it. */
    registration: text(),
    /** Where debtors pay beside the pay link; an own reference of each account goes with it. */
    payTo: jsonb().$type<PayTo>().notNull().default({}),
    currency: text().notNull(),
    /** BCP 47, the default first. */
    languages: text().array().notNull(),
    /** Of the days of the portfolio, and of debtors of whom nothing better is known. */
    zone: text().notNull(),
    /** "customer", "patient", "member": what screens and pages call a debtor. */
    debtorLabel: text().notNull().default("customer"),
    /** Minor units; what is at or below it counts as nothing owed. */
    smallBalanceTolerance: bigint({ mode: "number" }).notNull().default(0),
    /** How money for several accounts of a debtor is put to them. */
    allocation: text({ enum: ALLOCATIONS }).notNull().default("oldest_first"),
    /** Older balances defer collection; null where nothing goes stale. */
    maxDataAgeHours: integer(),
    dataAsOf: instant(),
    /** The last local day whose close was kept; null before the first. */
    closedThrough: date(),
    packIds: text().array().notNull(),
    createdAt: instant().notNull(),
  },
  (t) => [
    unique("portfolio_client_name").on(t.clientId, t.name),
    oneOf("portfolio_collector_kind_known", t.collectorKind, ACTORS),
    oneOf("portfolio_allocation_known", t.allocation, ALLOCATIONS),
    check("portfolio_jurisdiction_form", sql`${t.jurisdiction} ~ '^[A-Z]{2}$'`),
    check("portfolio_pay_to_is_object", sql`jsonb_typeof(${t.payTo}) = 'object'`),
    check("portfolio_currency_form", sql`${t.currency} ~ '^[A-Z]{3}$'`),
    check("portfolio_has_language", sql`cardinality(${t.languages}) > 0`),
    check("portfolio_tolerance_not_negative", sql`${t.smallBalanceTolerance} >= 0`),
    check("portfolio_max_data_age_positive", sql`${t.maxDataAgeHours} > 0`),
  ],
);

/** A batch of accounts given by a client; a recall takes it, or single accounts of it, back. */
export const placement = pgTable(
  "placement",
  {
    id: rowId().primaryKey(),
    portfolioId: uuid()
      .notNull()
      .references(() => portfolio.id),
    reference: text().notNull(),
    placedOn: date().notNull(),
    /** When the client expects the accounts back. */
    returnsOn: date(),
    recalledOn: date(),
    recallReason: text(),
    createdAt: instant().notNull(),
  },
  (t) => [
    unique("placement_reference").on(t.portfolioId, t.reference),
    check(
      "placement_recall_has_reason",
      sql`${t.recalledOn} is null or ${t.recallReason} is not null`,
    ),
  ],
);
