import { FieldId } from "@fairflow/criteria";
import { z } from "zod";
import { defineNode } from "../define-node.ts";
import { good, next, nothing } from "./toy-parts.ts";

export const start = defineNode({
  type: "start",
  title: "Start",
  family: "trigger",
  role: "start",
  config: nothing,
  defaults: {},
  exits: () => next,
  check: good,
  waits: () => false,
  sentence: () => "Start",
  execute: () => () => ({ kind: "leave", exit: "next" }),
});

export const pass = defineNode({
  type: "pass",
  title: "Pass",
  family: "action",
  config: nothing,
  defaults: {},
  exits: () => next,
  check: good,
  waits: () => false,
  sentence: () => "Pass",
  execute: () => () => ({ kind: "leave", exit: "next" }),
});

/** Says that it waits, and does not: what `compile` cannot see, `advance` must survive. */
export const liar = defineNode({
  type: "liar",
  title: "Liar",
  family: "wait",
  config: nothing,
  defaults: {},
  exits: () => next,
  check: good,
  waits: () => true,
  sentence: () => "Pretend to wait",
  execute: () => () => ({ kind: "leave", exit: "next" }),
});

export const above = defineNode({
  type: "above",
  title: "Above",
  family: "decision",
  config: z.strictObject({ field: FieldId, bound: z.number() }),
  defaults: { field: "account.arrears", bound: 0 },
  exits: () => [
    { id: "yes", label: "Yes" },
    { id: "no", label: "No" },
  ],
  check: good,
  waits: () => false,
  sentence: () => "Above",
  execute:
    ({ field, bound }) =>
    ({ values }) => {
      const value = values[field];
      const isAbove = typeof value === "number" && value > bound;
      return { kind: "leave", exit: isAbove ? "yes" : "no" };
    },
});

export const set = defineNode({
  type: "set",
  title: "Set",
  family: "action",
  config: z.strictObject({ field: FieldId, value: z.number() }),
  defaults: { field: "account.arrears", value: 1 },
  exits: () => next,
  check: good,
  waits: () => false,
  references: ({ field, value }) => ({ changes: [{ kind: "set", field, value }] }),
  sentence: () => "Set",
  execute:
    ({ field, value }) =>
    () => ({
      kind: "leave",
      exit: "next",
      changes: [{ kind: "set", field, value }],
    }),
});

export const finish = defineNode({
  type: "finish",
  title: "Finish",
  family: "exit",
  config: nothing,
  defaults: {},
  exits: () => [],
  check: good,
  waits: () => false,
  sentence: () => "Finish",
  execute: () => () => ({ kind: "end", reason: "finished", success: true }),
});
