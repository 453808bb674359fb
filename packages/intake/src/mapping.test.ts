import { expect, test } from "vitest";
import { parseMapping } from "./parse-mapping.ts";

const GOOD = {
  schema: "fairflow.mapping/1",
  name: "Accounts",
  file: { dates: "YYYY-MM-DD" },
  columns: {
    "debtor.reference": "customer",
    "account.reference": "account",
    "account.due_date": "due",
    "account.balance": "balance",
  },
  constants: {
    "debtor.zone": "Africa/Johannesburg",
    "debtor.language": "en",
    "account.currency": "ZAR",
  },
  arrears: "balance_once_due",
};

test("fills in what a mapping leaves open", () => {
  expect(parseMapping(JSON.stringify(GOOD))).toEqual({
    kind: "mapping",
    mapping: {
      ...GOOD,
      feed: "delta",
      file: {
        delimiter: "auto",
        encoding: "auto",
        quote: '"',
        headerRow: 1,
        dates: "YYYY-MM-DD",
        decimal: ".",
        thousands: "",
      },
      custom: {},
      controls: {},
    },
  });
});

test.for<readonly [what: string, change: object, path: string, message: string]>([
  ["an unknown key", { colour: "red" }, "", 'Unrecognized key: "colour"'],
  [
    "another schema",
    { schema: "fairflow.mapping/2" },
    "schema",
    'Invalid input: expected "fairflow.mapping/1"',
  ],
  [
    "a field that does not exist",
    { columns: { ...GOOD.columns, "debtor.shoe": "s" } },
    "columns",
    'Unrecognized key: "debtor.shoe"',
  ],
  [
    "no column for the account",
    { columns: { "debtor.reference": "c", "account.balance": "b", "account.due_date": "d" } },
    "columns.account.reference",
    "No column is mapped to account.reference",
  ],
  [
    "no zone",
    { constants: { "debtor.language": "en", "account.currency": "ZAR" } },
    "constants.debtor.zone",
    "debtor.zone has neither a column nor a constant",
  ],
  [
    "no amount",
    { columns: { "debtor.reference": "c", "account.reference": "a", "account.due_date": "d" } },
    "columns.account.balance",
    "No column says how much is owed: map an amount, a balance or arrears",
  ],
  [
    "stated arrears that no column states",
    { arrears: "stated" },
    "columns.account.arrears",
    "The arrears are stated by a column, but none is mapped to account.arrears",
  ],
  [
    "dates of an unknown form",
    { file: {} },
    "file.dates",
    "The mapping has date columns but does not say how dates are written",
  ],
  [
    "a date format that is none",
    { file: { dates: "dd.mm.yy" } },
    "file.dates",
    "Not a date format: write one such as YYYY-MM-DD or D/M/YYYY",
  ],
  [
    "one separator for both",
    { file: { dates: "YYYY-MM-DD", thousands: "." } },
    "file.thousands",
    "Decimals and thousands cannot have the same separator",
  ],
  [
    "an unknown currency",
    { constants: { ...GOOD.constants, "account.currency": "RND" } },
    "constants.account.currency",
    "Not a currency of ISO 4217",
  ],
  [
    "a total of nothing",
    { controls: { trailer: { marker: "T", total: 2 } } },
    "controls.totalOf",
    "A total needs the mapped amount that it is the sum of",
  ],
])("refuses %s", ([, change, path, message]) => {
  expect(parseMapping(JSON.stringify({ ...GOOD, ...change }))).toEqual({
    kind: "refused",
    problems: [{ path, message }],
  });
});

test.for([
  '{"__proto__": {}}',
  '{"columns": {"__proto__": "x"}}',
  '{"columns": {"debtor.kind": {"column": "c", "values": {"__proto__": "x"}}}}',
])("refuses %s", (text) => {
  expect(parseMapping(text)).toEqual({
    kind: "refused",
    problems: [{ path: "", message: 'The name "__proto__" is reserved' }],
  });
});

test.for(["", "{", "null", "[]", '"x"', "1e999", "[".repeat(100_000)])(
  "never throws: %j",
  (text) => {
    expect(parseMapping(text).kind).toBe("refused");
  },
);
