import { minorDigits } from "@fairflow/intake/currency";
import { z } from "zod";
import { ColumnName, TableForm } from "../csv/table-form.ts";

/**
 * How the list becomes payments that an agency, or a payment distributor of debt counselling, sends with one deposit
 * over many accounts.
 */
export const RemittanceLayout = z.strictObject({
  schema: z.literal("fairflow.remittance-layout/1"),
  name: z.string().trim().min(1).max(100),
  file: TableForm,
  currency: z.string().refine((code) => minorDigits(code) !== undefined, {
    error: "Not a currency of ISO 4217",
  }),
  columns: z.strictObject({
    /** Our reference or the client's number of the account. */
    reference: ColumnName,
    /** What the debtor paid. */
    amount: ColumnName,
    /** What was kept of it. */
    fee: ColumnName.optional(),
    /** When the debtor paid the agency; without it the day of the remittance counts. */
    paidOn: ColumnName.optional(),
    payerName: ColumnName.optional(),
    texts: z.array(ColumnName).max(10).default([]),
  }),
  /** The record that states what was paid over: its first cell, and the place of the amount, counted from 1. */
  total: z
    .strictObject({ marker: z.string().trim().min(1).max(50), amount: z.int().min(2).max(1000) })
    .optional(),
  ignored: z.array(z.string().trim().min(1).max(50)).max(20).default([]),
});
export type RemittanceLayout = z.infer<typeof RemittanceLayout>;
