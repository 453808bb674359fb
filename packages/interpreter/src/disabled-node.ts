import type { ExitId } from "@fairflow/flow";
import type { BoundNode, Exit, NodeDefinition } from "./define-node.ts";

/** What disabling a node does to those who come to it: they go on at once by one way out; or why it cannot be disabled. */
export type WhenDisabled =
  | { readonly kind: "passes"; readonly exit: ExitId }
  | { readonly kind: "cannot"; readonly because: string };

/** Ways out that say that nothing was decided, or that what the step is for is done. */
const PLAIN_WAYS: readonly ExitId[] = ["next", "else", "sent", "timeout"];

/** What goes for a node whose type says nothing of it: it is passed by its only way out, or by a plain one. */
export function usualWayPast(exits: readonly Exit[], role: NodeDefinition["role"]): WhenDisabled {
  const [first, ...others] = exits.map(({ id }) => id);
  if (role === "start") {
    return cannotBeDisabled("everybody comes in here. Stop the flow's entries instead");
  }
  if (role === "pause") {
    return cannotBeDisabled("it keeps people in a dispute from being contacted");
  }
  if (first === undefined) return cannotBeDisabled("nothing follows it. Delete it instead");
  if (others.length === 0) return { kind: "passes", exit: first };
  const plain = PLAIN_WAYS.find((way) => exits.some(({ id }) => id === way));
  if (plain !== undefined) return { kind: "passes", exit: plain };
  return cannotBeDisabled(
    "it has several ways out, and none is the way of people for whom it does nothing",
  );
}

export function cannotBeDisabled(because: string): WhenDisabled {
  return { kind: "cannot", because };
}

/** A disabled node: it looks at nothing, asks for nothing and refers to nothing. */
export function passedBy(node: BoundNode, exit: ExitId): BoundNode {
  const outcome = { kind: "leave", exit, disabled: true } as const;
  return {
    ...node,
    problems: [],
    waits: false,
    atOnce: [exit],
    references: {},
    prepare: () => () => outcome,
  };
}
