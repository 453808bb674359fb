import type { NodeId } from "@fairflow/flow";
import type { CompiledFlow } from "./compile.ts";
import { listensFor, type Run } from "./run.ts";

export type Decision = "accepted" | "partly-accepted" | "rejected";

/** What a decision would make of a run, told before it is taken. */
export type AfterDecision =
  | { readonly kind: "ends"; readonly reason: string }
  /** It takes a way out and comes to this node. */
  | { readonly kind: "goes-to"; readonly node: NodeId }
  /** It takes up again where it stood, no sooner than the days after the decision allow. */
  | { readonly kind: "resumes"; readonly node: NodeId }
  /** Something else holds it, and the decision is kept until that is gone. */
  | { readonly kind: "stays-held"; readonly node: NodeId }
  | { readonly kind: "unchanged" };

/**
 * What becomes of a run that a dispute has stopped, as `advance` will do it.
 *
 * @param settles whether the decision takes off all that is owed: what does not wait for payment then ends as paid
 */
export function afterDecision(
  flow: CompiledFlow,
  run: Run,
  { decision, settles }: { readonly decision: Decision; readonly settles: boolean },
): AfterDecision {
  if (run.node === null || run.status === "ended" || run.status === "parked") {
    return { kind: "unchanged" };
  }
  if (settles && !listensFor(run, "paid")) return { kind: "ends", reason: "paid" };
  const isPaused = run.waiting?.kind === "dispute";
  const isHeld = run.holds.includes(DISPUTE);
  if (!isPaused && !isHeld) return { kind: "unchanged" };
  const stand = run.interrupted;
  const others = run.holds.some((reason) => reason !== DISPUTE);
  if (isHeld && !isPaused) {
    if (decision === "accepted") return { kind: "ends", reason: "dispute-accepted" };
    const node = stand?.node ?? run.node;
    return others ? { kind: "stays-held", node } : { kind: "resumes", node };
  }
  const target = flow.pause?.exits.get(decision) ?? null;
  const before = stand !== null && stand.node !== run.node ? stand : null;
  if (target === null && decision !== "accepted" && before !== null) {
    return others
      ? { kind: "stays-held", node: before.node }
      : { kind: "resumes", node: before.node };
  }
  const pause = flow.pause?.type ?? DISPUTE;
  if (target === null) return { kind: "ends", reason: `${pause}.${decision}` };
  return others ? { kind: "stays-held", node: target } : { kind: "goes-to", node: target };
}

const DISPUTE = "dispute";
