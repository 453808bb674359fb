import { sql } from "drizzle-orm";
import { bigint, check, index, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { instant, oneOf, rowId } from "./columns.ts";
import { paymentLink } from "./payment-link.ts";
import { CHECKOUT_STANDINGS } from "./words.ts";

/**
 * One try to pay through a gateway: what was asked of it, so that what it confirms can be compared. Its id is the only word
 * of ours that the gateway learns. It is never over for good: a late success counts.
 */
export const checkout = pgTable(
  "checkout",
  {
    id: rowId().primaryKey(),
    paymentLinkId: uuid()
      .notNull()
      .references(() => paymentLink.id),
    /** The gateway's name, as in `gateway:<name>`. */
    gateway: text().notNull(),
    /** What the debtor chose to pay, minor units. */
    amount: bigint({ mode: "number" }).notNull(),
    currency: text().notNull(),
    openedAt: instant().notNull(),
    expiresAt: instant().notNull(),
    standing: text({ enum: CHECKOUT_STANDINGS }).notNull().default("pending"),
    settledAt: instant(),
  },
  (t) => [
    oneOf("checkout_standing_known", t.standing, CHECKOUT_STANDINGS),
    check("checkout_amount_positive", sql`${t.amount} > 0`),
    check("checkout_currency_form", sql`${t.currency} ~ '^[A-Z]{3}$'`),
    check("checkout_expires", sql`${t.expiresAt} > ${t.openedAt}`),
    check("checkout_settled", sql`(${t.standing} = 'pending') = (${t.settledAt} is null)`),
    index("checkout_link").on(t.paymentLinkId),
  ],
);
