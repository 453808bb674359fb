import { zones } from "@fairflow/calendar/zones";
import { runVectors, type VectorResult } from "@fairflow/compliance";
import { holidayTables, packs } from "@fairflow/compliance/packs";
import { Command } from "commander";
import { CommandError } from "../command-error.ts";
import { readText } from "../read-files.ts";

export function vectorsCommand(): Command {
  return new Command("vectors")
    .description(
      "Puts the cases of a file before the gate and compares its answers with the expected ones.",
    )
    .argument("<file>", "a JSON file of cases")
    .action(async (file: string) => {
      const results = runVectors(parsed(await readText(file), file), packs, {
        zones,
        holidays: holidayTables,
      });
      for (const result of results) {
        process.stdout.write(
          `${outcomeOf(result)} ${result.n} ${result.title}: ${result.answer}\n`,
        );
      }
      const count = (outcome: string) =>
        results.filter((result) => outcomeOf(result) === outcome).length;
      const skipped = count("SKIP") === 0 ? "" : `, ${count("SKIP")} skipped`;
      process.stdout.write(`${count("PASS")} passed, ${count("FAIL")} failed${skipped}\n`);
      if (count("FAIL") > 0) process.exitCode = 1;
    });
}

/** A case that is right only with newer time zone data than ours is said to be so, and does not fail. */
function outcomeOf({ pass, isSkipped }: VectorResult): "PASS" | "FAIL" | "SKIP" {
  if (isSkipped) return "SKIP";
  return pass ? "PASS" : "FAIL";
}

function parsed(text: string, file: string): readonly unknown[] {
  try {
    const value: unknown = JSON.parse(text);
    if (Array.isArray(value)) return value;
  } catch (cause) {
    throw new CommandError(`${file} is not JSON.`, { cause });
  }
  throw new CommandError(`${file} is not a list of cases.`);
}
