import type { Criteria } from "@fairflow/criteria";
import { libraryOf, type Segment } from "@fairflow/interpreter";
import { describe, expect, test } from "vitest";
import { issuesOf, trial } from "../trial.ts";

const atLeast = (value: number): Criteria => ({
  kind: "rule",
  field: "account.times_late_12m",
  operator: "at_least",
  value,
});
const segments: readonly Segment[] = [
  { id: "chronic", name: "Chronic", version: 4, criteria: atLeast(3) },
  { id: "late", name: "Late", version: 2, criteria: atLeast(1) },
];
const library = libraryOf({ segments });
const config = {
  segments: [
    { id: "often", segment: "chronic" },
    { id: "once", segment: "late" },
  ],
};

describe("a segment step", () => {
  const tried = trial("segment", config, library);
  const late = (times: number | null) =>
    tried.begin({ values: { "account.times_late_12m": times } });

  test.for([
    [5, "often"],
    [1, "once"],
    [0, "else"],
    [null, "else"],
  ] as const)("takes an account that was late %j times through %s", ([times, exit]) => {
    expect(late(times).run.ended?.reason).toBe(exit);
  });

  test("records the version that answered, and none where no segment did", () => {
    const uses = [5, 1, 0].map(
      (times) => late(times).steps.find(({ node }) => node === "tried")?.segment,
    );

    expect(uses).toEqual([{ id: "chronic", version: 4 }, { id: "late", version: 2 }, undefined]);
  });
});

test("asks for segments that exist, each with a way out of its own", () => {
  const way = (id: string, segment: string) => ({ id, segment });

  expect(
    [
      { segments: [] },
      { segments: [way("a", "")] },
      { segments: [way("a", "gone")] },
      { segments: [way("else", "late")] },
      { segments: [way("a", "late"), way("a", "chronic")] },
    ].map((broken) => issuesOf("segment", broken, library)[0]),
  ).toEqual([
    "Add at least one segment",
    "Choose a segment for each way out",
    'The segment "gone" does not exist',
    '"else" is reserved; give this way out another id',
    'Two ways out have the id "a"',
  ]);
});
