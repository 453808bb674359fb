import { z } from "zod";
import { Id, InstantMs } from "./values.ts";

/**
 * What passed each node of a version: entered = the sum of `left` + present, unless a period or a segment was asked for.
 * A message is sent when the provider took it; `failed` are those that no provider took or that did not arrive.
 */
export const NodeCounts = z.strictObject({
  entered: z.int(),
  /** Of those who entered: whom a move brought from another version. Whom one took there left by `moved:` and the step. */
  movedIn: z.int(),
  /** Now, whatever period was asked for. */
  present: z.int(),
  left: z.record(z.string(), z.int()),
  sent: z.int(),
  delivered: z.int(),
  failed: z.int(),
  deferred: z.int(),
  forbidden: z.int(),
  /** Entries that ended well and had this node's message last, within the flow's attribution window. */
  goals: z.int(),
  /** Payments that had this node's message last before them, within the window; one that was taken back does not count. */
  paid: z.int(),
  /** What they come to in minor units, by currency. */
  collected: z.record(z.string(), z.int()),
  /** What people did of themselves who had this node's message last before it, within the window. */
  clicked: z.int(),
  replied: z.int(),
  optedOut: z.int(),
  disputed: z.int(),
  promised: z.int(),
  /** What those promises come to in minor units, by currency. */
  promisedAmounts: z.record(z.string(), z.int()),
});
export type NodeCounts = z.infer<typeof NodeCounts>;

/** Of a node that nobody has come to. */
export const NO_COUNTS: NodeCounts = {
  entered: 0,
  movedIn: 0,
  present: 0,
  left: {},
  sent: 0,
  delivered: 0,
  failed: 0,
  deferred: 0,
  forbidden: 0,
  goals: 0,
  paid: 0,
  collected: {},
  clicked: 0,
  replied: 0,
  optedOut: 0,
  disputed: 0,
  promised: 0,
  promisedAmounts: {},
};

export const VersionCounts = z.strictObject({
  flow: Id,
  version: z.int().positive(),
  asOfMs: InstantMs,
  nodes: z.record(z.string(), NodeCounts),
});
export type VersionCounts = z.infer<typeof VersionCounts>;
