import { Command } from "commander";
import process, { argv } from "node:process";
import { CommandError } from "./command-error.ts";

/** Each is loaded when it is called: most of them need a small part of the program. */
const COMMANDS: ReadonlyMap<string, () => Promise<Command>> = new Map([
  ["start", async () => (await import("./commands/start.ts")).startCommand()],
  ["serve", async () => (await import("./commands/serve.ts")).serveCommand()],
  ["work", async () => (await import("./commands/serve.ts")).workCommand()],
  ["migrate", async () => (await import("./commands/migrate.ts")).migrateCommand()],
  ["user", async () => (await import("./commands/user.ts")).userCommand()],
  ["key", async () => (await import("./commands/key.ts")).keyCommand()],
  ["backup", async () => (await import("./commands/backup.ts")).backupCommand()],
  ["restore", async () => (await import("./commands/backup.ts")).restoreCommand()],
  ["import", async () => (await import("./commands/import.ts")).importCommand()],
  ["contacts", async () => (await import("./commands/contacts.ts")).contactsCommand()],
  ["holds", async () => (await import("./commands/holds.ts")).holdsCommand()],
  ["notices", async () => (await import("./commands/notices.ts")).noticesCommand()],
  ["statement", async () => (await import("./commands/statement.ts")).statementCommand()],
  ["simulate", async () => (await import("./commands/simulate.ts")).simulateCommand()],
  ["ledger", async () => (await import("./commands/ledger.ts")).ledgerCommand()],
  ["vectors", async () => (await import("./commands/vectors.ts")).vectorsCommand()],
  ["verify", async () => (await import("./commands/verify.ts")).verifyCommand()],
]);

const program = new Command("fairflow").description(
  "A visual workflow builder for debt collection, and the engine that runs what it draws.",
);
const called = COMMANDS.get(argv[2] ?? "");
// Whoever calls none of them is told of all.
const loading = called === undefined ? [...COMMANDS.values()] : [called];
for (const command of await Promise.all(loading.map((load) => load()))) program.addCommand(command);

try {
  await program.parseAsync();
} catch (error) {
  if (!(error instanceof CommandError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
