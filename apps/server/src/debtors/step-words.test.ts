import { expect, test } from "vitest";
import { plainWords, stepName, wayOutWords } from "./step-words.ts";

const sms = { type: "sms", name: "", config: { message: { template: "reminder" } } };
const wait = { type: "wait", name: "A day", config: { until: { kind: "days", days: 1 } } };
const question = {
  type: "condition",
  name: "",
  config: {
    branches: [
      { id: "b1", label: "Still due", criteria: { kind: "all", of: [] } },
      { id: "b2", label: "Nearly paid", criteria: { kind: "all", of: [] } },
    ],
  },
};

test.for([
  [wait, "A day"],
  [sms, "SMS"],
  [null, "step-1"],
  [{ type: "fax", name: "", config: {} }, "step-1"],
] as const)("%o is called %s", ([node, name]) => {
  expect(stepName(node, "step-1")).toBe(name);
});

test.for([
  [question, "b2", "Went on: Nearly paid"],
  [question, "else", "Went on: Otherwise"],
  [null, "not-allowed", "Went on: not allowed"],
  [question, "ended:Paid", "The way ended here: Paid"],
  [sms, "ended:sms.not-allowed", "The way ended here: sms, not allowed"],
  [sms, "interrupted", "Something else came first"],
] as const)("of %o, %s reads %s", ([node, exit, words]) => {
  expect(wayOutWords(node, exit)).toBe(words);
});

test.for([
  ["no-address", "no address"],
  ["Number 30003: handset off", "Number 30003: handset off"],
] as const)("%s reads %s", ([id, words]) => {
  expect(plainWords(id)).toBe(words);
});
