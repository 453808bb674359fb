import {
  findCycle,
  reachableFrom,
  type ExitId,
  type Flow,
  type Graph,
  type NodeId,
} from "@fairflow/flow";
import type { Bound, CompileInput } from "./bind-nodes.ts";
import type { NodeDefinition } from "./define-node.ts";
import type { Issue } from "./issue.ts";

/** Exits that may lead nowhere; the run then ends as `<type>.<exit>`. */
export const MAY_STAY_OPEN: ReadonlySet<ExitId> = new Set([
  "not-allowed",
  "failed",
  "passed",
  "timeout",
  "overdue",
  "not-delivered",
]);

/** What is wrong with how the steps are joined. */
export function drawingIssues(
  input: CompileInput,
  graph: Graph,
  bound: ReadonlyMap<NodeId, Bound>,
): readonly Issue[] {
  return [
    ...rootIssues(input, bound),
    ...edgeIssues(input.flow, bound),
    ...openExitIssues(graph, bound),
    ...unreachableIssues(input.flow, graph, bound),
    ...cycleIssues(graph, bound),
    ...holdOutIssues(graph, bound),
  ];
}

function rootIssues(
  { flow, catalog }: CompileInput,
  bound: ReadonlyMap<NodeId, Bound>,
): readonly Issue[] {
  const withRole = (role: NodeDefinition["role"]) =>
    flow.nodes.filter(
      ({ id, type }) =>
        bound.get(id)?.role === role ||
        (Object.hasOwn(catalog, type) && catalog[type]?.role === role),
    );
  const [starts, pauses] = [withRole("start"), withRole("pause")];
  return [
    ...(starts.length === 0 ? [{ message: "The flow has no start step" }] : []),
    ...starts
      .slice(1)
      .map(({ id }) => ({ node: id, message: "A flow has one start step; this is another" })),
    ...pauses.slice(1).map(({ id }) => ({
      node: id,
      message: "A flow has at most one step where disputes pause; this is another",
    })),
  ];
}

function edgeIssues(flow: Flow, bound: ReadonlyMap<NodeId, Bound>): readonly Issue[] {
  const ids = new Set(flow.nodes.map(({ id }) => id));
  return flow.edges.flatMap(({ from, exit, to }) => {
    if (!ids.has(from))
      return [{ message: `A connection begins at “${from}”, which is not a step` }];
    if (!ids.has(to)) {
      return [
        { node: from, message: `The way out “${exit}” leads to “${to}”, which is not a step` },
      ];
    }
    const issues: Issue[] = [];
    if (bound.get(to)?.role === "start") {
      issues.push({ node: from, message: "No step can lead back to the start" });
    }
    const known = bound.get(from);
    const isAsked = known !== undefined && known.passesBy === null;
    if (isAsked && !known.node.exits.some(({ id }) => id === exit)) {
      issues.push({ node: from, message: `This step has no way out “${exit}”` });
    }
    return issues;
  });
}

function openExitIssues(graph: Graph, bound: ReadonlyMap<NodeId, Bound>): readonly Issue[] {
  return [...bound].flatMap(([id, { role, node, passesBy }]) => {
    if (role === "pause") return [];
    const connected = graph.exitsOf.get(id);
    const isNeeded = (exit: ExitId) =>
      passesBy === null ? !MAY_STAY_OPEN.has(exit) : exit === passesBy;
    return node.exits
      .filter((exit) => isNeeded(exit.id) && connected?.has(exit.id) !== true)
      .map((exit) => ({
        node: id,
        message: `The way out “${exit.label}” leads nowhere`,
        exit: exit.id,
      }));
  });
}

function unreachableIssues(
  flow: Flow,
  graph: Graph,
  bound: ReadonlyMap<NodeId, Bound>,
): readonly Issue[] {
  const roots = [...bound].filter(([, { role }]) => role !== "step").map(([id]) => id);
  if (roots.length === 0) return [];
  const reached = reachableFrom(graph, roots);
  return flow.nodes
    .filter(({ id }) => !reached.has(id) && bound.get(id)?.passesBy === null)
    .map(({ id }) => ({ node: id, message: "Nothing leads to this step" }));
}

/** A hold-out is there to show what happens by itself: no step that reaches people may follow it. */
function holdOutIssues(graph: Graph, bound: ReadonlyMap<NodeId, Bound>): readonly Issue[] {
  return [...bound].flatMap(([id, { node, passesBy }]) =>
    node.exits.flatMap((exit) => {
      const first = graph.exitsOf.get(id)?.get(exit.id);
      if (exit.holdOut !== true || passesBy !== null || first === undefined) return [];
      const reaches = [...reachableFrom(graph, [first])].filter((each) =>
        reachesPeople(bound, each),
      );
      return reaches.slice(0, 1).map((each) => ({
        node: id,
        message: `The way out “${exit.label}” is a hold-out, and leads to “${each}”, which reaches people`,
        exit: exit.id,
      }));
    }),
  );
}

function reachesPeople(bound: ReadonlyMap<NodeId, Bound>, id: NodeId): boolean {
  const found = bound.get(id);
  if (found === undefined || found.passesBy !== null || found.role !== "step") return false;
  return found.family === "message" || found.family === "human";
}

function cycleIssues(graph: Graph, bound: ReadonlyMap<NodeId, Bound>): readonly Issue[] {
  // Only ways out that take no time are followed, so that a loop over a wait's other exits is not missed.
  const exitsOf = new Map(
    [...graph.exitsOf].map(([id, exits]) => {
      const atOnce = bound.get(id)?.node.atOnce ?? [];
      return [id, new Map([...exits].filter(([exit]) => atOnce.includes(exit)))];
    }),
  );
  const cycle = findCycle({ exitsOf }, (id) => bound.has(id));
  const [first] = cycle ?? [];
  if (cycle === undefined || first === undefined) return [];
  const way = [...cycle, first].join(" -> ");
  return [
    {
      node: first,
      message: `These steps go round without ever waiting: ${way}. Put a wait among them`,
    },
  ];
}
