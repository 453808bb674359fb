import { defineNode, type Outcome } from "@fairflow/interpreter";
import { z } from "zod";

export const PromiseToPayConfig = z.strictObject({
  /** A promise or a whole arrangement, or its instalments one by one. */
  watch: z.enum(["promise", "instalment"]),
});
export type PromiseToPayConfig = z.infer<typeof PromiseToPayConfig>;

const NONE: Outcome = { kind: "leave", exit: "none" };

const PROMISE: Outcome = {
  kind: "await",
  exits: {
    "promise-kept": "kept",
    "promise-partly-kept": "partly-kept",
    "promise-broken": "broken",
    "promise-cancelled": "none",
  },
  untilMs: null,
  timeout: null,
};

const INSTALMENT: Outcome = {
  kind: "await",
  exits: {
    "instalment-kept": "kept",
    "instalment-partly-kept": "partly-kept",
    "instalment-missed": "broken",
    "promise-kept": "completed",
    "promise-partly-kept": "over",
    "promise-broken": "over",
    "promise-cancelled": "none",
  },
  untilMs: null,
  timeout: null,
};

/** Its day and its days of grace stand with what was promised, so that the node has none of its own. */
export const promiseToPay = defineNode({
  type: "promise-to-pay",
  title: "Promise to pay",
  family: "wait",
  config: PromiseToPayConfig,
  defaults: { watch: "promise" },
  exits: ({ watch }) => [
    { id: "kept", label: "Kept" },
    { id: "partly-kept", label: "Kept in part" },
    { id: "broken", label: watch === "promise" ? "Broken" : "Missed" },
    ...(watch === "promise"
      ? []
      : [
          { id: "completed", label: "All paid" },
          { id: "over", label: "Arrangement over" },
        ]),
    { id: "none", label: "Nothing promised" },
  ],
  check: () => [],
  waits: () => false,
  atOnce: () => ["none"],
  whenDisabled: () => ({ kind: "passes", exit: "none" }),
  references: () => ({
    fields: [
      { id: "account.promise_open", type: "boolean" },
      { id: "account.arrangement_active", type: "boolean" },
    ],
  }),
  sentence: ({ watch }) =>
    watch === "promise"
      ? "Wait until the promise is kept or broken, with its days of grace"
      : "Wait for the next instalment of the arrangement, with its days of grace",
  execute:
    ({ watch }) =>
    ({ values }) => {
      const isArranged = values["account.arrangement_active"] === true;
      if (watch === "instalment") return isArranged ? INSTALMENT : NONE;
      return isArranged || values["account.promise_open"] === true ? PROMISE : NONE;
    },
});
