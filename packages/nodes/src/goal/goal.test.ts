import { expect, test } from "vitest";
import { at, issuesOf, trial } from "../trial.ts";

const nowMs = at("2026-03-02 10:00");

test("ends the run as a success, under its name", () => {
  const { run, steps } = trial("goal", { name: "Paid up" }).begin({ nowMs });

  expect(run.ended).toEqual({ reason: "Paid up", success: true, atMs: nowMs });
  expect(steps.at(-1)).toEqual({ node: "tried", visit: 1, entered: true, left: "ended:Paid up" });
});

test("needs a name that can be stored", () => {
  expect(["", " ", "a\0", "x".repeat(81)].map((name) => issuesOf("goal", { name }))).toEqual([
    ["Give the goal a name"],
    ["Give the goal a name"],
    ["name: The text has a character that cannot be stored"],
    ["name: Use at most 80 characters"],
  ]);
});
