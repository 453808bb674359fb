import { expect, test } from "vitest";
import {
  columnsOf,
  columnValues,
  overlookedIn,
  withColumnValues,
  targetOfColumn,
  withConstant,
  withFileSetting,
  withTarget,
} from "./mapping-draft.ts";

const mapping = {
  schema: "fairflow.mapping/1",
  columns: {
    "account.reference": "Invoice",
    "debtor.preferred_channel": { column: "Bill", values: { Paper: "letter" } },
  },
};

test("a column with translated values shows by its name", () => {
  expect([...columnsOf(mapping)]).toEqual([
    ["account.reference", "Invoice"],
    ["debtor.preferred_channel", "Bill"],
  ]);
});

test("a target belongs to one column: giving it to another takes it from the first", () => {
  const changed = withTarget(mapping, "Number", "account.reference");

  expect(targetOfColumn(changed, "Number")).toBe("account.reference");
  expect(targetOfColumn(changed, "Invoice")).toBeUndefined();
});

test("a column that looks like a field is pointed at until it, or another, is that field", () => {
  const email = { column: "Emial", target: "debtor.email" };
  const lookalikes = [
    { column: "Invoice", target: "account.reference" },
    email,
    { column: "E-mail", target: "debtor.email" },
    { column: "Town", target: "debtor.city" },
  ];
  const withTown = { ...mapping, custom: { town: { column: "Town", type: "text", pii: false } } };

  expect(overlookedIn(withTown, lookalikes)).toEqual([email]);
  expect(overlookedIn(withTarget(withTown, "E-mail", "debtor.email"), lookalikes)).toEqual([]);
});

test("the translation of values moves with its column", () => {
  const changed = withTarget(mapping, "Bill", "account.product");

  expect(changed["columns"]).toEqual({
    "account.reference": "Invoice",
    "account.product": { column: "Bill", values: { Paper: "letter" } },
  });
});

test("values get words of ours, and the column is plain again when the last one is taken back", () => {
  const words = columnValues(mapping, "debtor.preferred_channel");
  const changed = withColumnValues(
    mapping,
    "debtor.preferred_channel",
    new Map([...words, ["Electronic", "email"]]),
  );

  expect([...columnValues(changed, "debtor.preferred_channel")]).toEqual([
    ["Paper", "letter"],
    ["Electronic", "email"],
  ]);
  expect(withColumnValues(changed, "debtor.preferred_channel", new Map([["Paper", " "]]))).toEqual({
    ...mapping,
    columns: { "account.reference": "Invoice", "debtor.preferred_channel": "Bill" },
  });
});

test("leaving a column out keeps everything else of the mapping", () => {
  expect(withTarget(mapping, "Bill", undefined)).toEqual({
    schema: "fairflow.mapping/1",
    columns: { "account.reference": "Invoice" },
  });
});

test("an emptied constant or setting is left out rather than empty", () => {
  const filled = withConstant(
    withFileSetting(mapping, "dates", "D/M/YYYY"),
    "account.currency",
    "ZAR",
  );

  expect(withConstant(filled, "account.currency", " ")["constants"]).toEqual({});
  expect(withFileSetting(filled, "dates", "")["file"]).toEqual({});
});

test("a mapping of the wrong shape reads as empty", () => {
  expect([...columnsOf({ columns: 7 })]).toEqual([]);
});
