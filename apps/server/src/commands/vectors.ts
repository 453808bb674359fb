import { zones } from "@fairflow/calendar/zones";
import { runVectors } from "@fairflow/compliance";
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
      for (const { n, title, pass, answer } of results) {
        process.stdout.write(`${pass ? "PASS" : "FAIL"} ${n} ${title}: ${answer}\n`);
      }
      const failed = results.filter(({ pass }) => !pass).length;
      process.stdout.write(`${results.length - failed} passed, ${failed} failed\n`);
      if (failed > 0) process.exitCode = 1;
    });
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
