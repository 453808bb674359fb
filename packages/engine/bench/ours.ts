import { fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { LANE_COUNT } from "../src/lane.ts";

/** The engine as it runs. */
export interface Ours {
  /** Advances everything that is due. */
  readonly run: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

const WORKERS = 2;

/** As `pnpm fairflow` starts a worker: what a batch holds outlives a small nursery, and would be copied again and again. */
const NODE_OPTIONS = ["--min-semi-space-size=64", "--max-semi-space-size=64"];

/**
 * The engine as it runs: two workers with a lane each, as `fairflow work` on two cores; the gate, history, counters and
 * wake jobs are on, and no sender is running.
 */
export async function startOurs(url: string): Promise<Ours> {
  const workers = Array.from({ length: WORKERS }, () =>
    fork(join(import.meta.dirname, "ours-process.ts"), [url], { execArgv: NODE_OPTIONS }),
  );
  await Promise.all(workers.map((worker) => once(worker, "message")));
  return {
    run: async () => {
      await Promise.all(
        workers.map((worker, index) => {
          const done = once(worker, "message");
          const lanes = Array.from({ length: LANE_COUNT }, (_, lane) => lane);
          worker.send({ lanes: lanes.filter((lane) => lane % WORKERS === index) });
          return done;
        }),
      );
    },
    stop: async () => {
      for (const worker of workers) {
        const gone = once(worker, "exit");
        worker.kill("SIGTERM");
        await gone;
      }
    },
  };
}
