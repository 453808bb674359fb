import { ExitId } from "@fairflow/flow";
import { z } from "zod";
import { defineNode } from "../define-node.ts";
import { AwaitedEvent } from "../run-event.ts";
import { good, next, nothing } from "./toy-parts.ts";

export const sleep = defineNode({
  type: "sleep",
  title: "Sleep",
  family: "wait",
  config: z.strictObject({ ms: z.int().positive() }),
  defaults: { ms: 1_000 },
  exits: () => next,
  check: good,
  waits: () => true,
  sentence: ({ ms }) => `Sleep ${ms} ms`,
  execute:
    ({ ms }) =>
    ({ nowMs }) => ({ kind: "sleep", untilMs: nowMs + ms, exit: "next" }),
});

export const listen = defineNode({
  type: "listen",
  title: "Listen",
  family: "wait",
  config: z.strictObject({ events: z.array(AwaitedEvent), ms: z.int().positive().nullable() }),
  defaults: { events: ["paid"], ms: 1_000 },
  exits: ({ events, ms }) => [
    ...events.map((event) => ({ id: exitOf(event), label: event })),
    ...(ms === null ? [] : [{ id: "timeout", label: "Timeout" }]),
  ],
  check: ({ events }) => (events.length === 0 ? ["Listen for something"] : []),
  waits: () => true,
  sentence: () => "Listen",
  execute:
    ({ events, ms }) =>
    ({ nowMs }) => ({
      kind: "await",
      exits: Object.fromEntries(events.map((event) => [event, exitOf(event)])),
      untilMs: ms === null ? null : nowMs + ms,
      timeout: ms === null ? null : "timeout",
    }),
});

export const ask = defineNode({
  type: "ask",
  title: "Ask",
  family: "human",
  config: z.strictObject({ ms: z.int().positive(), outcomes: z.array(ExitId) }),
  defaults: { ms: 1_000, outcomes: ["done"] },
  exits: ({ outcomes }) => [
    ...outcomes.map((id) => ({ id, label: id })),
    { id: "overdue", label: "Overdue" },
  ],
  check: good,
  waits: () => true,
  sentence: () => "Ask",
  execute:
    ({ ms, outcomes }) =>
    ({ nowMs }) => ({
      kind: "await",
      exits: {},
      untilMs: nowMs + ms,
      timeout: "overdue",
      task: {
        kind: "review",
        title: "Look",
        team: "Desk",
        dueMs: nowMs + ms,
        outcomes: outcomes.map((id) => ({ id, label: id })),
      },
    }),
});

export const pause = defineNode({
  type: "pause",
  title: "Pause",
  family: "human",
  role: "pause",
  config: nothing,
  defaults: {},
  exits: () =>
    ["accepted", "partly-accepted", "rejected", "clear"].map((id) => ({ id, label: id })),
  check: good,
  waits: () => false,
  atOnce: () => ["clear"],
  sentence: () => "Pause",
  execute:
    () =>
    ({ disputeOpen }) =>
      disputeOpen
        ? {
            kind: "await-decision",
            task: { kind: "review", title: "Decide", team: "Desk", dueMs: null, outcomes: [] },
          }
        : { kind: "leave", exit: "clear" },
});

function exitOf(event: AwaitedEvent): ExitId {
  return event.replace(":", "-");
}
