import { NodeId } from "@fairflow/flow";
import { MessageChannel } from "@fairflow/interpreter";
import { z } from "zod";
import { TimeOfDay } from "./local-moment.ts";

const Step = z.strictObject({ kind: z.literal("step"), step: NodeId });

/**
 * A point on somebody's way: a number of whole days after the start, the first visit of a step, or a forced answer by its
 * place in the list, counted from 1.
 */
export const Point = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("day"), day: z.int().min(0).max(730) }),
  Step,
  z.strictObject({ kind: z.literal("answer"), answer: z.int().positive() }),
]);
export type Point = z.infer<typeof Point>;

export const ExpectedMessage = z.strictObject({
  channel: MessageChannel,
  /** The step that sends it; any where absent. */
  step: NodeId.optional(),
  template: z.string().max(64).optional(),
});
export type ExpectedMessage = z.infer<typeof ExpectedMessage>;

/**
 * What must have come true when a test run is over:
 * - `ends`: the run has ended, for this reason where one is named, at the latest so many days after the start;
 * - `waits`: it has not ended, and stands at this step;
 * - `not-taken-in`: the start never let the person in;
 * - `visits`: these steps, in this order; others may lie between;
 * - `avoids`: none of these steps;
 * - `messages`: these messages leave, in this order, and no others; an empty list is silence;
 * - `no-contact`: no message leaves from one point until another, or until the end;
 * - `quiet-hours`: no message leaves from this time of day until that one, in the person's zone, on any day.
 */
export const Expectation = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("ends"),
    reason: z.string().min(1).max(120).optional(),
    withinDays: z.int().min(0).max(730).optional(),
  }),
  z.strictObject({ kind: z.literal("waits"), step: NodeId }),
  z.strictObject({ kind: z.literal("not-taken-in") }),
  z.strictObject({ kind: z.literal("visits"), steps: z.array(NodeId).min(1).max(200) }),
  z.strictObject({ kind: z.literal("avoids"), steps: z.array(NodeId).min(1).max(200) }),
  z.strictObject({ kind: z.literal("messages"), messages: z.array(ExpectedMessage).max(200) }),
  z.strictObject({ kind: z.literal("no-contact"), from: Point, until: Point.optional() }),
  z.strictObject({ kind: z.literal("quiet-hours"), from: TimeOfDay, until: TimeOfDay }),
]);
export type Expectation = z.infer<typeof Expectation>;
