import { expect, test } from "vitest";
import { at, issuesOf, trial } from "../trial.ts";

const nowMs = at("2026-03-02 10:00");

test("ends the run with its reason, and not as a success", () => {
  const { run, effects } = trial("end", { reason: "Handed over" }).begin({ nowMs });

  expect(run.ended).toEqual({ reason: "Handed over", success: false, atMs: nowMs });
  expect(effects).toEqual([{ kind: "close-work" }]);
});

test("needs a reason", () => {
  expect(issuesOf("end", { reason: "" })).toEqual(["Say why the flow ends here"]);
});
