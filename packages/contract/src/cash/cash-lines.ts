import { z } from "zod";
import { endpoint } from "../endpoint.ts";
import { Cursor, Day, Id, InstantMs, Money } from "../values.ts";
import { cashReaders } from "./statement-files.ts";

const PartOut = z.strictObject({
  accountId: Id,
  account: z.string(),
  debtorId: Id,
  debtor: z.string(),
  amount: Money,
  balance: Money,
});

export const CashProposal = z.strictObject({
  score: z.number(),
  /** What speaks for it, in sentences. */
  reasons: z.array(z.string()),
  parts: z.array(PartOut),
  /** Of money that went out: the payment that came back. */
  paymentId: Id.nullable(),
});
export type CashProposal = z.infer<typeof CashProposal>;

/** Payments of a gateway that a line may have brought, of the days from which they count. */
export const CashPayout = z.strictObject({
  gateway: z.string(),
  name: z.string(),
  from: Day,
  until: Day,
  payments: z.int(),
  gross: Money,
  /** What they come to beyond the line. */
  fee: Money,
});
export type CashPayout = z.infer<typeof CashPayout>;

export const CashAllocation = z.strictObject({
  id: Id,
  kind: z.enum(["account", "refund", "aside", "split", "payout"]),
  amount: Money,
  accountId: Id.nullable(),
  account: z.string().nullable(),
  debtorId: Id.nullable(),
  /** Of a deposit that an agency's list took the place of: its number. */
  remittance: z.string().nullable(),
  payout: CashPayout.nullable(),
  reason: z.string().nullable(),
  /** What spoke for it when it was made. */
  evidence: z.array(z.string()),
  madeBy: z.string(),
  madeAtMs: InstantMs,
  approvedBy: z.string().nullable(),
  /** Whoever asks may not say yes to what they asked for. */
  isMine: z.boolean(),
  reversedBy: z.string().nullable(),
  reversedAtMs: InstantMs.nullable(),
  reversedReason: z.string().nullable(),
});
export type CashAllocation = z.infer<typeof CashAllocation>;

export const CashLine = z.strictObject({
  id: Id,
  revision: z.int(),
  kind: z.enum(["entry", "reversal", "fee"]),
  valueDate: Day,
  bookingDate: Day,
  amount: Money,
  /** What is not put to anything yet. */
  rest: Money,
  texts: z.array(z.string()),
  payer: z.string(),
  payerAccount: z.string(),
  bankReference: z.string().nullable(),
  /** Our bank account, or the agency's number of its list. */
  account: z.string(),
  isRemittance: z.boolean(),
  fileName: z.string(),
  fileLine: z.int(),
  /** Why it was not put anywhere by itself. */
  why: z.string().nullable(),
  proposals: z.array(CashProposal),
  payouts: z.array(CashPayout),
  allocations: z.array(CashAllocation),
});
export type CashLine = z.infer<typeof CashLine>;

/** How old unallocated money is, in days since the bank booked it: below 3, 3 to 7, 8 to 30, and more. */
export const CashAge = z.enum(["to-2", "3-7", "8-30", "over-30"]);
export type CashAge = z.infer<typeof CashAge>;

export const CashView = z.enum(["open", "refunds", "done"]);
export type CashView = z.infer<typeof CashView>;

export const cashLines = endpoint({
  method: "GET",
  path: "/api/cash/lines",
  summary:
    "Bank lines: those that wait to be put somewhere with proposals and why, refunds that wait for a second person, or what was done",
  input: {
    query: z.strictObject({
      view: CashView.default("open"),
      currency: z.string().length(3).optional(),
      age: CashAge.optional(),
      direction: z.enum(["in", "out"]).optional(),
      cursor: z.string().max(200).optional(),
    }),
  },
  output: z.strictObject({
    lines: z.array(CashLine),
    next: Cursor,
    /** Names and texts are masked for this role. */
    masked: z.boolean(),
  }),
  policy: cashReaders,
});

const AgeSum = z.strictObject({ age: CashAge, amount: Money, lines: z.int() });

export const CashSums = z.strictObject({
  currencies: z.array(
    z.strictObject({
      currency: z.string(),
      unallocated: Money,
      lines: z.int(),
      byAge: z.array(AgeSum),
      wentOut: Money,
      linesOut: z.int(),
      refunds: Money,
      refundLines: z.int(),
    }),
  ),
  /** Agencies' lists whose deposits have not been found. */
  remittances: z.array(
    z.strictObject({
      id: Id,
      number: z.string(),
      total: Money,
      day: Day.nullable(),
      lines: z.int(),
    }),
  ),
});
export type CashSums = z.infer<typeof CashSums>;

export const cashSums = endpoint({
  method: "GET",
  path: "/api/cash/sums",
  summary:
    "Unallocated money by currency and age, refunds that wait, and remittances without their deposit",
  input: {},
  output: CashSums,
  policy: cashReaders,
});

export const cashLine = endpoint({
  method: "GET",
  path: "/api/cash/lines/:id",
  summary: "One bank line with its proposals and all that was ever done with it",
  input: { params: z.strictObject({ id: Id }) },
  output: CashLine,
  policy: cashReaders,
});
