import * as fc from "fast-check";
import {
  NodeId,
  type Edge,
  type Flow,
  type FlowNode,
  type Grouping,
  type Note,
  type Position,
} from "./flow.ts";

/** Ids from a small pool, so that they meet, with some that every object inherits. */
const IDS = ["start", "a", "b", "c-1", "d_2", "constructor", "toString", "hasOwnProperty"] as const;

export const arbitraryNodeId: fc.Arbitrary<NodeId> = fc
  .constantFrom(...IDS)
  .map((id) => NodeId.parse(id));

export const arbitraryExitId = fc.constantFrom("next", "else", "valueOf", "yes", "no");

export const arbitraryPosition: fc.Arbitrary<Position> = fc.record({
  x: fc.integer({ min: -5_000, max: 5_000 }),
  y: fc.integer({ min: -5_000, max: 5_000 }),
});

const arbitraryConfig = fc.dictionary(
  fc.string().filter((key) => key !== "__proto__"),
  fc
    .jsonValue({ noUnicodeString: false })
    .filter((value) => !JSON.stringify(value).includes("__proto__")),
  { maxKeys: 3, noNullPrototype: true },
);

export function arbitraryNode(id: fc.Arbitrary<NodeId> = arbitraryNodeId): fc.Arbitrary<FlowNode> {
  return fc.record(
    {
      id,
      type: fc.constantFrom("start", "wait", "sms", "constructor", "__proto__", "nothing"),
      name: fc.string({ maxLength: 20 }),
      config: arbitraryConfig,
      disabled: fc.constant(true as const),
    },
    { requiredKeys: ["id", "type", "name", "config"] },
  );
}

export const arbitraryNote: fc.Arbitrary<Note> = fc.record(
  {
    id: fc.constantFrom("n1", "n2", "constructor"),
    text: fc.string(),
    color: fc.constantFrom("yellow", "blue", "green", "pink"),
    position: arbitraryPosition,
    attachedTo: arbitraryNodeId,
  },
  { requiredKeys: ["id", "text", "color", "position"] },
);

export const arbitraryEdge: fc.Arbitrary<Edge> = fc.record({
  from: arbitraryNodeId,
  exit: arbitraryExitId,
  to: arbitraryNodeId,
});

/** At most two groups that share no member; some members are not in the flow. */
const arbitraryGrouping: fc.Arbitrary<Grouping> = fc
  .record({
    members: fc.uniqueArray(arbitraryNodeId, { maxLength: 6 }),
    cut: fc.nat({ max: 6 }),
    isFolded: fc.boolean(),
    name: fc.string({ maxLength: 20 }),
  })
  .map(({ members, cut, isFolded, name }) => ({
    schema: "fairflow.groups/1" as const,
    groups: [members.slice(0, cut), members.slice(cut)].flatMap((nodes, index) =>
      nodes.length === 0 ? [] : [{ id: NodeId.parse(`group-${index}`), name, nodes, isFolded }],
    ),
  }));

/** A flow that parses, however unfinished: edges may lead from or to nodes that are not there. */
export const arbitraryFlow: fc.Arbitrary<Flow> = fc.record(
  {
    schema: fc.constant("fairflow.flow/1" as const),
    name: fc.string({ minLength: 1, maxLength: 30 }),
    nodes: fc.uniqueArray(arbitraryNode(), { selector: ({ id }) => id, maxLength: IDS.length }),
    edges: fc.uniqueArray(arbitraryEdge, {
      comparator: (one, other) => one.from === other.from && one.exit === other.exit,
      maxLength: 12,
    }),
    layout: fc.dictionary(arbitraryNodeId, arbitraryPosition, { noNullPrototype: true }),
    notes: fc.uniqueArray(arbitraryNote, { selector: ({ id }) => id }),
    settings: fc.record({
      per: fc.constantFrom("account", "debtor"),
      priority: fc.integer({ min: 0, max: 100 }),
      attributionDays: fc.integer({ min: 1, max: 90 }),
      giveUpAfterDays: fc.integer({ min: 1, max: 60 }),
    }),
    grouping: arbitraryGrouping,
  },
  { requiredKeys: ["schema", "name", "nodes", "edges", "layout", "notes", "settings"] },
);
