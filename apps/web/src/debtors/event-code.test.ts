import { expect, test } from "vitest";
import { eventCode } from "./event-code.ts";

test.for([
  ["Court order", "court_order"],
  [" Form 17.2, signed ", "form_17_2_signed"],
  ["17.2", ""],
  ["", ""],
])("%j is kept as %j", ([words, code]) => {
  expect(eventCode(words ?? "")).toBe(code);
});
