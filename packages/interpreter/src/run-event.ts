import type { ExitId, NodeId } from "@fairflow/flow";
import { z } from "zod";

/** Facts from outside that every installation knows. */
export const KnownEvent = z.enum([
  "paid",
  "part-paid",
  "replied",
  "delivered",
  "not-delivered",
  "link-opened",
  "opted-out",
  "promise-made",
  "promise-kept",
  "promise-partly-kept",
  "promise-broken",
  "promise-cancelled",
  "instalment-kept",
  "instalment-partly-kept",
  "instalment-missed",
  "settlement-settled",
  "settlement-lapsed",
  "task-done",
]);
export type KnownEvent = z.infer<typeof KnownEvent>;

/** Facts from outside that a node can wait for by name; an installation's own are `custom:<name>`. */
export const AwaitedEvent = z.union([
  KnownEvent,
  z.templateLiteral(["custom:", z.string().regex(/^[a-z][a-z0-9_-]{0,40}$/)]),
]);
export type AwaitedEvent = z.infer<typeof AwaitedEvent>;

export type AttemptResult =
  | { readonly kind: "sent" }
  /** The law lets a step through that reaches nobody. */
  | { readonly kind: "allowed" }
  | { readonly kind: "not-allowed"; readonly rules: readonly string[] }
  | { readonly kind: "failed" }
  | { readonly kind: "deferred"; readonly untilMs: number; readonly rules: readonly string[] };

/**
 * What can move a run. An event about an attempt or a task names the node and visit that it belongs to: one that the run
 * has moved past changes nothing (I4).
 */
export type RunEvent =
  | { readonly kind: "start" }
  | { readonly kind: "wake" }
  /** What made the gate defer may be gone: who waits to ask again need not wait any longer. */
  | { readonly kind: "ask-again" }
  | {
      readonly kind: "attempt";
      readonly node: NodeId;
      readonly visit: number;
      readonly result: AttemptResult;
    }
  /**
   * Of a notice that was sent: when its days will have passed, as the law counts them from what is known of it, null while
   * they do not run; or that it did not reach the debtor.
   */
  | {
      readonly kind: "notice";
      readonly node: NodeId;
      readonly visit: number;
      readonly result:
        | { readonly kind: "elapses"; readonly atMs: number | null }
        | { readonly kind: "not-delivered" };
    }
  | {
      readonly kind: "task-done";
      readonly node: NodeId;
      readonly visit: number;
      readonly outcome: ExitId;
    }
  /** Another system that the visit asked has answered, and the answer chose this way out. */
  | {
      readonly kind: "answered";
      readonly node: NodeId;
      readonly visit: number;
      readonly exit: ExitId;
    }
  | { readonly kind: "happened"; readonly event: AwaitedEvent }
  /** Stop facts: they interrupt a run wherever it stands. */
  | { readonly kind: "paid" }
  | { readonly kind: "cured" }
  | { readonly kind: "dispute-opened" }
  | {
      readonly kind: "dispute-resolved";
      readonly decision: "accepted" | "partly-accepted" | "rejected";
      /** A run that resumes does so no sooner than this: some business days after the decision was sent. */
      readonly resumeNotBeforeMs: number;
    }
  | { readonly kind: "held"; readonly reason: string }
  | { readonly kind: "released"; readonly reason: string }
  | { readonly kind: "stopped"; readonly reason: string };
