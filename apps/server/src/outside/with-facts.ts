import { fixedPorts, startEngine } from "@fairflow/engine";
import { catalog } from "@fairflow/nodes";
import { readEnvironment } from "../environment.ts";
import { openInstallation } from "../installation/open-installation.ts";
import { installLaw } from "../installation/read-law.ts";
import type { OutsideDeps } from "./outside-deps.ts";

/** For commands that tell the installation something: the workers hear of it as of anything else. */
export async function withFacts<Result>(
  work: (deps: OutsideDeps) => Promise<Result>,
): Promise<Result> {
  const environment = readEnvironment(process.env);
  const installation = await openInstallation(environment, {
    log: () => undefined,
    connections: 4,
    onError: (error) => {
      throw error;
    },
  });
  const { database, databaseUrl, keyring } = installation;
  const engine = await startEngine({
    database,
    databaseUrl,
    catalog,
    law: await installLaw(database, new Date()),
    keyring: keyring.keys(),
    ports: fixedPorts({}),
    publicUrl: environment.publicUrl.origin,
    // It only tells the workers that there is something to do.
    roles: [],
    onFault: () => undefined,
  });
  try {
    return await work({ database, keys: keyring.keys, facts: engine.facts });
  } finally {
    await engine.stop();
    await installation.close();
  }
}
