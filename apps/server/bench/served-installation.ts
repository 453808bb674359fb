import { tmpdir } from "node:os";
import process, { env } from "node:process";
import { pino } from "pino";
import { readEnvironment } from "../src/environment.ts";
import { openInstallation } from "../src/installation/open-installation.ts";
import { EVERY_ROLE, runInstallation } from "../src/installation/run-installation.ts";

/** The server and the engine in one process, as `start` runs them, without a web app to build. */
const environment = readEnvironment(env);
const installation = await openInstallation(environment, {
  log: () => undefined,
  connections: 20,
  onError: () => undefined,
});
await runInstallation(environment, installation, {
  roles: EVERY_ROLE,
  webFolder: tmpdir(),
  demo: false,
  log: pino({ level: "silent" }),
});
process.send?.("ready");
