import { sql } from "drizzle-orm";
import { check, index, pgTable, uuid } from "drizzle-orm/pg-core";
import { digest, instant } from "./columns.ts";
import { address } from "./debtor.ts";

/**
 * The way of whoever has an address to say what may come to it. The token is made again from the link key and the
 * address's id whenever it is written; only its SHA-256 is stored. It never expires: an opt-out is never too late.
 */
export const preferenceLink = pgTable(
  "preference_link",
  {
    tokenHash: digest().primaryKey(),
    addressId: uuid()
      .notNull()
      .references(() => address.id),
    createdAt: instant().notNull(),
  },
  (t) => [
    check("preference_link_token_length", sql`octet_length(${t.tokenHash}) = 32`),
    index("preference_link_address").on(t.addressId),
  ],
);
