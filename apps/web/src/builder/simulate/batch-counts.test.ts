import { expect, test } from "vitest";
import { addCounts, byCount, NO_COUNTS } from "./batch-counts.ts";

test("adds slices, also where one of them knows a step or rule that the other does not", () => {
  const one = {
    ...NO_COUNTS,
    people: 2,
    steps: { sms: { entered: 2, left: 1 } },
    messages: { sms: 1 },
    deferred: { "za.hours": 1 },
  };
  const other = {
    ...NO_COUNTS,
    people: 1,
    steps: { sms: { entered: 1, left: 1 }, end: { entered: 1, left: 1 } },
    messages: { sms: 2, email: 1 },
    failed: 1,
  };

  const sum = addCounts(one, other);

  expect(sum).toEqual({
    ...NO_COUNTS,
    people: 3,
    steps: { sms: { entered: 3, left: 2 }, end: { entered: 1, left: 1 } },
    messages: { sms: 3, email: 1 },
    deferred: { "za.hours": 1 },
    failed: 1,
  });
  expect(byCount(sum.messages)).toEqual([
    ["sms", 3],
    ["email", 1],
  ]);
});
