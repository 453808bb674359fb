import { testRunEndpoints } from "@fairflow/contract";
import {
  addScenario,
  changeScenario,
  listScenarios,
  readDraft,
  recordAudit,
  removeScenario,
  type StoredScenario,
} from "@fairflow/db";
import type { AppDeps } from "../app-deps.ts";
import { DONE, handle } from "../http/handle.ts";
import { HttpError, notFound } from "../http/http-error.ts";
import { nameOf, userNames } from "../sign-in/users.ts";
import { drawBatch, runBatchSlice } from "../test-runs/batch-run.ts";
import { runTest } from "../test-runs/run-test.ts";
import { scenarioOf, scenarioOutcomes } from "../test-runs/scenario-outcomes.ts";
import { testedFlow } from "../test-runs/tested-flow.ts";

/** Trying flows out: one person, many, and the tests that are kept. */
export function testRunHandlers(deps: AppDeps) {
  const { database, realNow, facts } = deps;
  const testDeps = () => ({ database, keyring: deps.keys(), law: facts.law });
  return {
    testRun: handle(testRunEndpoints.testRun, ({ input, user }) =>
      runTest(testDeps(), input, user.role),
    ),

    batchSample: handle(testRunEndpoints.batchSample, ({ input }) => drawBatch(testDeps(), input)),

    batchSlice: handle(testRunEndpoints.batchSlice, ({ input, user }) =>
      runBatchSlice(testDeps(), input, user.role),
    ),

    scenarios: handle(testRunEndpoints.scenarios, async ({ input: { params } }) => {
      const [stored, names] = await Promise.all([
        listScenarios(database, params.id),
        userNames(database),
      ]);
      return stored.map((each) => scenarioState(names, each));
    }),

    addScenario: handle(testRunEndpoints.addScenario, async ({ input, user }) => {
      const { params, body } = input;
      if ((await readDraft(database, params.id)) === undefined) throw notFound("flow");
      const { name } = body.scenario;
      const id = await database.transaction(async (tx) => {
        const added = await addScenario(tx, params.id, {
          name,
          document: body.scenario,
          author: user.id,
          now: realNow(),
        });
        if (added === undefined) throw nameTaken(name);
        await recordAudit(tx, [
          {
            actor: { kind: "user", id: user.id },
            action: "flow.add-scenario",
            subject: { kind: "flow", id: params.id },
            after: { scenario: added, name },
          },
        ]);
        return added;
      });
      return { id };
    }),

    changeScenario: handle(testRunEndpoints.changeScenario, async ({ input, user }) => {
      const { params, body } = input;
      const { name } = body.scenario;
      await database.transaction(async (tx) => {
        const changed = await changeScenario(
          tx,
          { flowId: params.id, id: params.scenario },
          { name, document: body.scenario, author: user.id, now: realNow() },
        );
        if (changed === "gone") throw notFound("scenario");
        if (changed === "name-taken") throw nameTaken(name);
        await recordAudit(tx, [
          {
            actor: { kind: "user", id: user.id },
            action: "flow.change-scenario",
            subject: { kind: "flow", id: params.id },
            after: { scenario: params.scenario, name },
          },
        ]);
      });
      return DONE;
    }),

    removeScenario: handle(testRunEndpoints.removeScenario, async ({ input: { params }, user }) => {
      await database.transaction(async (tx) => {
        const wasThere = await removeScenario(tx, { flowId: params.id, id: params.scenario });
        if (!wasThere) throw notFound("scenario");
        await recordAudit(tx, [
          {
            actor: { kind: "user", id: user.id },
            action: "flow.remove-scenario",
            subject: { kind: "flow", id: params.id },
            before: { scenario: params.scenario },
          },
        ]);
      });
      return DONE;
    }),

    runScenarios: handle(testRunEndpoints.runScenarios, async ({ input: { params, body } }) => {
      const { flow, compiled, library, live } = await testedFlow(database, params.id, body.tested);
      return scenarioOutcomes(database, facts.law, {
        flowId: params.id,
        flow,
        compiled,
        library,
        fields: live.fields,
      });
    }),
  };
}

function nameTaken(name: string): HttpError {
  return new HttpError("conflict", `This flow has a scenario “${name}” already.`);
}

function scenarioState(names: ReadonlyMap<string, string>, stored: StoredScenario) {
  return {
    id: stored.id,
    scenario: scenarioOf(stored),
    changedBy: nameOf(names, stored.changedBy),
    changedAtMs: stored.changedAt.getTime(),
  };
}
