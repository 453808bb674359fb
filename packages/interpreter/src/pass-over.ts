import type { CompiledNode } from "./compile.ts";
import type { Outcome } from "./define-node.ts";
import { VisitContext } from "./visit-context.ts";
import type { Walk } from "./walk.ts";

const SENT = "sent";

/**
 * What a node decides when its visit begins. One that would send what the run was sent before it was moved to this version
 * goes on as if that had been sent now; once, so that a reminder that comes again every month still does. One that was held
 * out goes on as if that were not allowed.
 */
export function decided(walk: Walk, node: CompiledNode): Outcome {
  const outcome = node.execute(new VisitContext(walk, node.id));
  const { passesOver, heldOut } = walk.run;
  if (outcome.kind === "attempt" && heldOut === true) return answered(walk, node, "not-allowed");
  if (outcome.kind !== "attempt" || !passesOver.includes(node.id)) return outcome;
  walk.run.passesOver = passesOver.filter((id) => id !== node.id);
  return answered(walk, node, SENT);
}

/** What a node that would send decides when it has its answer already. */
function answered(walk: Walk, node: CompiledNode, answer: "sent" | "not-allowed"): Outcome {
  if (node.exits.has(answer)) return { kind: "leave", exit: answer };
  const next = node.execute(new VisitContext(walk, node.id, answer));
  // A visit that has its answer does not ask again (I6); what asks all the same ends as refused.
  return next.kind === "attempt" ? { kind: "leave", exit: "not-allowed" } : next;
}
