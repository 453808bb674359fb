import { isLocalDate, type LocalDate } from "@fairflow/calendar";
import { Command, InvalidArgumentError } from "commander";
import { reportText } from "../simulate/report-text.ts";
import { lawPacks, simulateFiles, type SimulateFiles } from "../simulate/simulate-files.ts";
import { wholeNumber } from "./whole-number.ts";

export function simulateCommand(): Command {
  return new Command("simulate")
    .description(
      "Takes the accounts of a file through a flow, behind the gate, as history really went.",
    )
    .requiredOption("--flow <file>", "a flow with its segments and templates (fairflow.export/1)")
    .requiredOption("--accounts <file>", "a CSV file of accounts")
    .requiredOption("--mapping <file>", "which of its columns are what (fairflow.mapping/1)")
    .option(
      "--history <columns>",
      "columns with what became of each: settled=COLUMN,disputed=COLUMN",
      "",
    )
    .requiredOption("--from <date>", "the first day", localDate)
    .requiredOption("--to <date>", "the last day", localDate)
    .requiredOption("--pack <id>", `the law: ${[...lawPacks.keys()].join(", ")}`)
    .option(
      "--law-as-of <date>",
      "the day at which rules are in force (default: the pack's review)",
      localDate,
    )
    .option("--seed <n>", "which share of a split each debtor draws", wholeNumber, 1)
    .option("--no-stop-facts", "what would happen if payments and disputes stopped nothing")
    .option("--json", "print one JSON object")
    .action(async (options: SimulateFiles & { readonly json?: boolean }) => {
      const report = await simulateFiles(options);
      process.stdout.write(
        options.json === true ? `${JSON.stringify(report, null, 2)}\n` : reportText(report),
      );
    });
}

function localDate(text: string): LocalDate {
  if (!isLocalDate(text)) throw new InvalidArgumentError("Write a date as YYYY-MM-DD.");
  return text;
}
