import { join } from "node:path";
import { openDemo, startDemoLife } from "@fairflow/demo";
import { destination, pino } from "pino";
import type { Environment } from "../environment.ts";
import { builtWeb } from "./build-web.ts";
import { addDemoPeople } from "./demo-people.ts";
import { isDemo, markAsDemo } from "./demo-mode.ts";
import { firstAdminLink } from "./first-admin-link.ts";
import { holdInstallation } from "./hold-installation.ts";
import { openInstallation } from "./open-installation.ts";
import { EVERY_ROLE, runInstallation } from "./run-installation.ts";
import { startBox } from "./start-box.ts";
import { untilStopped } from "./until-stopped.ts";
import { describe } from "../http/error-answer.ts";

const CONNECTIONS = 20;

/**
 * The database, the engine, the server and the web app, until the process is told to stop.
 *
 * @param begun on `performance`'s clock, for what is said on the way
 */
export async function startEverything(environment: Environment, begun: number): Promise<void> {
  const say = (line: string) => {
    const seconds = ((performance.now() - begun) / 1000).toFixed(1);
    process.stdout.write(`  ${seconds.padStart(5)} s  ${line}\n`);
  };
  say(environment.databaseUrl === undefined ? "Starting PostgreSQL" : "Connecting to PostgreSQL");
  const logFile = join(environment.home, "fairflow.log");
  const installation = await openInstallation(environment, {
    log: say,
    connections: CONNECTIONS,
    onError: (error) => log.error(describe(error), "The keys could not be read again"),
  });
  const log = pino(
    { level: "info" },
    destination({ dest: logFile, append: true, mkdir: true, sync: false }),
  );
  let letGo: (() => Promise<void>) | undefined;
  try {
    const { database, databaseUrl } = installation;
    letGo = await holdInstallation(databaseUrl, environment.publicUrl.origin);
    const demo = await isDemo(database, environment);
    // Marked first, so that one whose making is broken off goes on as a demo.
    if (demo) await markAsDemo(database, new Date());
    const password = demo ? await addDemoPeople(database, new Date()) : undefined;
    const webFolder = await builtWeb(say);
    const keyring = installation.keyring.keys();
    if (demo) {
      const publicUrl = environment.publicUrl.origin;
      await openDemo({ database, keyring, publicUrl, realNow: new Date(), log: say });
    }
    say("Starting the engine and the server");
    const running = await runInstallation(environment, installation, {
      roles: EVERY_ROLE,
      webFolder,
      demo,
      log,
    });
    const life = demo
      ? await startDemoLife({
          facts: running.engine.facts,
          keyring,
          onFault: (what, id, fault) =>
            log.error({ what, id, ...describe(fault) }, "The demo met a fault"),
        })
      : undefined;
    const link = await firstAdminLink(database, environment.publicUrl, new Date());
    const seconds = (performance.now() - begun) / 1000;
    process.stdout.write(startBox({ environment, seconds, demo, password, link, logFile }));
    await untilStopped();
    process.stdout.write("\n  Stopping; press Ctrl+C again to stop at once\n");
    await life?.stop();
    await running.stop();
  } finally {
    await letGo?.();
    await installation.close();
    log.flush();
  }
}
