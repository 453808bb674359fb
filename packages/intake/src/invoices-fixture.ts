import { Readable } from "node:stream";
import { zones } from "@fairflow/calendar/zones";
import { Mapping } from "./mapping.ts";
import { readAccounts } from "./read-accounts.ts";

/** A small mapping for tests, of files whose first line is `HEADER`. */
export const INVOICES = {
  schema: "fairflow.mapping/1",
  name: "Invoices",
  file: { dates: "YYYY-MM-DD" },
  columns: {
    "debtor.reference": "customer",
    "account.reference": "invoice",
    "account.due_date": "due",
    "account.balance": "balance",
  },
  constants: {
    "debtor.zone": "Africa/Johannesburg",
    "debtor.language": "en",
    "debtor.country": "ZA",
    "account.currency": "ZAR",
  },
  arrears: "balance_once_due",
};
export const HEADER = "customer,invoice,due,balance";

/** The invoices' mapping with more columns, whose names in the file are those of their targets. */
export function mappingWith(...targets: readonly string[]) {
  const more = Object.fromEntries(targets.map((target) => [target, target]));
  return Mapping.parse({ ...INVOICES, columns: { ...INVOICES.columns, ...more } });
}

export async function readInvoices(text: string, mapping = Mapping.parse(INVOICES)) {
  const items = [];
  for await (const item of readAccounts(Readable.from([Buffer.from(text)]), mapping, { zones })) {
    items.push(item);
  }
  return items;
}
