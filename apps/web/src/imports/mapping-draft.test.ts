import { expect, test } from "vitest";
import {
  columnsOf,
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

test("the translation of values moves with its column", () => {
  const changed = withTarget(mapping, "Bill", "account.product");

  expect(changed["columns"]).toEqual({
    "account.reference": "Invoice",
    "account.product": { column: "Bill", values: { Paper: "letter" } },
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
