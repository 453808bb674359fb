import { zones } from "@fairflow/calendar/zones";
import { compilePack } from "@fairflow/compliance";
import { holidayTables, legalWords, packs, stopFacts } from "@fairflow/compliance/packs";
import { coreFields, fieldsWith, type Field } from "@fairflow/criteria";
import { libraryOf, parseExportText } from "@fairflow/interpreter";
import { runScenario, ScenarioFile, type ScenarioResult, type TestLaw } from "@fairflow/simulation";
import { readText, refusal } from "../read-files.ts";

/** Paths of an exported flow and of its scenarios. */
export interface ScenarioFiles {
  readonly flow: string;
  readonly scenarios: string;
  /** Custom fields that the flow asks about. */
  readonly custom?: readonly Field[];
}

export interface NamedResult extends ScenarioResult {
  readonly name: string;
}

/**
 * Runs every scenario of a file through a flow, under the packs that the program carries.
 *
 * @throws CommandError where a file cannot be read
 */
export async function runScenarioFile(files: ScenarioFiles): Promise<readonly NamedResult[]> {
  const document = parseExportText(await readText(files.flow));
  if (!document.ok)
    throw refusal(`${files.flow} is not a flow that can be read`, document.problems);
  const scenarios = ScenarioFile.safeParse(JSON.parse(await readText(files.scenarios)));
  if (!scenarios.success) {
    throw refusal(
      `${files.scenarios} has scenarios that cannot be read`,
      scenarios.error.issues.map(({ path, message }) => ({ path: path.join("."), message })),
    );
  }
  const library = libraryOf({ ...document.value, ...legalWords });
  const fields = files.custom === undefined ? coreFields : fieldsWith(files.custom);
  const law = shippedLaw();
  return scenarios.data.scenarios.map((scenario) => ({
    name: scenario.name,
    ...runScenario({ flow: document.value.flow, library, fields, scenario, law }),
  }));
}

/** The packs that the program carries, as reviewed: without house rules, and whether or not anybody has activated them. */
export function shippedLaw(): TestLaw {
  const tables = { zones, holidays: holidayTables };
  return {
    zones,
    stopFacts: compilePack(stopFacts, tables),
    packs: new Map(
      [...packs]
        .filter(([id]) => id !== stopFacts.id)
        .map(([id, pack]) => [id, [compilePack(pack, tables)]]),
    ),
  };
}
