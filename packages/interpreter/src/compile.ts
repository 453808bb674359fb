import { graphOf, type ExitId, type FlowSettings, type Graph, type NodeId } from "@fairflow/flow";
import { bindNodes, type Bound, type CompileInput } from "./bind-nodes.ts";
import type { NodeContext, NodeDefinition, Outcome } from "./define-node.ts";
import { drawingIssues } from "./drawing-issues.ts";
import type { Issue } from "./issue.ts";
import { compileLibrary } from "./library.ts";
import { referenceIssues } from "./reference-issues.ts";

export interface CompiledNode {
  readonly id: NodeId;
  readonly type: string;
  readonly role: NodeDefinition["role"];
  readonly exits: ReadonlyMap<ExitId, NodeId | null>;
  readonly execute: (context: NodeContext) => Outcome;
}

/** A flow without issues. `advance` accepts nothing else, so a broken flow cannot run. */
export interface CompiledFlow {
  readonly start: CompiledNode;
  /** Where a dispute sends runs, if the flow has such a node. */
  readonly pause: CompiledNode | null;
  readonly nodes: ReadonlyMap<NodeId, CompiledNode>;
  readonly settings: FlowSettings;
}

export type Compilation =
  | { readonly ok: true; readonly flow: CompiledFlow }
  | { readonly ok: false; readonly issues: readonly Issue[] };

/** Turns a draft into something that can run, or says what is missing. Never throws, whatever the draft. */
export function compile(input: CompileInput): Compilation {
  const { bound, issues } = bindNodes(input);
  const graph = graphOf(input.flow);
  const found = [
    ...issues,
    ...drawingIssues(input, graph, bound),
    ...referenceIssues(input, bound),
  ];
  if (found.length > 0) return { ok: false, issues: found };
  return link(input, graph, bound);
}

function link(input: CompileInput, graph: Graph, bound: ReadonlyMap<NodeId, Bound>): Compilation {
  const library = compileLibrary(input.library);
  const nodes = new Map<NodeId, CompiledNode>();
  for (const [id, { type, role, node }] of bound) {
    const targets = graph.exitsOf.get(id);
    const exits = new Map(node.exits.map((exit) => [exit.id, targets?.get(exit.id) ?? null]));
    nodes.set(id, { id, type, role, exits, execute: node.prepare(library) });
  }
  const all = [...nodes.values()];
  const start = all.find(({ role }) => role === "start");
  if (start === undefined)
    return { ok: false, issues: [{ message: "The flow has no start step" }] };
  const pause = all.find(({ role }) => role === "pause") ?? null;
  return { ok: true, flow: { start, pause, nodes, settings: input.flow.settings } };
}
