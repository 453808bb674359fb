import type { FlowNode } from "@fairflow/flow";
import type { Catalog, WhenDisabled } from "@fairflow/interpreter";
import { expect, test } from "vitest";
import { catalog } from "./catalog.ts";

const past = (exit: string) => ({ kind: "passes", exit });
const never = (because: RegExp) => ({ kind: "cannot", because: expect.stringMatching(because) });

test.for<[string, string, FlowNode["config"], object]>([
  ["an SMS", "sms", {}, past("sent")],
  ["an e-mail", "email", {}, past("sent")],
  ["a letter", "letter", {}, past("sent")],
  ["a letter that is a legal step", "letter", { step: "terminate" }, never(/legal step/)],
  ["a legal notice", "notice", {}, never(/legal notice/)],
  ["a wait", "wait", {}, past("next")],
  [
    "a wait for a date",
    "wait",
    {
      kind: "date",
      field: "account.due_date",
      side: "before",
      days: 2,
      businessDays: false,
      at: "09:00",
    },
    past("next"),
  ],
  ["a wait for an event with a deadline", "wait-for", {}, past("timeout")],
  [
    "one without a deadline",
    "wait-for",
    { deadline: { kind: "none" } },
    never(/without a deadline/),
  ],
  ["a condition", "condition", {}, past("else")],
  ["a segment", "segment", {}, past("else")],
  ["a split", "split", {}, never(/several ways out/)],
  ["an update", "update", {}, past("next")],
  ["a payment link", "payment-link", {}, past("next")],
  ["a payment link that waits", "payment-link", { wait: { days: 3 } }, past("not-paid")],
  ["a task with one outcome", "task", {}, past("done")],
  [
    "a task with two",
    "task",
    {
      outcomes: [
        { id: "a", label: "A" },
        { id: "b", label: "B" },
      ],
    },
    never(/which of its outcomes/),
  ],
  ["a task that is a legal step", "task", { step: "sue" }, never(/legal step/)],
  ["a promise to watch", "promise-to-pay", {}, past("none")],
  ["a goal", "goal", {}, never(/nothing follows/)],
  ["an end", "end", {}, never(/nothing follows/)],
  ["the start", "start", {}, never(/everybody comes in/)],
  ["the pause for disputes", "pause-on-dispute", {}, never(/dispute/)],
])("%s, when it is disabled", ([, type, config, expected]) => {
  expect(whenDisabled(type, config)).toEqual(expected);
});

/** Of a node with the settings that it has when it is new, but for those given. */
function whenDisabled(type: string, config: FlowNode["config"]): WhenDisabled | undefined {
  const kinds: Catalog = catalog;
  const definition = kinds[type];
  const settings = "kind" in config ? config : { ...Object(definition?.defaults), ...config };
  const binding = definition?.bind(settings);
  return binding?.ok === true ? binding.node.whenDisabled : undefined;
}
