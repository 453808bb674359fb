import { minorDigits } from "@fairflow/intake/currency";
import { z } from "zod";
import { ColumnName, TableForm } from "./table-form.ts";

const Marker = z.string().trim().min(1).max(50);

/** A record that states a balance: its first cell, and the place of the cell with the amount, counted from 1. */
const BalanceRecord = z.strictObject({ marker: Marker, amount: z.int().min(2).max(1000) });

/**
 * How one bank's CSV becomes a statement; saved under a name and used again.
 *
 * Every statement must show what it opened and closed with, else nothing would notice a line that is missing: by a
 * running balance, by records of their own, or by what the person who brings the file says.
 */
export const StatementLayout = z
  .strictObject({
    schema: z.literal("fairflow.statement-layout/1"),
    name: z.string().trim().min(1).max(100),
    file: TableForm,
    currency: z.string().refine((code) => minorDigits(code) !== undefined, {
      error: "Not a currency of ISO 4217",
    }),
    columns: z.strictObject({
      bookingDate: ColumnName,
      valueDate: ColumnName.optional(),
      /** Signed; or the two next. */
      amount: ColumnName.optional(),
      debit: ColumnName.optional(),
      credit: ColumnName.optional(),
      /** What stands beside an amount without a sign: one of `outWords` where money went out. */
      direction: ColumnName.optional(),
      /** What the account held after the line. */
      balance: ColumnName.optional(),
      texts: z.array(ColumnName).min(1).max(10),
      payerName: ColumnName.optional(),
      payerAccount: ColumnName.optional(),
      bankReference: ColumnName.optional(),
    }),
    /** Money in stands with a minus, as in the bank's own books. */
    invertSigns: z.boolean().default(false),
    outWords: z.array(z.string().trim().min(1).max(30)).max(10).default(["D", "DR", "DEBIT"]),
    /** What stands in the texts of a line by which the bank took back a payment: "UNPAID", "RETURNED". */
    returnWords: z.array(z.string().trim().min(2).max(30)).max(20).default([]),
    records: z
      .strictObject({
        /** The first cell of the records that are lines; others are read over. Without it all are but those below. */
        line: Marker.optional(),
        opening: BalanceRecord.optional(),
        closing: BalanceRecord.optional(),
        /** First cells of records to read over. */
        ignored: z.array(Marker).max(20).default([]),
      })
      .prefault({}),
  })
  .superRefine(({ columns, file }, context) => {
    const refuse = (path: string, message: string) => {
      context.addIssue({ code: "custom", path: path.split("/"), message });
    };
    const inTwo = columns.debit !== undefined && columns.credit !== undefined;
    if ((columns.amount === undefined) !== inTwo) {
      refuse(
        "columns/amount",
        "Amounts stand in one column, or in one for debits and one for credits",
      );
    }
    if (columns.direction !== undefined && columns.amount === undefined) {
      refuse("columns/direction", "A direction belongs to a column of amounts");
    }
    if (file.decimal === file.thousands) {
      refuse("file/thousands", "Decimals and thousands cannot have the same separator");
    }
  });
export type StatementLayout = z.infer<typeof StatementLayout>;
