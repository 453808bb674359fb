import { NodeId } from "@fairflow/flow";
import { expect, test } from "vitest";
import { builderOf, drawnFlow } from "../fixtures/builder-of.ts";
import { moveSlots } from "./move-slots.ts";
import { moveStepBehind, moveToNeighbour } from "./move-step.ts";

const id = (text: string) => NodeId.parse(text);
const chain = () =>
  drawnFlow(
    "start wait-1 wait-2 end",
    "start.next>wait-1",
    "wait-1.next>wait-2",
    "wait-2.next>end",
  );
const edgesOf = ({ document }: ReturnType<typeof builderOf>) =>
  document
    .getState()
    .flow.edges.map(({ from, exit, to }) => `${from}.${exit}>${to}`)
    .toSorted();

test("a step changes places with the next one: what led on still leads on, and both keep a place", () => {
  const builder = builderOf(chain());
  builder.document.getState().select([id("wait-1")]);

  moveToNeighbour(builder, "behind");

  expect(edgesOf(builder)).toEqual(["start.next>wait-2", "wait-1.next>end", "wait-2.next>wait-1"]);
  const { layout } = builder.document.getState().flow;
  expect([layout[id("wait-1")]?.y, layout[id("wait-2")]?.y]).toEqual([320, 160]);
  expect(builder.document.getState().past.map(({ label }) => label)).toEqual([
    "Move “Wait” behind “Wait”",
  ]);
});

test("nothing goes before the start, and nothing behind an end", () => {
  const builder = builderOf(chain());
  const before = builder.document.getState().flow;

  for (const [step, way] of [
    ["wait-1", "before"],
    ["wait-2", "behind"],
    ["start", "behind"],
  ] as const) {
    builder.document.getState().select([id(step)]);
    moveToNeighbour(builder, way);
  }

  expect(builder.document.getState().flow).toBe(before);
});

test("the places for a step are the edges and open ends but its own; an end goes to open ends only", () => {
  const builder = builderOf(
    drawnFlow("start condition-1 wait-2", "start.next>condition-1", "condition-1.yes>wait-2"),
  );

  const titles = (step: string) =>
    moveSlots(builder, id(step)).map(({ title, hint }) => `${title}, ${hint ?? "open"}`);
  expect(titles("wait-2")).toEqual([
    "After Start, before Condition",
    "After Condition: Otherwise, open",
  ]);
  expect(titles("start")).toEqual([]);
});

test("a step that is moved stands where it belongs, and what follows makes room", () => {
  const builder = builderOf(chain());

  moveStepBehind(builder, id("wait-2"), [{ from: id("start"), exit: "next" }]);

  expect(edgesOf(builder)).toContain("start.next>wait-2");
  const { layout } = builder.document.getState().flow;
  expect(layout[id("wait-2")]).toEqual({ x: 0, y: 160 });
  expect(layout[id("wait-1")]?.y).toBe(320);
});
