import { expect, test } from "vitest";
import { matchStep } from "./match-step.ts";

test.for([
  ["end", "End", ["The flow ends here"], 1],
  ["wait", "Wait for", ["Until something happens"], 0.9],
  ["if", "Condition", ["If this, go that way"], 0.6],
  ["end", "Segment", ["Go by saved segments"], 0],
  ["day", "Wait", ["Let time pass"], 0],
  ["email", "E-mail", ["An e-mail in their language"], 1],
  ["E-Mail", "E-mail", [], 1],
] as const)("%j finds %j at %j", ([typed, title, others, score]) => {
  expect(matchStep(typed, title, others)).toBe(score);
});
