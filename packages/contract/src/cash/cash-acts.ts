import { z } from "zod";
import { endpoint } from "../endpoint.ts";
import { Reason } from "../reason.ts";
import { Day, Id } from "../values.ts";
import { CashLine } from "./cash-lines.ts";
import { cashiers } from "./statement-files.ts";

const LineParams = z.strictObject({ id: Id });
const Revision = z.int().min(0);
const Parts = z
  .array(z.strictObject({ accountId: Id, minor: z.int().min(1).max(1e15) }))
  .min(1)
  .max(200);

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

export const bookPayout = endpoint({
  method: "POST",
  path: "/api/cash/lines/:id/payout",
  summary:
    "Says that money is what a gateway passed on of payments that are booked already; the difference is its fee",
  input: {
    params: LineParams,
    body: z.strictObject({
      revision: Revision,
      gateway: z.string().max(60),
      /** The days from which its payments count, both included. */
      from: Day,
      until: Day,
    }),
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
