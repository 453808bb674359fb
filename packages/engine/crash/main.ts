import { migrate } from "@fairflow/db";
import { removePostgres, startPostgres } from "@fairflow/embedded";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { argv, exit, stdout } from "node:process";
import { runCrash } from "./run-crash.ts";
import { seededRandom } from "./seeded-random.ts";

/** `pnpm check:crash [SEED]`: 20,000 runs on three workers that are killed at random until all runs have ended. */
const seed = Number(argv[2] ?? 1);
const home = await mkdtemp(join(tmpdir(), "fairflow-crash-home-"));
const server = await startPostgres({ home, log: () => undefined });
await migrate(server.url);
const report = await runCrash({
  url: server.url,
  runs: 20_000,
  speed: 120,
  killEveryMs: 2_000,
  giveUpAfterMs: 15 * 60_000,
  random: seededRandom(seed),
  onProgress: (line) => stdout.write(`${line}\n`),
});
await removePostgres(home);
await rm(home, { recursive: true, force: true });
const { runs: _runs, kills: _kills, messages: _messages, ...faults } = report;
stdout.write(`${JSON.stringify({ seed, ...report }, null, 2)}\n`);
exit(Object.values(faults).every((count) => count === 0) ? 0 : 1);
