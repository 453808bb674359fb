import { z } from "zod";
import { defineNode } from "../define-node.ts";
import { good } from "./toy-parts.ts";

export const send = defineNode({
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
export const notify = defineNode({
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
export const sue = defineNode({
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
