import { type FlowNode } from "@fairflow/flow";
import * as fc from "fast-check";
import type { CompiledFlow } from "./compile.ts";
import { compileToy, toyFlow, type ToyNode } from "./toy-flow.ts";

const SCORE = "custom.score";

const arbitraryStep: fc.Arbitrary<ToyNode> = fc.oneof(
  fc.constant<ToyNode>(["pass"]),
  configured(
    "above",
    fc.record({ field: fc.constant(SCORE), bound: fc.integer({ min: 0, max: 3 }) }),
  ),
  configured(
    "set",
    fc.record({ field: fc.constant(SCORE), value: fc.integer({ min: 0, max: 3 }) }),
  ),
  configured("sleep", fc.record({ ms: fc.integer({ min: 1, max: 5_000 }) })),
  configured(
    "listen",
    fc.record({
      events: fc.subarray(["paid", "part-paid", "replied", "custom:letter"], { minLength: 1 }),
      ms: fc.option(fc.integer({ min: 1, max: 5_000 })),
    }),
  ),
  configured(
    "ask",
    fc.record({ ms: fc.integer({ min: 1, max: 5_000 }), outcomes: fc.constant(["done"]) }),
  ),
  configured("send", fc.record({ giveUpMs: fc.integer({ min: 1, max: 5_000 }) })),
  configured("send", fc.record({ giveUpMs: fc.integer({ min: 1, max: 5_000 }) })),
);

/** The ways out of each toy node through which a run may go at once, and those that take time. */
function exitsOf([type, config = {}]: ToyNode): {
  readonly quick: readonly string[];
  readonly slow: readonly string[];
} {
  switch (type) {
    case "above":
      return { quick: ["yes", "no"], slow: [] };
    case "sleep":
      return { quick: [], slow: ["next"] };
    case "listen": {
      const events = Array.isArray(config["events"])
        ? config["events"].map((event) => String(event).replace(":", "-"))
        : [];
      return { quick: [], slow: [...events, ...(config["ms"] === null ? [] : ["timeout"])] };
    }
    case "ask":
      return { quick: [], slow: ["done", "overdue"] };
    case "send":
      return { quick: ["sent", "not-allowed", "failed"], slow: [] };
    default:
      return { quick: ["next"], slow: [] };
  }
}

/**
 * A flow that compiles: what takes no time leads only forwards, what does may lead anywhere. Nodes are `n0`, `n1`, ...; the
 * last is the end. A pause for disputes may be there, and may lead somewhere.
 */
export const arbitraryCompiledFlow: fc.Arbitrary<CompiledFlow> = fc
  .tuple(
    fc.array(arbitraryStep, { minLength: 1, maxLength: 8 }),
    fc.infiniteStream(fc.nat()),
    fc.option(fc.subarray(["accepted", "partly-accepted", "rejected", "clear"])),
  )
  .map(([steps, choices, pauseExits]) => {
    const last = steps.length;
    const chosen = (from: number) => {
      const { value = 0 } = choices.next();
      return `n${from + (Number(value) % (last - from + 1))}`;
    };
    const anywhere = () => {
      const { value = 0 } = choices.next();
      return pauseExits !== null && Number(value) % 5 === 0 ? "pause" : chosen(0);
    };
    const edges = steps.flatMap((step, index) => {
      const { quick, slow } = exitsOf(step);
      return [
        ...quick.map((exit) => `n${index}.${exit}>${chosen(index + 1)}`),
        ...slow.map((exit) => `n${index}.${exit}>${anywhere()}`),
      ];
    });
    const way = [
      ...edges,
      "start.next>n0",
      ...(pauseExits ?? []).map((exit) => `pause.${exit}>${chosen(0)}`),
    ];
    const nodes: Record<string, ToyNode> = { start: ["start"], [`n${last}`]: ["finish"] };
    for (const [index, step] of steps.entries()) nodes[`n${index}`] = step;
    if (pauseExits !== null) nodes["pause"] = ["pause"];
    const reached = reachable(way);
    const kept = Object.fromEntries(
      Object.entries(nodes).filter(([id]) => reached.has(id) || id === "pause"),
    );
    const edgesKept = way.filter((edge) => Object.hasOwn(kept, edge.split(".")[0] ?? ""));
    return compileToy(toyFlow(kept, edgesKept.join(" ")));
  });

function reachable(edges: readonly string[]): ReadonlySet<string> {
  const reached = new Set(["start", "pause"]);
  for (let size = 0; size < reached.size;) {
    size = reached.size;
    for (const edge of edges) {
      const [from = "", , to = ""] = edge.split(/[.>]/);
      if (reached.has(from)) reached.add(to);
    }
  }
  return reached;
}

function configured(type: string, config: fc.Arbitrary<FlowNode["config"]>): fc.Arbitrary<ToyNode> {
  return config.map((settings): ToyNode => [type, settings]);
}
