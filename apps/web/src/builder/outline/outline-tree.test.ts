import { emptyFlow, NodeId, type Flow } from "@fairflow/flow";
import { catalog } from "@fairflow/nodes";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { stepViewer } from "../step-view.ts";
import { linesAround, outlineRows } from "./outline-rows.ts";
import { outlineTree, type OutlineItem } from "./outline-tree.ts";

const name = (missing: string) => missing;
const view = stepViewer(catalog, { segment: name, template: name, notice: name, step: name });

/** `a.yes>b` joins the exit `yes` of step a to step b. A step without a known type has the ways out that are drawn. */
function flowOf(steps: string, ...edges: readonly string[]): Flow {
  return {
    ...emptyFlow("Test"),
    nodes: steps
      .split(" ")
      .map((id) => ({ id: NodeId.parse(id), type: "x", name: id, config: {} })),
    edges: edges.map((edge) => {
      const [, from = "", exit = "", to = ""] = /^(\w+)\.(\w+)>(\w+)$/.exec(edge) ?? [];
      return { from: NodeId.parse(from), exit, to: NodeId.parse(to) };
    }),
  };
}

/** The outline as text: two blanks a level, `.yes` for a way out, `>b` where it goes on elsewhere. */
function drawn(items: readonly OutlineItem[]): readonly string[] {
  return outlineRows(items, new Set()).map(
    ({ item, level }) => `${"  ".repeat(level - 1)}${wordsFor(item)}`,
  );
}

function wordsFor(item: OutlineItem): string {
  switch (item.kind) {
    case "step":
      return item.id;
    case "exit":
      return `.${item.exits.map(({ exit }) => exit).join("/")}`;
    case "link":
      return `>${item.to}`;
    case "note":
      return "note";
  }
}

test.for<[string, Flow, readonly string[]]>([
  ["steps in a row", flowOf("a b c", "a.next>b", "b.next>c"), ["a", "b", "c"]],
  [
    "ways that meet again",
    flowOf("a b c d", "a.yes>b", "a.no>c", "b.next>d", "c.next>d"),
    ["a", "  .yes", "    b", "    >d", "  .no", "    c", "    >d", "d"],
  ],
  [
    "ways that never meet, of which the longer goes on",
    flowOf("a end b c", "a.yes>b", "a.no>end", "b.next>c"),
    ["a", "  .yes", "    >b", "  .no", "    end", "b", "c"],
  ],
  ["ways to one place together", flowOf("a b", "a.sent>b", "a.failed>b"), ["a", "b"]],
  ["a way back", flowOf("a b", "a.next>b", "b.again>a"), ["a", "b", ">a"]],
  [
    "what nothing leads to, and a way out that leads nowhere yet",
    flowOf("a b", "a.next>missing"),
    ["a", "  .next", "b"],
  ],
])("%s", ([, flow, lines]) => {
  expect(drawn(outlineTree(flow, view))).toEqual(lines);
});

test("what is within a closed line is not shown, and is found again by opening what stands around it", () => {
  const items = outlineTree(flowOf("a b c d", "a.yes>b", "a.no>c", "b.next>d", "c.next>d"), view);

  expect(outlineRows(items, new Set(["step a"])).map(({ item }) => item.key)).toEqual([
    "step a",
    "step d",
  ]);
  expect(linesAround(items, "step c")).toEqual(["step a", "exit a no"]);
  expect(linesAround(items, "step d")).toEqual([]);
  expect(linesAround(items, "step z")).toBeUndefined();
});

test("whatever is drawn, every step stands in the outline once and no two lines share a key", () => {
  const ids = "abcdefgh".split("");
  const arbitraryEdges = fc.uniqueArray(
    fc.record({
      from: fc.constantFrom(...ids),
      exit: fc.constantFrom("yes", "no", "late"),
      to: fc.constantFrom(...ids),
    }),
    { selector: ({ from, exit }) => `${from} ${exit}`, maxLength: 20 },
  );
  fc.assert(
    fc.property(arbitraryEdges, (edges) => {
      const flow = flowOf(
        ids.join(" "),
        ...edges.map(({ from, exit, to }) => `${from}.${exit}>${to}`),
      );

      const rows = outlineRows(outlineTree(flow, view), new Set());

      const listed = rows.flatMap(({ item }) => (item.kind === "step" ? [item.id] : []));
      expect(listed.toSorted()).toEqual(ids);
      expect(new Set(rows.map(({ item }) => item.key)).size).toBe(rows.length);
    }),
  );
});
