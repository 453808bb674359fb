import { spawn } from "node:child_process";
import { once } from "node:events";
import { resolve } from "node:path";
import { argv, env, execPath, exit, stderr } from "node:process";

/**
 * `pnpm check:reports FILE`: a ledger of real invoices, in the form of `madeUpLedger`, comes in day by day through the whole
 * server, every day is closed, and each cell of the reports is compared with plain SQL over the file. The file is read and
 * never kept. Then the shares of the dashboard are compared with plain SQL over the runs and closes of a demo world.
 */
const file = argv[2];
if (file === undefined) {
  stderr.write("Usage: pnpm check:reports FILE, a ledger of invoices as a CSV\n");
  exit(1);
}
const checkout = resolve(import.meta.dirname, "../../..");
const vitest = [
  "node_modules/vitest/vitest.mjs",
  "run",
  "--config=.config/vitest.config.ts",
  "--project=pg",
  "apps/server/src/reports/ledger-reports.pg.test.ts",
  "apps/server/src/dashboard/demo-figures.pg.test.ts",
];
const child = spawn(execPath, vitest, {
  cwd: checkout,
  stdio: "inherit",
  env: { ...env, FAIRFLOW_LEDGER: resolve(file) },
});
await once(child, "exit");
exit(child.exitCode ?? 1);
