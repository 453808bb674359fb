import type { FactValue, FieldId } from "@fairflow/criteria";
import type { ExitId, NodeId } from "@fairflow/flow";
import type { AwaitedEvent, MessageChannel, Run } from "@fairflow/interpreter";
import type { TestJudgement } from "./test-case.ts";

/** What set a moment off. */
export type Cause =
  | { readonly kind: "start" }
  /** The person was not taken in. */
  | { readonly kind: "refused-at-start" }
  | { readonly kind: "time" }
  /** By its place in the list of forced answers. */
  | { readonly kind: "answer"; readonly answer: number }
  | { readonly kind: "delivery" }
  | { readonly kind: "hold-over"; readonly state: string };

/**
 * Something that happened to one run at one instant and step: it came there, was judged, wrote, went on. What an event sets off
 * is a list of such moments, of which the first has the cause.
 */
export interface Moment {
  readonly atMs: number;
  readonly cause: Cause | null;
  /** Where the run stood, or came to; null before it is taken in. */
  readonly step: NodeId | null;
  readonly visit: number;
  /** Whether this is where the visit begins. */
  readonly entered: boolean;
  /** What the step looked at. */
  readonly facts: readonly { readonly field: FieldId; readonly value: FactValue }[];
  /** The way out: an exit, `ended:<reason>` or `interrupted`; null while the run stays. */
  readonly left: string | null;
  /** Where that leads. */
  readonly next: NodeId | null;
  /** Why, in one sentence. */
  readonly why: string;
  readonly judgement: TestJudgement | null;
  readonly message: TestMessage | null;
  /** Why a message that the gate let go did not leave. */
  readonly unsent: "no-address" | "not-written" | null;
  /** What else the flow asks of the outside world, in words. */
  readonly work: readonly string[];
  /** The run as it is when all that happens at this instant is over. */
  readonly stand: Standing;
}

/** A message as it leaves. */
export interface TestMessage {
  readonly channel: MessageChannel;
  readonly template: string;
  readonly language: string;
  readonly subject: string | null;
  readonly body: string;
  /** How many parts an SMS takes; null of the others. */
  readonly smsParts: number | null;
}

/** Where a run stands and what could move it. */
export interface Standing {
  readonly status: Run["status"] | "not-taken-in";
  readonly step: NodeId | null;
  /** When it goes on by itself; null when only an answer can move it. */
  readonly wakeMs: number | null;
  readonly ended: { readonly reason: string; readonly success: boolean } | null;
  /** The events that it waits for. */
  readonly listens: readonly AwaitedEvent[];
  /** The outcomes of the task that it waits for. */
  readonly outcomes: readonly { readonly id: ExitId; readonly label: string }[];
  readonly disputeOpen: boolean;
  readonly holds: readonly string[];
}
