import { lawReader, verifyDatabase } from "@fairflow/engine";
import { Command } from "commander";
import { readEnvironment } from "../environment.ts";
import { openInstallation } from "../installation/open-installation.ts";

export function verifyCommand(): Command {
  return new Command("verify")
    .description(
      "Asks the gate again about every recorded verdict, and checks what must always hold. Changes nothing.",
    )
    .action(async () => {
      const installation = await openInstallation(readEnvironment(process.env), {
        log: () => undefined,
        connections: 2,
        onError: (error) => {
          throw error;
        },
      });
      let checked = 0;
      let wrong = 0;
      try {
        for await (const result of verifyDatabase(installation.database, lawReader())) {
          checked += result.checked;
          wrong += result.wrong;
          process.stdout.write(
            `${result.wrong === 0 ? "OK  " : "FAIL"} ${result.name}: ${result.checked} checked, ${result.wrong} wrong\n`,
          );
          for (const example of result.examples) process.stdout.write(`       ${example}\n`);
        }
      } finally {
        await installation.close();
      }
      process.stdout.write(`verify: ${checked} checked, ${wrong} wrong\n`);
      if (wrong > 0) process.exitCode = 1;
    });
}
