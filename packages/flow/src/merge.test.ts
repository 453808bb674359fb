import * as fc from "fast-check";
import { expect, test } from "vitest";
import { arbitraryFlow } from "./arbitraries.ts";
import { diffFlows, runsAlike } from "./diff.ts";
import { configureNode, connect, removeNode, renameNode } from "./edits.ts";
import { emptyFlow, NodeId, type Flow } from "./flow.ts";
import { mergeFlows, nodeMerges, type Side } from "./merge.ts";
import { parseFlow } from "./parse-flow.ts";

const id = (text: string) => NodeId.parse(text);
const node = (name: string) => ({ id: id(name), type: "wait", name, config: {} });
const BASE: Flow = {
  ...emptyFlow("Shared"),
  nodes: ["a", "b", "c"].map(node),
  edges: [
    { from: id("a"), exit: "next", to: id("b") },
    { from: id("b"), exit: "next", to: id("c") },
  ],
};

test("changes to different nodes are both kept, and only what both changed is asked", () => {
  const mine = renameNode(renameNode(BASE, id("a"), "mine"), id("b"), "mine too");
  const theirs = renameNode(renameNode(BASE, id("c"), "theirs"), id("b"), "theirs too");

  const merges = nodeMerges({ base: BASE, mine, theirs });
  const merged = mergeFlows({ base: BASE, mine, theirs }, new Map([[id("b"), "theirs" as const]]));

  expect(merges.map(({ id: at, by }) => [at, by])).toEqual([
    ["a", "mine"],
    ["b", "both"],
    ["c", "theirs"],
  ]);
  expect(merged.nodes.map(({ name }) => name)).toEqual(["mine", "theirs too", "theirs"]);
});

test("a way out that leads to a node which the other side removed is left open", () => {
  const mine = connect(BASE, { from: id("a"), exit: "next", to: id("c") });
  const theirs = removeNode(BASE, id("c"));

  const merged = mergeFlows({ base: BASE, mine, theirs }, new Map());

  expect(merged.nodes.map((each) => each.id)).toEqual(["a", "b"]);
  expect(merged.edges).toEqual([]);
});

test("of the flow's own settings each keeps what they changed", () => {
  const mine = { ...BASE, settings: { ...BASE.settings, priority: 90 } };
  const theirs = { ...BASE, name: "Renamed", settings: { ...BASE.settings, giveUpAfterDays: 9 } };

  const merged = mergeFlows({ base: BASE, mine, theirs }, new Map());

  expect(merged.name).toBe("Renamed");
  expect(merged.settings).toEqual({ ...BASE.settings, priority: 90, giveUpAfterDays: 9 });
});

const arbitraryPicks = fc
  .array(
    fc.tuple(fc.constantFrom("start", "a", "b", "constructor"), fc.constantFrom("mine", "theirs")),
  )
  .map((pairs) => new Map<NodeId, Side>(pairs.map(([at, side]) => [id(at), side])));

test("any picks of any drafts make a flow that can be read, of nodes that one side has, as it has them", () => {
  fc.assert(
    fc.property(
      arbitraryFlow,
      arbitraryFlow,
      arbitraryFlow,
      arbitraryPicks,
      (base, mine, theirs, picks) => {
        const merged = mergeFlows({ base, mine, theirs }, picks);

        expect(parseFlow(merged)).toMatchObject({ ok: true });
        for (const each of merged.nodes) {
          expect([...mine.nodes, ...theirs.nodes]).toContainEqual(each);
        }
        for (const { id: at, mine: ours, theirs: other } of nodeMerges({ base, mine, theirs })) {
          const side = picks.get(at);
          if (side === undefined) continue;
          expect(merged.nodes.find((each) => each.id === at)).toEqual(
            side === "mine" ? ours : other,
          );
        }
      },
    ),
  );
});

test("who changed nothing takes the other's draft whole", () => {
  // Ways out of nodes that are not there lead nowhere, so that no draft keeps them.
  const healed = arbitraryFlow.map((flow) => {
    const known = new Set(flow.nodes.map((each) => each.id));
    const edges = flow.edges.filter(({ from, to }) => known.has(from) && known.has(to));
    return { ...flow, edges };
  });
  fc.assert(
    fc.property(healed, healed, (base, changed) => {
      const [taken, kept] = [
        mergeFlows({ base, mine: base, theirs: changed }, new Map()),
        mergeFlows({ base, mine: changed, theirs: base }, new Map()),
      ];

      expect(runsAlike(diffFlows(changed, taken))).toBe(true);
      expect(runsAlike(diffFlows(changed, kept))).toBe(true);
      expect(nodeMerges({ base, mine: changed, theirs: changed })).toEqual([]);
    }),
  );
});

test("a step that one configured and the other connected is asked about", () => {
  const mine = configureNode(BASE, id("a"), { config: { days: 5 }, exits: ["next"] });
  const theirs = connect(BASE, { from: id("a"), exit: "next", to: id("c") });

  expect(nodeMerges({ base: BASE, mine, theirs }).map(({ by }) => by)).toEqual(["both"]);
});
