import type { CompiledNode } from "./compile.ts";
import type { Outcome } from "./define-node.ts";
import { VisitContext } from "./visit-context.ts";
import type { Walk } from "./walk.ts";

const SENT = "sent";

/**
 * What a node decides when its visit begins. One that would send what the run was sent before it was moved to this version
 * goes on as if that had been sent now; once, so that a reminder that comes again every month still does.
 */
export function decided(walk: Walk, node: CompiledNode): Outcome {
  const outcome = node.execute(new VisitContext(walk, node.id));
  const { passesOver } = walk.run;
  if (outcome.kind !== "attempt" || !passesOver.includes(node.id)) return outcome;
  walk.run.passesOver = passesOver.filter((id) => id !== node.id);
  if (node.exits.has(SENT)) return { kind: "leave", exit: SENT };
  const next = node.execute(new VisitContext(walk, node.id, SENT));
  // A visit that has its answer does not ask again (I6); what asks all the same ends as refused.
  return next.kind === "attempt" ? { kind: "leave", exit: "not-allowed" } : next;
}
