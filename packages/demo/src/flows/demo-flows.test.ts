import type { Flow } from "@fairflow/flow";
import { expect, test } from "vitest";
import { demoPlace, demoStart } from "../demo-place.ts";
import { demoFlows } from "./demo-flows.ts";

/** What the builder draws a step as, with the least room between two. */
const [WIDTH, HEIGHT] = [232 + 24, 88 + 24];

const place = demoPlace();
const { today } = demoStart(place, new Date("2026-11-22T10:00:00Z"));

test.for(demoFlows(place.zone, today).flows)("no step of $name stands on another", ({ draft }) => {
  expect(draft.nodes.filter(({ id }) => draft.layout[id] === undefined)).toEqual([]);
  expect(standingOnAnother(draft)).toEqual([]);
});

function standingOnAnother({ layout }: Flow): readonly string[] {
  const places = Object.entries(layout);
  return places.flatMap(([id, a], index) =>
    places
      .slice(index + 1)
      .filter(([, b]) => Math.abs(a.x - b.x) < WIDTH && Math.abs(a.y - b.y) < HEIGHT)
      .map(([other]) => `${id} and ${other}`),
  );
}
