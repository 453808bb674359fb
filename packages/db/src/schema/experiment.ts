import { boolean, date, index, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { instant } from "./columns.ts";

/**
 * The share of a split that an account was given when it first came by, written with the step that gave it. It stays: an
 * account that comes again, by whatever version of the flow, is counted where it was drawn first. It has no foreign keys,
 * as `attempt` has none.
 */
export const splitDraw = pgTable(
  "split_draw",
  {
    flowId: uuid().notNull(),
    nodeId: text().notNull(),
    accountId: uuid().notNull(),
    /** Whom the share was drawn for: all accounts of a debtor have one. */
    debtorId: uuid().notNull(),
    versionId: uuid().notNull(),
    /** The way out. */
    arm: text().notNull(),
    isHoldOut: boolean().notNull(),
    drawnAt: instant().notNull(),
    /** The portfolio's local day: payments count from it, by value date. */
    drawnOn: date().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.flowId, t.nodeId, t.accountId] }),
    index("split_draw_debtor").on(t.debtorId),
  ],
);
