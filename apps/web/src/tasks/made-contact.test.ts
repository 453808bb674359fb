import { expect, test } from "vitest";
import {
  choiceOfOutcome,
  choiceOfReached,
  contactOf,
  nothingChosen,
  outcomeOptions,
  whatIsMissing,
} from "./made-contact.ts";

const chosen = (outcome: string, reached = "") =>
  choiceOfReached(choiceOfOutcome(nothingChosen, outcome), reached);

test.for<[ReturnType<typeof chosen>, string | undefined, ReturnType<typeof contactOf>]>([
  [nothingChosen, "Say what came of it", undefined],
  [chosen("conversation"), "Say who was reached", { outcome: "conversation" }],
  [chosen("conversation", "debtor"), undefined, { outcome: "conversation", reached: "debtor" }],
  // Nobody answered, whoever was chosen before.
  [chosen("no_answer", "debtor"), undefined, { outcome: "no_answer" }],
  [chosen("not-made", "debtor"), undefined, undefined],
  [chosen("something else"), "Say what came of it", undefined],
])("%j lacks %j and is told as %j", ([choice, missing, contact]) => {
  expect(whatIsMissing(choice)).toBe(missing);
  expect(contactOf(choice)).toEqual(contact);
});

test.for(["call", "visit"] as const)("each way that a %s may end has words of its own", (kind) => {
  const labels = outcomeOptions(kind).map(({ label }) => label);

  expect(new Set(labels).size).toBe(labels.length);
  expect(labels.at(-1)).toBe(`The ${kind} was not made`);
});
