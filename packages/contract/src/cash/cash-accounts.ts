import { z } from "zod";
import { endpoint } from "../endpoint.ts";
import { Day, Id, Money, Search } from "../values.ts";
import { cashiers } from "./statement-files.ts";

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
