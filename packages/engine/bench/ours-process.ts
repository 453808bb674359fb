import { openDatabase } from "@fairflow/db";
import { catalog } from "@fairflow/nodes";
import process, { argv } from "node:process";
import { z } from "zod";
import { lawReader } from "../src/law/law-reader.ts";
import { laneJobs, openBoss } from "../src/jobs.ts";
import { versionCache } from "../src/load-versions.ts";
import { runTick, type TickDeps } from "../src/tick.ts";

/** A worker with one lane at a time, told which. Argument: the database. */
const [url = ""] = argv.slice(2);
const fail = (fault: unknown): never => {
  throw fault;
};
const boss = await openBoss({ url, max: 2, supervises: false, onError: fail });
const deps: TickDeps = {
  database: openDatabase(url, { max: 2, applicationName: "fairflow-bench-worker" }),
  law: lawReader(),
  // The flow makes no links.
  keyring: { linkToken: () => "" },
  jobs: laneJobs(boss),
  versions: versionCache(catalog, (_id, fault) => fail(fault)),
  onFault: (_what, _id, fault) => fail(fault),
};
const Lanes = z.object({ lanes: z.array(z.int()) });

process.on("message", (message) => {
  void advance(Lanes.parse(message).lanes);
});
process.send?.({ ready: true });

async function advance(lanes: readonly number[]): Promise<void> {
  for (const lane of lanes) await runTick(deps, lane);
  process.send?.({ done: true });
}
