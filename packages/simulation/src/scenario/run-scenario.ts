import { epochDay, isLocalDate, zoneNamed } from "@fairflow/calendar";
import type { Fields } from "@fairflow/criteria";
import type { Flow } from "@fairflow/flow";
import { compile, type CompiledFlow, type Library } from "@fairflow/interpreter";
import { catalog } from "@fairflow/nodes";
import {
  madeUpTestPerson,
  UnrunnableScenarioError,
  type TestLaw,
} from "../test-run/made-up-test-person.ts";
import { trajectoryOf, type Trajectory } from "../test-run/trajectory.ts";
import { judgeExpectation } from "./judge-expectation.ts";
import { instantOf } from "./local-moment.ts";
import type { Scenario } from "./scenario.ts";

export interface ScenarioInput {
  readonly flow: Flow;
  readonly library: Library;
  readonly fields: Fields;
  readonly scenario: Scenario;
  readonly law: TestLaw;
}

/** What came of a scenario: whether all that it expects came true, and what did not, in plain words. */
export interface ScenarioResult {
  readonly passed: boolean;
  readonly failures: readonly ScenarioFailure[];
  /** Null where the scenario could not be run. */
  readonly trajectory: Trajectory | null;
}

export interface ScenarioFailure {
  /** The expectation by its place in the list; null where the scenario could not be run at all. */
  readonly expectation: number | null;
  readonly message: string;
}

/** Takes a scenario's person through a flow and compares what came of it. Pure, deterministic, and never throws for a draft. */
export function runScenario(input: ScenarioInput): ScenarioResult {
  const { flow, library, fields } = input;
  const compilation = compile({ catalog, flow, library, fields });
  if (compilation.ok) return runCompiledScenario({ ...input, compiled: compilation.flow });
  const [first] = compilation.issues;
  return unrunnable(`The flow cannot run yet: ${first?.message ?? "it has problems"}.`);
}

/** `runScenario` for many scenarios of one flow. */
export function runCompiledScenario(
  input: ScenarioInput & { readonly compiled: CompiledFlow },
): ScenarioResult {
  const { flow, compiled, library, fields, scenario, law } = input;
  try {
    const trajectory = trajectoryOf({
      flow,
      compiled,
      library,
      fields,
      ...whoAndWhen(scenario, law),
    });
    const failures = scenario.expectations.flatMap((expectation, index) => {
      const message = judgeExpectation(expectation, { scenario, flow, trajectory, law });
      return message === null ? [] : [{ expectation: index, message }];
    });
    return { passed: failures.length === 0, failures, trajectory };
  } catch (fault) {
    if (fault instanceof UnrunnableScenarioError) return unrunnable(`${fault.message}.`);
    throw fault;
  }
}

function unrunnable(message: string): ScenarioResult {
  return { passed: false, failures: [{ expectation: null, message }], trajectory: null };
}

/**
 * Who a made-up person is in a test run, and when it begins.
 *
 * @throws UnrunnableScenarioError for a place that is not there
 */
export function whoAndWhen(
  scenario: Omit<Scenario, "expectations" | "name" | "schema">,
  law: TestLaw,
) {
  const { person, packs, startsAt, seed, entry, forDays, answers } = scenario;
  const zone = zoneNamed(law.zones, person.zone);
  if (zone === undefined) throw new UnrunnableScenarioError(`There is no time zone ${person.zone}`);
  const date = startsAt.slice(0, 10);
  if (!isLocalDate(date)) throw new UnrunnableScenarioError(`There is no day ${date}`);
  const startDay = epochDay(date);
  const [first] = person.accounts;
  return {
    person: madeUpTestPerson(person, { law, packIds: packs, startDay, seed }),
    accountId: first?.reference ?? "",
    startMs: instantOf(startsAt, zone),
    entry,
    forDays,
    answers,
  };
}
