import { Command } from "commander";
import { readEnvironment } from "../environment.ts";
import { refuseTakenPort } from "../installation/serve-http.ts";

export function startCommand(): Command {
  return new Command("start")
    .description(
      "Runs everything in one process: the database, the engine, the server and the web app.",
    )
    .action(async () => {
      const begun = performance.now();
      const environment = readEnvironment(process.env);
      await refuseTakenPort(environment);
      const { startEverything } = await import("../installation/start-everything.ts");
      await startEverything(environment, begun);
    });
}
