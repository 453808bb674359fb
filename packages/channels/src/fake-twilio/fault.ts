import { createHash } from "node:crypto";
import { z } from "zod";

/** What may go wrong with one request to send, and with the callbacks that follow it. */
export const Fault = z.enum([
  "none",
  /** 429 with Retry-After. */
  "too-many-requests",
  /** 500 without having taken the message, and after having taken it. */
  "broken-before",
  "broken-after",
  /** No answer ever. */
  "silent-before",
  "silent-after",
  "reset-before",
  "reset-after",
  /** 201 with a page of HTML, and with half of its JSON. */
  "malformed-after",
  "cut-after",
  "slow",
  "opted-out",
  "queue-full",
  "dead-address",
  /** Accepted, and failed afterwards because the queue was full, or the validity over. */
  "overflows",
  "expires",
  "callbacks-thrice",
  "callbacks-reversed",
  /** The callbacks arrive before the answer to the request. */
  "callbacks-first",
  /** The callbacks wait until they are released. */
  "callbacks-late",
]);
export type Fault = z.infer<typeof Fault>;

/** Which requests meet which faults: in the order listed and then none, or by a seed. */
export const FaultPlan = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("listed"), faults: z.array(Fault) }),
  z.strictObject({
    kind: z.literal("seeded"),
    seed: z.int(),
    /** One request in so many meets a fault. */
    oneIn: z.int().positive(),
    faults: z.array(Fault).min(1),
  }),
]);
export type FaultPlan = z.infer<typeof FaultPlan>;

/** @param nth how many requests came before since the plan was made */
export function faultOf(plan: FaultPlan, nth: number): Fault {
  if (plan.kind === "listed") return plan.faults[nth] ?? "none";
  const drawn = createHash("sha256")
    .update(`${String(plan.seed)}.${String(nth)}`)
    .digest();
  if (drawn.readUInt32BE(0) % plan.oneIn !== 0) return "none";
  return plan.faults[drawn.readUInt32BE(4) % plan.faults.length] ?? "none";
}
