import { Command } from "commander";
import { pino, type Logger } from "pino";
import { readEnvironment, type Environment } from "../environment.ts";
import { describe } from "../http/error-answer.ts";
import { builtWeb } from "../installation/build-web.ts";
import { isDemo } from "../installation/demo-mode.ts";
import { openInstallation } from "../installation/open-installation.ts";
import { EVERY_ROLE, runInstallation } from "../installation/run-installation.ts";
import { untilStopped } from "../installation/until-stopped.ts";

const CONNECTIONS = 20;

export function serveCommand(): Command {
  return new Command("serve")
    .description("Answers requests only; run as many as wanted, and workers beside them.")
    .action(() => run({ serves: true }));
}

export function workCommand(): Command {
  return new Command("work")
    .description("Does the engine's work only; run as many as wanted.")
    .action(() => run({ serves: false }));
}

/** Logs go to standard output, one JSON object a line. */
async function run({ serves }: { readonly serves: boolean }): Promise<void> {
  const environment: Environment = readEnvironment(process.env);
  const log: Logger = pino({ level: "info" });
  const installation = await openInstallation(environment, {
    log: (line) => log.info(line),
    connections: CONNECTIONS,
    onError: (error) => log.error(describe(error), "The keys could not be read again"),
  });
  try {
    const running = await runInstallation(environment, installation, {
      roles: serves ? [] : EVERY_ROLE,
      webFolder: serves ? await builtWeb((line) => log.info(line)) : undefined,
      demo: await isDemo(installation.database, { ...environment, demo: false }),
      log,
    });
    // Whoever reads the line may ask it to stop at once.
    const stopped = untilStopped();
    log.info(serves ? `Serving ${environment.publicUrl.origin}` : "Working");
    await stopped;
    await running.stop();
  } finally {
    await installation.close();
  }
}
