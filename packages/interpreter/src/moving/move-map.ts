import { NodeId } from "@fairflow/flow";
import { z } from "zod";
import type { CompiledFlow, CompiledNode } from "../compile.ts";

/** What becomes of those who stand at a node when people are moved to another version. */
export const Destination = z.discriminatedUnion("kind", [
  /** They go on in the version that they are in. */
  z.strictObject({ kind: z.literal("stay") }),
  z.strictObject({ kind: z.literal("move"), to: NodeId }),
  /** Their way ends. */
  z.strictObject({ kind: z.literal("leave") }),
  /** Their way ends, and a person of the team is asked to look after them. */
  z.strictObject({ kind: z.literal("hand-over"), team: z.string().trim().min(1).max(80) }),
]);
export type Destination = z.infer<typeof Destination>;

/** A node that is missing needs a decision: whoever stands there goes nowhere until somebody has taken it. */
export const MoveMap = z.record(NodeId, Destination);
export type MoveMap = z.infer<typeof MoveMap>;

/** Nodes of the same id and type go on as themselves, start and pause as what is that now; the rest is for a person. */
export function proposeMap(from: CompiledFlow, to: CompiledFlow): MoveMap {
  const proposed: Record<NodeId, Destination> = {};
  for (const node of from.nodes.values()) {
    const target = counterpart(node, to);
    if (target !== undefined) proposed[node.id] = { kind: "move", to: target.id };
  }
  return proposed;
}

function counterpart({ id, type, role }: CompiledNode, to: CompiledFlow): CompiledNode | undefined {
  if (role === "start") return to.start;
  if (role === "pause") return to.pause ?? undefined;
  const same = to.nodes.get(id);
  return same?.type === type ? same : undefined;
}

/** Of a map that names its own; an object inherits "constructor". */
export function destinationOf(map: MoveMap, node: NodeId): Destination | undefined {
  return Object.hasOwn(map, node) ? map[node] : undefined;
}

export interface MapProblem {
  readonly node: NodeId;
  readonly message: string;
}

/** What of a map does not fit the two versions. */
export function mapProblems(
  from: CompiledFlow,
  to: CompiledFlow,
  map: MoveMap,
): readonly MapProblem[] {
  const problems: MapProblem[] = [];
  for (const node of nodesOf(map)) {
    const destination = destinationOf(map, node);
    const known = from.nodes.get(node);
    if (known === undefined) {
      problems.push({ node, message: "The version that people are in has no such step" });
      continue;
    }
    if (destination?.kind !== "move") continue;
    const target = to.nodes.get(destination.to);
    if (target === undefined) {
      problems.push({ node, message: "The version that they go to has no such step" });
    } else if (target.role === "start" && known.role !== "start") {
      problems.push({ node, message: "Nobody who is on their way goes back to the start" });
    }
  }
  return problems;
}

function nodesOf(map: MoveMap): readonly NodeId[] {
  return Object.keys(map).map((id) => NodeId.parse(id));
}
