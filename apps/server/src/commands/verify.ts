import { lawReader, verifyAudit, verifyDatabase, type CheckResult } from "@fairflow/engine";
import { Command } from "commander";
import { checkpointKey, checkpointsIn } from "../audit/checkpoint-file.ts";
import { readEnvironment } from "../environment.ts";
import { openInstallation, type Installation } from "../installation/open-installation.ts";

export function verifyCommand(): Command {
  return new Command("verify")
    .description(
      "Asks the gate again about every recorded verdict, and checks what must always hold. Changes nothing.",
    )
    .action(async () => {
      const environment = readEnvironment(process.env);
      const installation = await openInstallation(environment, {
        log: () => undefined,
        connections: 2,
        onError: (error) => {
          throw error;
        },
      });
      let checked = 0;
      let wrong = 0;
      try {
        for await (const result of everyCheck(installation, environment.checkpoints)) {
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

async function* everyCheck(
  { database, masterKeys }: Installation,
  checkpoints: string,
): AsyncGenerator<CheckResult> {
  yield* verifyDatabase(database, lawReader());
  const signed = await checkpointsIn(checkpoints, masterKeys.map(checkpointKey));
  yield* verifyAudit(database.sql, signed);
}
