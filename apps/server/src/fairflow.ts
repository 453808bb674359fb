import { Command } from "commander";
import { backupCommand, restoreCommand } from "./commands/backup.ts";
import { keyCommand } from "./commands/key.ts";
import { ledgerCommand } from "./commands/ledger.ts";
import { contactsCommand } from "./commands/contacts.ts";
import { CommandError } from "./command-error.ts";
import { holdsCommand } from "./commands/holds.ts";
import { importCommand } from "./commands/import.ts";
import { migrateCommand } from "./commands/migrate.ts";
import { noticesCommand } from "./commands/notices.ts";
import { serveCommand, workCommand } from "./commands/serve.ts";
import { simulateCommand } from "./commands/simulate.ts";
import { startCommand } from "./commands/start.ts";
import { statementCommand } from "./commands/statement.ts";
import { userCommand } from "./commands/user.ts";
import { vectorsCommand } from "./commands/vectors.ts";
import { verifyCommand } from "./commands/verify.ts";

const program = new Command("fairflow")
  .description(
    "A visual workflow builder for debt collection, and the engine that runs what it draws.",
  )
  .addCommand(startCommand())
  .addCommand(serveCommand())
  .addCommand(workCommand())
  .addCommand(migrateCommand())
  .addCommand(userCommand())
  .addCommand(keyCommand())
  .addCommand(backupCommand())
  .addCommand(restoreCommand())
  .addCommand(importCommand())
  .addCommand(contactsCommand())
  .addCommand(holdsCommand())
  .addCommand(noticesCommand())
  .addCommand(statementCommand())
  .addCommand(simulateCommand())
  .addCommand(ledgerCommand())
  .addCommand(vectorsCommand())
  .addCommand(verifyCommand());

try {
  await program.parseAsync();
} catch (error) {
  if (!(error instanceof CommandError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
