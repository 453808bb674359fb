import { z } from "zod";
import { endpoint } from "../endpoint.ts";
import { Cursor, Day, Id, InstantMs, Money, Search } from "../values.ts";
import { cashiers, cashReaders } from "./statement-files.ts";

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

export const CashAllocation = z.strictObject({
  id: Id,
  kind: z.enum(["account", "refund", "aside", "split"]),
  amount: Money,
  accountId: Id.nullable(),
  account: z.string().nullable(),
  debtorId: Id.nullable(),
  /** Of a deposit that an agency's list took the place of: its number. */
  remittance: z.string().nullable(),
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

const LineParams = z.strictObject({ id: Id });
const Revision = z.int().min(0);
const Reason = z.string().trim().min(3).max(500);
const Parts = z
  .array(z.strictObject({ accountId: Id, minor: z.int().min(1).max(1e15) }))
  .min(1)
  .max(200);

export const cashLine = endpoint({
  method: "GET",
  path: "/api/cash/lines/:id",
  summary: "One bank line with its proposals and all that was ever done with it",
  input: { params: LineParams },
  output: CashLine,
  policy: cashReaders,
});

export const allocateLine = endpoint({
  method: "POST",
  path: "/api/cash/lines/:id/allocate",
  summary: "Puts money to one or more accounts; what is left stays on the desk",
  input: { params: LineParams, body: z.strictObject({ revision: Revision, parts: Parts }) },
  output: CashLine,
  policy: cashiers,
});

export const returnPayments = endpoint({
  method: "POST",
  path: "/api/cash/lines/:id/return",
  summary: "Says which payments came back by money that went out",
  input: {
    params: LineParams,
    body: z.strictObject({ revision: Revision, payments: z.array(Id).min(1).max(200) }),
  },
  output: CashLine,
  policy: cashiers,
});

export const setLineAside = endpoint({
  method: "POST",
  path: "/api/cash/lines/:id/aside",
  summary: "Says that money is no debtor's, and whose it is",
  input: { params: LineParams, body: z.strictObject({ revision: Revision, reason: Reason }) },
  output: CashLine,
  policy: cashiers,
});

export const askRefund = endpoint({
  method: "POST",
  path: "/api/cash/lines/:id/refund",
  summary: "Asks for money to be paid back; a second person says yes",
  input: {
    params: LineParams,
    body: z.strictObject({
      revision: Revision,
      reason: Reason,
      /** All that is left where absent. */
      minor: z.int().min(1).max(1e15).optional(),
    }),
  },
  output: CashLine,
  policy: cashiers,
});

export const splitLine = endpoint({
  method: "POST",
  path: "/api/cash/lines/:id/split",
  summary: "Puts an agency's list in the place of the deposit that it came in by",
  input: {
    params: LineParams,
    body: z.strictObject({ revision: Revision, remittanceId: Id }),
  },
  output: CashLine,
  policy: cashiers,
});

const AllocationParams = z.strictObject({ id: Id });

export const approveRefund = endpoint({
  method: "POST",
  path: "/api/cash/allocations/:id/approve",
  summary: "Says yes to a refund that somebody else asked for",
  input: { params: AllocationParams },
  output: CashLine,
  policy: cashiers,
});

export const undoAllocation = endpoint({
  method: "POST",
  path: "/api/cash/allocations/:id/undo",
  summary:
    "Takes back what was put to something: its payment is reversed and the money is on the desk again",
  input: {
    params: AllocationParams,
    body: z.strictObject({ revision: Revision, reason: Reason }),
  },
  output: CashLine,
  policy: cashiers,
});

export const moveAllocation = endpoint({
  method: "POST",
  path: "/api/cash/allocations/:id/move",
  summary: "Moves money that was put to an account to others, in one step",
  input: {
    params: AllocationParams,
    body: z.strictObject({ revision: Revision, reason: Reason, parts: Parts }),
  },
  output: CashLine,
  policy: cashiers,
});

export const CashAccount = z.strictObject({
  id: Id,
  reference: z.string(),
  paymentReference: z.string(),
  debtorId: Id,
  debtor: z.string(),
  balance: Money,
  arrears: Money,
  payments: z.array(z.strictObject({ id: Id, amount: Money, valueDate: Day })),
});
export type CashAccount = z.infer<typeof CashAccount>;

export const cashAccounts = endpoint({
  method: "GET",
  path: "/api/cash/accounts",
  summary: "Accounts that money may be meant for, by name, number or payment reference",
  input: { query: z.strictObject({ search: Search.pipe(z.string().min(2)) }) },
  output: z.strictObject({ accounts: z.array(CashAccount), next: z.null() }),
  policy: cashiers,
});
