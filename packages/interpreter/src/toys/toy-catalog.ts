import { FieldId } from "@fairflow/criteria";
import { ExitId } from "@fairflow/flow";
import { z } from "zod";
import { defineNode } from "./define-node.ts";
import { AwaitedEvent } from "./run-event.ts";

/*
 * The smallest node of each kind that the interpreter can meet. Its tests draw with these, so that they hold for any catalogue.
 */

const next = [{ id: "next", label: "Next" }];
const nothing = z.strictObject({});
const good = () => [];

const start = defineNode({
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

const pass = defineNode({
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
const liar = defineNode({
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

const above = defineNode({
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

const set = defineNode({
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

const sleep = defineNode({
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

const listen = defineNode({
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

const ask = defineNode({
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

const send = defineNode({
  type: "send",
  title: "Send",
  family: "message",
  config: z.strictObject({ giveUpMs: z.int().positive() }),
  defaults: { giveUpMs: 3_600_000 },
  exits: () => [
    { id: "sent", label: "Sent" },
    { id: "not-allowed", label: "Not allowed" },
    { id: "failed", label: "Failed" },
  ],
  check: good,
  waits: () => false,
  sentence: () => "Send",
  execute:
    ({ giveUpMs }) =>
    ({ nowMs }) => ({
      kind: "attempt",
      request: { channel: "sms", template: "hello", purpose: "collection" },
      giveUpMs: nowMs + giveUpMs,
    }),
});

/** Sends a notice and waits for its days. */
const notify = defineNode({
  type: "notify",
  title: "Notify",
  family: "message",
  config: z.strictObject({ ms: z.int().positive(), asksForProof: z.boolean() }),
  defaults: { ms: 3_600_000, asksForProof: false },
  exits: () => [
    { id: "elapsed", label: "Elapsed" },
    { id: "not-delivered", label: "Not delivered" },
  ],
  check: good,
  waits: () => false,
  atOnce: () => ["not-delivered"],
  sentence: () => "Notify",
  execute:
    ({ ms, asksForProof }) =>
    ({ nowMs, answer }) => {
      if (answer === null) {
        return {
          kind: "attempt",
          request: {
            channel: "letter",
            template: "hello",
            purpose: "statutory_notice",
            notice: "n1",
          },
          giveUpMs: nowMs + ms,
        };
      }
      if (answer !== "sent") return { kind: "leave", exit: "not-delivered" };
      const proof = {
        kind: "proof",
        title: "Prove",
        team: "Desk",
        dueMs: null,
        outcomes: [],
      } as const;
      return {
        kind: "await-notice",
        notice: "n1",
        proof: "delivered",
        proofByMs: nowMs + ms,
        ...(asksForProof ? { task: proof } : {}),
      };
    },
});

/** Asks leave for a legal step and then sleeps. */
const sue = defineNode({
  type: "sue",
  title: "Sue",
  family: "human",
  config: z.strictObject({ ms: z.int().positive() }),
  defaults: { ms: 1_000 },
  exits: () => [
    { id: "done", label: "Done" },
    { id: "not-allowed", label: "Not allowed" },
  ],
  check: good,
  waits: () => false,
  atOnce: () => ["not-allowed"],
  sentence: () => "Sue",
  execute:
    ({ ms }) =>
    ({ nowMs, answer }) =>
      answer === "allowed"
        ? { kind: "sleep", untilMs: nowMs + ms, exit: "done" }
        : { kind: "ask-leave", step: "sue", giveUpMs: nowMs + ms },
});

const pause = defineNode({
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

const finish = defineNode({
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

function exitOf(event: AwaitedEvent): ExitId {
  return event.replace(":", "-");
}

export const toyCatalog = {
  start,
  pass,
  liar,
  above,
  set,
  sleep,
  listen,
  ask,
  send,
  notify,
  sue,
  pause,
  finish,
};
