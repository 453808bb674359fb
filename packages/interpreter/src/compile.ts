import { checkCriteria, type Field, type Fields } from "@fairflow/criteria";
import {
  findCycle,
  graphOf,
  reachableFrom,
  type ExitId,
  type Flow,
  type FlowSettings,
  type Graph,
  type NodeId,
} from "@fairflow/flow";
import { checkTemplate, coreMergeFields, type MergeField } from "@fairflow/template";
import { changeProblems } from "./change-problems.ts";
import type { BoundNode, NodeContext, NodeDefinition, Outcome } from "./define-node.ts";
import type { MessageChannel } from "./effect.ts";
import { compileLibrary, type Library } from "./library.ts";
import { placeOf, type ConfigPath, type NodeProblem } from "./node-problem.ts";
import { noticeProblems } from "./notice-problems.ts";

export type Catalog = Readonly<Record<string, NodeDefinition>>;

/** What stands between a draft and a flow that can run, in plain words; `node` is missing when it concerns the whole flow. */
export interface Issue {
  readonly node?: NodeId;
  readonly message: string;
  /** Where in the node's settings, where that is known. */
  readonly at?: ConfigPath;
  /** The way out that it is about. */
  readonly exit?: ExitId;
}

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

export interface CompileInput {
  readonly catalog: Catalog;
  readonly flow: Flow;
  readonly library: Library;
  readonly fields: Fields;
}

/** Exits that may lead nowhere; the run then ends as `<type>.<exit>`. */
export const MAY_STAY_OPEN: ReadonlySet<ExitId> = new Set([
  "not-allowed",
  "failed",
  "passed",
  "timeout",
  "overdue",
  "not-delivered",
]);

/** Turns a draft into something that can run, or says what is missing. Never throws, whatever the draft. */
export function compile(input: CompileInput): Compilation {
  const { bound, issues } = bindNodes(input);
  const graph = graphOf(input.flow);
  const found = [
    ...issues,
    ...rootIssues(input, bound),
    ...edgeIssues(input.flow, bound),
    ...openExitIssues(graph, bound),
    ...unreachableIssues(input.flow, graph, bound),
    ...cycleIssues(graph, bound),
    ...referenceIssues(input, bound),
  ];
  if (found.length > 0) return { ok: false, issues: found };
  return link(input, graph, bound);
}

interface Bound {
  readonly type: string;
  readonly role: NodeDefinition["role"];
  readonly node: BoundNode;
}

function bindNodes({ catalog, flow }: CompileInput): {
  readonly bound: ReadonlyMap<NodeId, Bound>;
  readonly issues: readonly Issue[];
} {
  const bound = new Map<NodeId, Bound>();
  const issues: Issue[] = [];
  const seen = new Set<NodeId>();
  for (const { id, type, config } of flow.nodes) {
    if (seen.has(id)) {
      issues.push({ node: id, message: `Two steps have the id "${id}"` });
      continue;
    }
    seen.add(id);
    // hasOwn: a type called "constructor" must not find Object's.
    const definition = Object.hasOwn(catalog, type) ? catalog[type] : undefined;
    if (definition === undefined) {
      issues.push({ node: id, message: `There is no step type "${type}"` });
      continue;
    }
    const binding = definition.bind(config);
    const problems = binding.ok ? binding.node.problems : binding.problems;
    issues.push(...problems.map((problem) => ({ node: id, ...problem })));
    if (binding.ok) bound.set(id, { type, role: definition.role, node: binding.node });
  }
  return { bound, issues };
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
      return [{ message: `A connection begins at "${from}", which is not a step` }];
    if (!ids.has(to)) {
      return [
        { node: from, message: `The way out "${exit}" leads to "${to}", which is not a step` },
      ];
    }
    const issues: Issue[] = [];
    if (bound.get(to)?.role === "start") {
      issues.push({ node: from, message: "No step can lead back to the start" });
    }
    const known = bound.get(from);
    if (known !== undefined && !known.node.exits.some(({ id }) => id === exit)) {
      issues.push({ node: from, message: `This step has no way out "${exit}"` });
    }
    return issues;
  });
}

