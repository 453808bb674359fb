import { emptyFlow, NodeId } from "@fairflow/flow";
import * as fc from "fast-check";
import { compile, MAY_STAY_OPEN } from "./compile.ts";
/**
 * A flow that compiles: a way out that may be taken at once leads only forwards, others may lead anywhere. Steps are `n0`,
 * `n1`, ..., the last of them the end. A pause for disputes may be there, on a way and with ways of its own.
 */
export function arbitraryCompiledFlow(material) {
  return fc
    .record({
      steps: fc.array(material.steps, { minLength: 1, maxLength: 8 }),
      hasPause: fc.boolean(),
      choices: fc.infiniteStream(fc.nat()),
    })
    .map(({ steps, hasPause, choices }) => {
      const draw = (below) => {
        const { value } = choices.next();
        return typeof value === "number" ? value % below : 0;
      };
      return compiledOf(material, wired(material, { steps, hasPause, draw }));
    });
}
const id = (text) => NodeId.parse(text);
function wired(material, { steps, hasPause, draw }) {
  const last = steps.length;
  const from = (first) => id(`n${first + draw(last - first + 1)}`);
  const anywhere = () => (hasPause && draw(5) === 0 ? id("pause") : from(0));
  const nodes = [
    nodeOf("start", material.start),
    ...steps.map((step, index) => nodeOf(`n${index}`, step)),
    nodeOf(`n${last}`, material.end),
    ...(hasPause ? [nodeOf("pause", material.pause)] : []),
  ];
  const edges = nodes.flatMap((node, position) => {
    const { exits, atOnce } = waysOf(material.catalog, node);
    const isPause = node.id === "pause";
    return exits.flatMap((exit) => {
      if ((isPause || MAY_STAY_OPEN.has(exit)) && draw(3) === 0) return [];
      if (node.id === "start") return [{ from: node.id, exit, to: id("n0") }];
      if (isPause) return [{ from: node.id, exit, to: from(0) }];
      const to = atOnce.includes(exit) ? from(position) : anywhere();
      return [{ from: node.id, exit, to }];
    });
  });
  return reachable({ nodes, edges });
}
function nodeOf(name, { type, config }) {
  return { id: id(name), type, name: "", config };
}
function waysOf(catalog, { type, config }) {
  const binding = catalog[type]?.bind(config);
  if (binding?.ok !== true) throw new RangeError(`The settings of a ${type} do not fit`);
  const { exits, atOnce } = binding.node;
  return { exits: exits.map((exit) => exit.id), atOnce };
}
function reachable({ nodes, edges }) {
  const reached = new Set([id("start"), id("pause")]);
  for (let size = 0; size < reached.size;) {
    size = reached.size;
    for (const { from, to } of edges) if (reached.has(from)) reached.add(to);
  }
  return {
    nodes: nodes.filter((node) => reached.has(node.id)),
    edges: edges.filter(({ from }) => reached.has(from)),
  };
}
function compiledOf({ catalog, library, fields }, drawn) {
  const flow = { ...emptyFlow("Random"), nodes: [...drawn.nodes], edges: [...drawn.edges] };
  const compiled = compile({ catalog, flow, library, fields });
  if (compiled.ok) return compiled.flow;
  throw new RangeError(compiled.issues.map(({ message }) => message).join("; "));
}
