import { sql } from "drizzle-orm";
import {
  bigint,
  check,
  index,
  integer,
  pgTable,
  smallint,
  text,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import { digest, instant, oneOf, rowId } from "./columns.ts";
import { debtor } from "./debtor.ts";
import { LINK_AMOUNTS, LINK_PURPOSES } from "./words.ts";

/**
 * A way for a debtor to act without signing in. The token is made again from the link key, this id and the
 * purpose whenever it must be rendered; only its SHA-256 is stored.
 */
export const paymentLink = pgTable(
  "payment_link",
  {
    id: rowId().primaryKey(),
    debtorId: uuid()
      .notNull()
      .references(() => debtor.id),
    accountIds: uuid().array().notNull(),
    runId: uuid(),
    nodeId: text(),
    visit: integer(),
    tokenHash: digest().notNull(),
    purpose: text({ enum: LINK_PURPOSES }).notNull(),
    amountKind: text({ enum: LINK_AMOUNTS }),
    /** Of the balance, where a settlement is offered. */
    settlementPercent: smallint(),
    /** The least that may be paid in part, minor units. */
    minimumAmount: bigint({ mode: "number" }),
    createdAt: instant().notNull(),
    expiresAt: instant(),
    revokedAt: instant(),
    revokedReason: text(),
    openedAt: instant(),
    opens: integer().notNull().default(0),
    /** Wrong answers to its questions since `wrongSince`: many close it for a while. Real time. */
    wrongAnswers: smallint().notNull().default(0),
    wrongSince: instant(),
  },
  (t) => [
    unique("payment_link_token").on(t.tokenHash),
    check("payment_link_token_length", sql`octet_length(${t.tokenHash}) = 32`),
    oneOf("payment_link_purpose_known", t.purpose, LINK_PURPOSES),
    oneOf("payment_link_amount_kind_known", t.amountKind, LINK_AMOUNTS),
    check("payment_link_pays", sql`(${t.purpose} = 'pay') = (${t.amountKind} is not null)`),
    check(
      "payment_link_settlement",
      sql`(${t.amountKind} is not distinct from 'settlement') = (${t.settlementPercent} is not null)`,
    ),
    check("payment_link_percent_in_range", sql`${t.settlementPercent} between 1 and 100`),
    check("payment_link_revoked", sql`(${t.revokedAt} is null) = (${t.revokedReason} is null)`),
    check(
      "payment_link_wrong_answers",
      sql`${t.wrongAnswers} >= 0 and (${t.wrongAnswers} = 0 or ${t.wrongSince} is not null)`,
    ),
    // Only what opts out may work for ever.
    check("payment_link_expires", sql`${t.purpose} = 'preferences' or ${t.expiresAt} is not null`),
    index("payment_link_debtor").on(t.debtorId),
    index("payment_link_run")
      .on(t.runId)
      .where(sql`run_id is not null`),
  ],
);
