import type { ScenarioOutcome } from "@fairflow/contract";
import { listScenarios, type StoredScenario, type Transaction } from "@fairflow/db";
import type { LawReader } from "@fairflow/engine";
import type { Flow } from "@fairflow/flow";
import type { CompiledFlow, Library } from "@fairflow/interpreter";
import type { Fields } from "@fairflow/criteria";
import { runCompiledScenario, Scenario } from "@fairflow/simulation";
import { HttpError } from "../http/http-error.ts";
import { testLaw } from "./test-law.ts";

/** A flow that compiles, with what it refers to. */
export interface Runnable {
  readonly flow: Flow;
  readonly compiled: CompiledFlow;
  readonly library: Library;
  readonly fields: Fields;
}

/** What comes of each of a flow's saved tests, in the order of their names. */
export async function scenarioOutcomes(
  tx: Transaction,
  lawReader: LawReader,
  { flowId, ...runnable }: Runnable & { readonly flowId: string },
): Promise<ScenarioOutcome[]> {
  const stored = await listScenarios(tx, flowId);
  if (stored.length === 0) return [];
  const law = testLaw(await lawReader.newest(tx.sql));
  const outcomes: ScenarioOutcome[] = [];
  for (const each of stored) {
    // Others are served between two of them.
    if (outcomes.length > 0) await new Promise<void>((resolve) => void setImmediate(resolve));
    const { id, name } = each;
    const scenario = scenarioOf(each);
    const { passed, failures } = runCompiledScenario({ ...runnable, scenario, law });
    outcomes.push({ id, name, passed, failures: [...failures] });
  }
  return outcomes;
}

export function scenarioOf({ name, document }: StoredScenario): Scenario {
  return { ...Scenario.parse(document), name };
}

/**
 * What is put forward passes all of its saved tests.
 *
 * @throws HttpError 422 with the outcomes, naming those that fail
 */
export async function refuseFailingScenarios(
  tx: Transaction,
  lawReader: LawReader,
  of: Runnable & { readonly flowId: string },
): Promise<void> {
  const failing = (await scenarioOutcomes(tx, lawReader, of)).filter(({ passed }) => !passed);
  if (failing.length === 0) return;
  const names = failing.map(({ name }) => `“${name}”`).join(", ");
  const what = failing.length === 1 ? "A scenario does" : `${failing.length} scenarios do`;
  throw new HttpError("invalid", `${what} not pass: ${names}.`, {
    details: { scenarios: failing },
  });
}
