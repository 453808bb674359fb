import { z } from "zod";
import { endpoint } from "../endpoint.ts";
import { only, signedIn } from "../role.ts";
import { Id } from "../values.ts";

const Said = z.string().trim().min(1).max(100);

/** Where debtors of a portfolio pay beside the pay link. What is absent is not said. */
const PayTo = z.strictObject({
  bank: Said.optional(),
  accountHolder: Said.optional(),
  accountNumber: Said.optional(),
  branchCode: Said.optional(),
  tillNumber: Said.optional(),
});

const PayTerms = z.strictObject({
  id: Id,
  name: z.string(),
  clientName: z.string(),
  brand: z.string(),
  registration: z.string().nullable(),
  payTo: PayTo,
});
export type PayTerms = z.infer<typeof PayTerms>;

export const payTerms = endpoint({
  method: "GET",
  path: "/api/pay-terms",
  summary: "What messages of each portfolio say of who collects and where to pay",
  input: {},
  output: z.array(PayTerms),
  policy: signedIn,
});

export const savePayTerms = endpoint({
  method: "PUT",
  path: "/api/pay-terms/:id",
  summary: "Changes what messages of a portfolio say of who collects and where to pay",
  input: {
    params: z.strictObject({ id: Id }),
    body: z.strictObject({ registration: Said.nullable(), payTo: PayTo }),
  },
  output: PayTerms,
  policy: only("admin"),
});
