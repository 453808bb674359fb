import { LocalDate } from "@fairflow/calendar";
import { z } from "zod";
import { Day, Id, InstantMs, Money } from "../values.ts";

const Status = z.enum(["proposed", "open", "kept", "partly_kept", "broken", "cancelled"]);

/** A promise to pay, or with several instalments an arrangement. */
export const Agreement = z.strictObject({
  id: Id,
  kind: z.enum(["promise", "arrangement"]),
  status: Status,
  accountIds: z.array(Id),
  amount: Money,
  paid: Money,
  madeAtMs: InstantMs,
  via: z.string(),
  by: z.string(),
  /** Of a settlement that the debtor accepted. */
  isSettlement: z.boolean(),
  reages: z.boolean(),
  endedReason: z.string().nullable(),
  instalments: z.array(
    z.strictObject({
      number: z.int(),
      dueOn: Day,
      /** The last day on which money still keeps it. */
      graceUntil: Day,
      amount: Money,
      paid: Money,
      status: z.enum(["open", "kept", "partly_kept", "broken", "cancelled"]),
    }),
  ),
  /** What may be done with it by whoever asks. */
  mayApprove: z.boolean(),
});
export type Agreement = z.infer<typeof Agreement>;

export const SettlementView = z.strictObject({
  id: Id,
  accountId: Id,
  status: z.enum(["proposed", "offered", "accepted", "settled", "lapsed", "declined", "withdrawn"]),
  amount: Money,
  balance: Money,
  percent: z.int(),
  expiresOn: Day,
  by: z.string(),
  approvedBy: z.string().nullable(),
  mayApprove: z.boolean(),
});
export type SettlementView = z.infer<typeof SettlementView>;

/** Income and expenses of a month as the debtor states them. */
export const Affordability = z.strictObject({
  incomeMinor: z.int().nonnegative(),
  expensesMinor: z.int().nonnegative(),
  note: z.string().trim().max(1000).optional(),
});
export type Affordability = z.infer<typeof Affordability>;

export const Instalment = z.strictObject({ dueOn: LocalDate, amountMinor: z.int().positive() });
