import { Command } from "commander";
import { ledgerCommand } from "./commands/ledger.ts";
import { CommandError } from "./command-error.ts";
import { simulateCommand } from "./commands/simulate.ts";
import { vectorsCommand } from "./commands/vectors.ts";

const program = new Command("fairflow")
  .description(
    "A visual workflow builder for debt collection, and the engine that runs what it draws.",
  )
  .addCommand(simulateCommand())
  .addCommand(ledgerCommand())
  .addCommand(vectorsCommand());

try {
  await program.parseAsync();
} catch (error) {
  if (!(error instanceof CommandError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
