import { Command } from "commander";
import { readEnvironment } from "../environment.ts";
import { openInstallation } from "../installation/open-installation.ts";

export function migrateCommand(): Command {
  return new Command("migrate")
    .description("Brings the tables and queues up to this version; starting does it too.")
    .action(async () => {
      const say = (line: string) => void process.stdout.write(`${line}\n`);
      const installation = await openInstallation(readEnvironment(process.env), {
        log: say,
        connections: 1,
        onError: (error) => {
          throw error;
        },
      });
      await installation.close();
      say("The database is up to date.");
    });
}
