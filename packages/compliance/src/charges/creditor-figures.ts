import { LocalDate } from "@fairflow/calendar";
import { z } from "zod";
import { Actor } from "../vocabulary.ts";

const Minor = z.int().nonnegative();

/** What the creditor says was charged on one debt. Amounts are minor units, without VAT; nothing here is our own. */
export const CreditorFigures = z.strictObject({
  actor: Actor,
  debtType: z.string().optional(),
  subdivision: z.string().optional(),
  currency: z.string().regex(/^[A-Z]{3}$/),
  /** The day at which the rules are read. */
  asOf: LocalDate,
  /** The unpaid principal when the debtor fell into default. */
  principalAtDefault: Minor.optional(),
  /** Interest, fees, insurance, default administration charges and collection costs since then. */
  interestAndChargesSinceDefault: Minor.optional(),
  /** The capital that the fees are collected on. */
  capital: Minor.optional(),
  fees: z
    .array(
      z.strictObject({
        /** The number of the item in the tariff, such as `1(a)`. */
        item: z.string(),
        /** All of it, for `quantity` pieces. */
        amount: Minor,
        quantity: z.int().positive().default(1),
        /** The instalment that a share is charged of. */
        of: Minor.optional(),
        on: LocalDate.optional(),
      }),
    )
    .readonly()
    .default([]),
});
export type CreditorFigures = z.infer<typeof CreditorFigures>;
