import { writeFile } from "node:fs/promises";
import { isLocalDate, type LocalDate } from "@fairflow/calendar";
import { Command, InvalidArgumentError } from "commander";
import type { SimulatedMessage } from "@fairflow/simulation";
import { CommandError } from "../command-error.ts";
import { overlookedWarning } from "../imports/overlooked-in.ts";
import { reasonOf } from "../read-files.ts";
import { messagesCsv } from "../simulate/messages-csv.ts";
import { reportText } from "../simulate/report-text.ts";
import { lawPacks, simulateFiles, type SimulateFiles } from "../simulate/simulate-files.ts";
import { wholeNumber } from "./whole-number.ts";

interface SimulateOptions extends SimulateFiles {
  readonly json?: boolean;
  readonly messages?: string;
}

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
    .option("--messages <file>", "write every message that would have left, as CSV")
    .action(async (options: SimulateOptions) => {
      const messages: SimulatedMessage[] = [];
      const report = await simulateFiles(options, {
        onMessage: (message) => messages.push(message),
        onOverlooked: (column) => process.stderr.write(overlookedWarning(column)),
      });
      if (options.messages !== undefined) {
        await writeFile(options.messages, messagesCsv(messages)).catch((cause: unknown) => {
          throw new CommandError(`${options.messages} cannot be written: ${reasonOf(cause)}.`, {
            cause,
          });
        });
      }
      process.stdout.write(
        options.json === true ? `${JSON.stringify(report, null, 2)}\n` : reportText(report),
      );
    });
}

function localDate(text: string): LocalDate {
  if (!isLocalDate(text)) throw new InvalidArgumentError("Write a date as YYYY-MM-DD.");
  return text;
}
