import { addNode, connect, emptyFlow, NodeId, type Flow, type Group } from "@fairflow/flow";
import { catalog } from "@fairflow/nodes";
import { expect, test } from "vitest";
import { exitBundles } from "./exit-bundles.ts";
import { shownFlow } from "./shown-flow.ts";
import { stepViewer } from "./step-view.ts";

const id = (text: string) => NodeId.parse(text);
const name = (missing: string) => missing;
const view = stepViewer(catalog, { segment: name, template: name, notice: name, step: name });

function chain(): Flow {
  const drawn = ["a", "b", "c", "d"].reduce(
    (flow, each, index) =>
      addNode(
        flow,
        { id: id(each), type: "x", name: each.toUpperCase(), config: {} },
        {
          x: index === 2 ? 280 : 0,
          y: index * 160,
        },
      ),
    emptyFlow("Test"),
  );
  return ["ab", "bc", "cd"].reduce(
    (flow, [from = "", to = ""]) => connect(flow, { from: id(from), exit: "next", to: id(to) }),
    drawn,
  );
}

const group: Group = { id: id("g"), name: "Reminders", nodes: [id("b"), id("c")], isFolded: true };

test("a flow without folded groups is drawn as it is, the very same object", () => {
  const flow = chain();

  expect(shownFlow(flow, view, []).flow).toBe(flow);
});

test("a folded group is one box, to which and from which the edges lead", () => {
  const shown = shownFlow(chain(), view, [group]);

  expect(shown.flow.nodes.map((node) => node.id)).toEqual(["a", "g", "d"]);
  expect(shown.flow.edges).toEqual([
    { from: "a", exit: "next", to: "g" },
    { from: "g", exit: "c/next", to: "d" },
  ]);
  expect(shown.view(shown.flow, group.id)).toMatchObject({
    title: "Reminders",
    sentence: "2 steps, folded",
  });
  expect(exitBundles(shown.flow, shown.view).map(({ from, to }) => [from, to])).toEqual([
    ["a", "g"],
    ["g", "d"],
  ]);
});

test("the box stands at the top of the ground of its steps, and its ways out are those of its steps", () => {
  const shown = shownFlow(chain(), view, [group]);

  expect(shown.flow.layout).toEqual({
    a: { x: 0, y: 0 },
    d: { x: 0, y: 480 },
    g: { x: 140, y: 160 },
  });
  expect(shown.behind({ from: group.id, exit: "c/next" })).toEqual({ from: "c", exit: "next" });
  expect(shown.boxOf(id("c"))).toBe("g");
  expect(shown.boxOf(id("d"))).toBe("d");
});
