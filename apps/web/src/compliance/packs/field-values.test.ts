import { expect, test } from "vitest";
import { fieldValue } from "./field-values.ts";

const text = JSON.stringify({
  limit: 7,
  channels: ["sms", "email"],
  window: { kind: "rolling_hours", length: 24 },
});

test.for([
  ["limit", "7"],
  ["channels", "sms, email"],
  ["window.length", "24"],
  ["window", '{ "kind": "rolling_hours", "length": 24 }'],
  ["scope", undefined],
] as const)("reads the field %s", ([field, value]) => {
  expect(fieldValue(text, field)).toBe(value);
});

test("a rule that is not there, or is no JSON, has no fields", () => {
  expect(fieldValue(undefined, "limit")).toBeUndefined();
  expect(fieldValue("limit: 7", "limit")).toBeUndefined();
});
