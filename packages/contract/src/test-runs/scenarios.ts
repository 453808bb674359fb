import { Scenario } from "@fairflow/simulation";
import { z } from "zod";
import { Done, endpoint } from "../endpoint.ts";
import { FlowParams } from "../publishing.ts";
import { only, signedIn } from "../role.ts";
import { Id, InstantMs } from "../values.ts";
import { Tested } from "./test-run.ts";

export const ScenarioState = z.strictObject({
  id: Id,
  scenario: Scenario,
  changedBy: z.string(),
  changedAtMs: InstantMs,
});
export type ScenarioState = z.infer<typeof ScenarioState>;

export const scenarios = endpoint({
  method: "GET",
  path: "/api/flows/:id/scenarios",
  summary: "A flow's saved tests, by name",
  input: { params: FlowParams },
  output: z.array(ScenarioState),
  policy: signedIn,
});

/** A name that is taken answers 409. */
export const addScenario = endpoint({
  method: "POST",
  path: "/api/flows/:id/scenarios",
  summary: "Saves a test of a flow, with made-up facts only",
  input: { params: FlowParams, body: z.strictObject({ scenario: Scenario }) },
  output: z.strictObject({ id: Id }),
  policy: only("editor", "admin"),
});

const ScenarioParams = FlowParams.extend({ scenario: Id });

export const changeScenario = endpoint({
  method: "PUT",
  path: "/api/flows/:id/scenarios/:scenario",
  summary: "Changes a saved test, or its name",
  input: { params: ScenarioParams, body: z.strictObject({ scenario: Scenario }) },
  output: Done,
  policy: only("editor", "admin"),
});

export const removeScenario = endpoint({
  method: "DELETE",
  path: "/api/flows/:id/scenarios/:scenario",
  summary: "Removes a saved test",
  input: { params: ScenarioParams },
  output: Done,
  policy: only("editor", "admin"),
});

/** What came of a saved test. */
export const ScenarioOutcome = z.strictObject({
  id: Id,
  name: z.string(),
  passed: z.boolean(),
  /** What came otherwise than expected, in plain words; the expectation by its place, null where none could be asked. */
  failures: z.array(z.strictObject({ expectation: z.int().nullable(), message: z.string() })),
});
export type ScenarioOutcome = z.infer<typeof ScenarioOutcome>;

export const runScenarios = endpoint({
  method: "POST",
  path: "/api/flows/:id/scenarios/runs",
  summary: "Runs a flow's saved tests; `submission` is what waits to be decided on",
  input: {
    params: FlowParams,
    body: z.strictObject({
      tested: z.union([Tested, z.strictObject({ kind: z.literal("submission") })]),
    }),
  },
  output: z.array(ScenarioOutcome),
  policy: signedIn,
});
