import { expect, test } from "vitest";
import { endWords } from "./end-words.ts";

test.for([
  ["sms.not-allowed", "SMS: not allowed"],
  ["wait-for.timeout", "Wait for: timeout"],
  ["still-inside", "Still inside"],
  ["paid", "Paid"],
  ["Sent to the self-help desk", "Sent to the self-help desk"],
  ["constructor.name", "constructor.name"],
])("the end %s reads as “%s”", ([reason, words]) => {
  expect(endWords(reason ?? "")).toBe(words);
});
