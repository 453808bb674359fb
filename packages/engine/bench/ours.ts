import { catalog } from "@fairflow/nodes";
import type { PgBoss } from "pg-boss";
import { law } from "../src/fixtures/made-up-world.ts";
import { laneJobs } from "../src/jobs.ts";
import { LANE_COUNT } from "../src/lane.ts";
import { versionCache } from "../src/load-versions.ts";
import { runTick, type TickDeps } from "../src/tick.ts";
import type { BenchWorld } from "./bench-world.ts";

/** The engine as it runs: ticks of two lanes at a time, the gate, history, counters and wake jobs on; no sender. */
export async function ours(bench: BenchWorld, boss: PgBoss): Promise<void> {
  const deps: TickDeps = {
    database: bench.database,
    law,
    keyring: bench.world.keyring,
    jobs: laneJobs(boss),
    versions: versionCache(catalog, (_id, fault) => {
      throw fault;
    }),
    onFault: (_what, _id, fault) => {
      throw fault;
    },
  };
  const lanes = Array.from({ length: LANE_COUNT }, (_, lane) => lane).values();
  const advance = async () => {
    for (const lane of lanes) await runTick(deps, lane);
  };
  await Promise.all([advance(), advance()]);
}
