import { coreFields, fieldsWith } from "@fairflow/criteria";
import { expect, test } from "vitest";
import { changeProblems } from "./change-problems.ts";
import type { Change } from "./effect.ts";

const fields = fieldsWith([
  { id: "custom.score", label: "Score", type: "number", group: "custom" },
  { id: "custom.fee", label: "Fee", type: "money", group: "custom" },
  { id: "custom.visit", label: "Visit", type: "date", group: "custom" },
  { id: "custom.vip", label: "VIP", type: "boolean", group: "custom" },
  {
    id: "custom.mood",
    label: "Mood",
    type: "choice",
    group: "custom",
    choices: [{ value: "calm", label: "Calm" }],
  },
]);

const set = (field: string, value: string | number | boolean | null): Change => ({
  kind: "set",
  field,
  value,
});

test.for<[Change, Change]>([
  [set("custom.score", 1.5), set("custom.score", "1.5")],
  [set("custom.fee", 100), set("custom.fee", 0.5)],
  [set("custom.visit", "2026-02-28"), set("custom.visit", "2026-02-29")],
  [set("custom.vip", false), set("custom.vip", "no")],
  [set("custom.mood", "CALM"), set("custom.mood", "angry")],
  [set("account.stage", "legal"), set("account.stage", 3)],
  [set("custom.visit", null), set("custom.unknown", null)],
  [
    { kind: "add-tag", field: "account.tags", tag: "vip" },
    { kind: "add-tag", field: "account.stage", tag: "vip" },
  ],
  [{ kind: "remove-tag", field: "debtor.tags", tag: "vip" }, set("debtor.tags", "vip")],
])("%j fits and %j does not", ([fitting, unfit]) => {
  expect([changeProblems(fitting, fields).length, changeProblems(unfit, fields).length]).toEqual([
    0, 1,
  ]);
});

test("names a field that does not exist", () => {
  expect(changeProblems(set("custom.x", 1), coreFields)).toEqual(['There is no field "custom.x"']);
});
