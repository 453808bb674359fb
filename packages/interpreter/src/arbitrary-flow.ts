import type { Fields } from "@fairflow/criteria";
import { emptyFlow, NodeId, type Edge, type FlowNode } from "@fairflow/flow";
import * as fc from "fast-check";
import type { Catalog } from "./bind-nodes.ts";
import { compile, type CompiledFlow } from "./compile.ts";
import type { BoundNode } from "./define-node.ts";
import { MAY_STAY_OPEN } from "./drawing-issues.ts";
import type { Library } from "./library.ts";

export interface Step {
  readonly type: string;
  readonly config: FlowNode["config"];
  readonly disabled?: true;
}

/** What random flows are made of; some of the steps that may be disabled are. */
export interface Material {
  readonly catalog: Catalog;
  readonly library: Library;
  readonly fields: Fields;
  readonly start: Step;
  readonly pause: Step;
  readonly end: Step;
  readonly steps: fc.Arbitrary<Step>;
}

/**
 * A flow that compiles: a way out that may be taken at once leads only forwards, others may lead anywhere. Steps are `n0`,
 * `n1`, ..., the last of them the end. A pause for disputes may be there, on a way and with ways of its own.
 */
export function arbitraryCompiledFlow(material: Material): fc.Arbitrary<CompiledFlow> {
  return fc
    .record({
      steps: fc.array(someDisabled(material), { minLength: 1, maxLength: 8 }),
      hasPause: fc.boolean(),
      choices: fc.infiniteStream(fc.nat()),
    })
    .map(({ steps, hasPause, choices }) => {
      const draw = (below: number) => {
        const { value } = choices.next();
        return typeof value === "number" ? value % below : 0;
      };
      return compiledOf(material, wired(material, { steps, hasPause, draw }));
    });
}

/**
 * A flow and an edit of it: some steps are others, some are gone or new, some ways lead elsewhere. Steps at one place have
 * one id in both, so that a type may have changed under its id.
 *
 * @param isForward no step leads back, nor to a pause
 */
export function arbitraryVersions(
  material: Material,
  { isForward = false }: { readonly isForward?: boolean } = {},
): fc.Arbitrary<{ readonly from: CompiledFlow; readonly to: CompiledFlow }> {
  const choices = fc.array(fc.nat(10_000), { minLength: 40, maxLength: 120 });
  const anyStep = someDisabled(material);
  const steps = fc.array(anyStep, { minLength: 1, maxLength: 7 });
  return fc
    .record({
      steps,
      edits: fc.array(fc.tuple(fc.nat(7), fc.option(anyStep)), { maxLength: 3 }),
      added: fc.array(anyStep, { maxLength: 2 }),
      pauses: fc.tuple(fc.boolean(), fc.boolean()),
      choices,
      rewired: fc.option(choices),
    })
    .map((made) => {
      const edited = made.steps.flatMap((step, at) => {
        const edit = made.edits.find(([index]) => index === at);
        if (edit === undefined) return [step];
        return edit[1] === null ? [] : [edit[1]];
      });
      const [pausesBefore, pausesAfter] = made.pauses;
      const versionOf = (drawn: readonly Step[], hasPause: boolean, from: readonly number[]) => {
        let next = 0;
        const draw = (below: number) => {
          next += 1;
          return (from[next % from.length] ?? 0) % below;
        };
        const choice = { steps: drawn, hasPause: hasPause && !isForward, draw, isForward };
        return compiledOf(material, wired(material, choice));
      };
      return {
        from: versionOf(made.steps, pausesBefore, made.choices),
        to: versionOf([...edited, ...made.added], pausesAfter, made.rewired ?? made.choices),
      };
    });
}

function someDisabled({ catalog, steps }: Material): fc.Arbitrary<Step> {
  return fc.tuple(steps, fc.nat(3)).map(([step, draw]) => {
    const mayBe = boundOf(catalog, step).whenDisabled.kind === "passes";
    return mayBe && draw === 0 ? { ...step, disabled: true } : step;
  });
}

interface Choice {
  readonly steps: readonly Step[];
  readonly hasPause: boolean;
  readonly draw: (below: number) => number;
  readonly isForward?: boolean;
}

interface Drawn {
  readonly nodes: readonly FlowNode[];
  readonly edges: readonly Edge[];
}

const id = (text: string): NodeId => NodeId.parse(text);

function wired(material: Material, { steps, hasPause, draw, isForward }: Choice): Drawn {
  const last = steps.length;
  const from = (first: number) => id(`n${first + draw(last - first + 1)}`);
  const anywhere = () => (hasPause && draw(5) === 0 ? id("pause") : from(0));
  const nodes = [
    nodeOf("start", material.start),
    ...steps.map((step, index) => nodeOf(`n${index}`, step)),
    nodeOf(`n${last}`, material.end),
    ...(hasPause ? [nodeOf("pause", material.pause)] : []),
  ];
  const edges = nodes.flatMap((node, position): readonly Edge[] => {
    const { exits, atOnce, needed } = waysOf(material.catalog, node);
    const isPause = node.id === "pause";
    return exits.flatMap((exit) => {
      if ((isPause || !needed.includes(exit)) && draw(3) === 0) return [];
      if (node.id === "start") return [{ from: node.id, exit, to: id("n0") }];
      if (isPause) return [{ from: node.id, exit, to: from(0) }];
      const leadsOn = isForward === true || atOnce.includes(exit);
      const to = leadsOn ? from(position) : anywhere();
      return [{ from: node.id, exit, to }];
    });
  });
  return reachable({ nodes, edges });
}

function nodeOf(name: string, step: Step): FlowNode {
  return { id: id(name), name: "", ...step };
}

function waysOf(catalog: Catalog, node: FlowNode) {
  const bound = boundOf(catalog, node);
  const exits = bound.exits.map((exit) => exit.id);
  const { whenDisabled } = bound;
  if (node.disabled === true && whenDisabled.kind === "passes") {
    return { exits, atOnce: [whenDisabled.exit], needed: [whenDisabled.exit] };
  }
  const needed = exits.filter((exit) => !MAY_STAY_OPEN.has(exit));
  return { exits, atOnce: bound.atOnce, needed };
}

function boundOf(catalog: Catalog, { type, config }: Pick<Step, "type" | "config">): BoundNode {
  const binding = catalog[type]?.bind(config);
  if (binding?.ok !== true) throw new RangeError(`The settings of a ${type} do not fit`);
  return binding.node;
}

function reachable({ nodes, edges }: Drawn): Drawn {
  const reached = new Set<NodeId>([id("start"), id("pause")]);
  for (let size = 0; size < reached.size;) {
    size = reached.size;
    for (const { from, to } of edges) if (reached.has(from)) reached.add(to);
  }
  return {
    nodes: nodes.filter((node) => reached.has(node.id)),
    edges: edges.filter(({ from }) => reached.has(from)),
  };
}

function compiledOf({ catalog, library, fields }: Material, drawn: Drawn): CompiledFlow {
  const flow = { ...emptyFlow("Random"), nodes: [...drawn.nodes], edges: [...drawn.edges] };
  const compiled = compile({ catalog, flow, library, fields });
  if (compiled.ok) return compiled.flow;
  throw new RangeError(compiled.issues.map(({ message }) => message).join("; "));
}
