import { expect, test } from "vitest";
import { lookalikes, overlookedColumns } from "./lookalikes.ts";
import { Mapping } from "./mapping.ts";

const mapping = Mapping.parse({
  schema: "fairflow.mapping/1",
  name: "Invoices",
  file: { dates: "YYYY-MM-DD" },
  columns: {
    "debtor.reference": "Customer",
    "account.reference": "Invoice",
    "account.amount": "Amount",
    "account.due_date": { column: "Due" },
  },
  custom: { branch: { column: "Town", type: "text", pii: false } },
  constants: { "debtor.zone": "UTC", "debtor.language": "en", "account.currency": "ZAR" },
  arrears: "whole_balance",
});

test.for([
  ["Phone", "debtor.phone"],
  ["PHONE_NUMBER", "debtor.phone"],
  ["phone-nubmer", "debtor.phone"],
  ["Emial", "debtor.email"],
  ["Voornam", "debtor.first_name"],
  ["debtor.pay-day", "debtor.pay_day"],
  ["Prefered chanel", "debtor.preferred_channel"],
  ["Outstandng", "account.balance"],
] as const)("%s looks like %s", ([column, target]) => {
  expect(lookalikes([column])).toEqual([{ column, target }]);
});

test.for([
  "Tal",
  "Vat",
  "Duo",
  "Mall",
  "Settled",
  "Branch",
  "Days late",
  "Colour",
  "State",
  "column 3",
])("%s looks like nothing that a person would want to hear of", (column) => {
  expect(lookalikes([column])).toEqual([]);
});

test("says of a file which columns its mapping leaves out and takes from nowhere else", () => {
  const columns = ["Customer", "Invoice", "Amount", "Due", "Town", "Emial", "E-mail", "Due date"];

  // The due date comes from another column, the town is a field of its own, and one e-mail address is enough.
  expect(overlookedColumns(columns, mapping)).toEqual([
    { column: "Emial", target: "debtor.email" },
  ]);
  expect(overlookedColumns(["Customer", "Invoice", "Amount", "Due", "Town"], mapping)).toEqual([]);
});
