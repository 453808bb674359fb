import { emptyFlow, Flow } from "@fairflow/flow";
import { expect, test } from "vitest";
import { entrySegmentOf } from "./entry-segment.ts";

test.for<[string, unknown, string | undefined]>([
  ["a segment", { entry: { kind: "segment", segment: "late" } }, "late"],
  ["an event to everyone", { entry: { kind: "event", segment: null } }, undefined],
  ["nothing chosen yet", { entry: { kind: "segment", segment: "" } }, undefined],
  ["settings that cannot be read", { entry: 3 }, undefined],
])("knows by which segment accounts come in: %s", ([, config, expected]) => {
  const flow = Flow.parse({
    ...emptyFlow("Flow"),
    nodes: [
      { id: "end", type: "end", name: "", config: { entry: { segment: "wrong" } } },
      { id: "start", type: "start", name: "", config },
    ],
  });

  expect(entrySegmentOf(flow)).toBe(expected);
});