function openExitIssues(graph: Graph, bound: ReadonlyMap<NodeId, Bound>): readonly Issue[] {
  return [...bound].flatMap(([id, { role, node }]) => {
    if (role === "pause") return [];
    const connected = graph.exitsOf.get(id);
    return node.exits
      .filter((exit) => !MAY_STAY_OPEN.has(exit.id) && connected?.has(exit.id) !== true)
      .map((exit) => ({
        node: id,
        message: `The way out "${exit.label}" leads nowhere`,
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
    .filter(({ id }) => !reached.has(id) && bound.has(id))
    .map(({ id }) => ({ node: id, message: "Nothing leads to this step" }));
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

function referenceIssues(input: CompileInput, bound: ReadonlyMap<NodeId, Bound>): readonly Issue[] {
  const settings = new Map(input.flow.nodes.map(({ id, config }) => [id, config]));
  return [...bound].flatMap(([id, { node }]) =>
    referenceProblems(node, input).map(({ names, at, message }): Issue => {
      const place = at ?? (names === undefined ? undefined : placeOf(settings.get(id), names));
      return place === undefined ? { node: id, message } : { node: id, message, at: place };
    }),
  );
}

/** A problem with what settings name by an id; its place is where the id stands. */
interface ReferenceProblem extends NodeProblem {
  readonly names?: string;
}

function referenceProblems(
  node: BoundNode,
  { library, fields }: CompileInput,
): readonly ReferenceProblem[] {
  const {
    segments = [],
    templates = [],
    calendars = [],
    criteria = [],
    changes = [],
    fields: read = [],
    notices = [],
    steps = [],
  } = node.references;
  const about = (names: string) => (message: string) => ({ names, message });
  return [
    ...segments.flatMap((id) => segmentProblems(id, library, fields).map(about(id))),
    ...templates.flatMap(({ id, channel }) =>
      templateProblems(id, channel, { library, fields }).map(about(id)),
    ),
    ...calendars
      .filter((name) => !library.calendars.has(name))
      .map((name) => about(name)(`The pay-day calendar "${name}" does not exist`)),
    ...criteria.flatMap(({ path, criteria: asked, at }) =>
      checkCriteria(asked, fields).map(({ message }) => ({
        message: `${path}: ${message}`,
        ...(at === undefined ? {} : { at }),
      })),
    ),
    ...notices.flatMap((notice) => noticeProblems(notice, library).map(about(notice.id))),
    ...steps
      .filter((id) => !library.steps.has(id))
      .map((id) => about(id)(`No rule pack knows the legal step "${id}"`)),
    ...changes.flatMap((change) => changeProblems(change, fields)).map((message) => ({ message })),
    ...read.flatMap(({ id, type }) => {
      const field = fields.get(id);
      if (field === undefined) return [about(id)(`There is no field "${id}"`)];
      return field.type === type ? [] : [about(id)(`"${field.label}" is not a ${type}`)];
    }),
  ];
}

function templateProblems(
  id: string,
  channel: MessageChannel,
  { library, fields }: Pick<CompileInput, "library" | "fields">,
): readonly string[] {
  const template = library.templates.get(id);
  if (template === undefined) return [`The template "${id}" does not exist`];
  if (template.channel !== channel) {
    return [`The template "${template.name}" is for ${template.channel}, not ${channel}`];
  }
  return checkTemplate(template, [...coreMergeFields, ...customMergeFields(fields)]).map(
    ({ language, message }) => `Template "${template.name}" (${language}): ${message}`,
  );
}

function segmentProblems(id: string, library: Library, fields: Fields): readonly string[] {
  const segment = library.segments.get(id);
  if (segment === undefined) return [`The segment "${id}" does not exist`];
  return checkCriteria(segment.criteria, fields).map(
    ({ message }) => `Segment "${segment.name}": ${message}`,
  );
}

function customMergeFields(fields: Fields): readonly MergeField[] {
  return [...fields.values()]
    .filter(({ group }) => group === "custom")
    .map(({ id, label, type }) => ({ id, label, type: mergeType(type), sample: "" }));
}

function mergeType(type: Field["type"]): MergeField["type"] {
  switch (type) {
    case "number":
    case "money":
    case "date":
      return type;
    case "text":
    case "choice":
    case "boolean":
    case "tags":
      return "text";
  }
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
