import { index, pgTable, uuid } from "drizzle-orm/pg-core";
import { ciphertext, instant, rowId } from "./columns.ts";
import { debtor } from "./debtor.ts";
import { promise } from "./standing.ts";

/** What a household has and needs each month, as a debtor states it when a plan is proposed. */
export const affordability = pgTable(
  "affordability",
  {
    id: rowId().primaryKey(),
    promiseId: uuid()
      .notNull()
      .references(() => promise.id),
    debtorId: uuid()
      .notNull()
      .references(() => debtor.id),
    /** Amounts in minor units by what they are for; null once it was erased. */
    budget: ciphertext(),
    statedAt: instant().notNull(),
  },
  (t) => [
    index("affordability_promise").on(t.promiseId),
    index("affordability_debtor").on(t.debtorId),
  ],
);
