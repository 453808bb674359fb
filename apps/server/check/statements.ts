import { spawn } from "node:child_process";
import { once } from "node:events";
import { resolve } from "node:path";
import { argv, env, execPath, exit, stderr } from "node:process";

/**
 * `pnpm check:statements FILE`: a ledger of real invoices, in the form of `madeUpLedger`, is paid by statements of each format, a
 * tenth of the references damaged, through the whole server. The file is read and never kept.
 */
const file = argv[2];
if (file === undefined) {
  stderr.write("Usage: pnpm check:statements FILE, a ledger of invoices as a CSV\n");
  exit(1);
}
const checkout = resolve(import.meta.dirname, "../../..");
const vitest = [
  "node_modules/vitest/vitest.mjs",
  "run",
  "--config=.config/vitest.config.ts",
  "--project=pg",
  "apps/server/src/statements/ledger-round-trip.pg.test.ts",
];
const child = spawn(execPath, vitest, {
  cwd: checkout,
  stdio: "inherit",
  env: { ...env, FAIRFLOW_LEDGER: resolve(file) },
});
await once(child, "exit");
exit(child.exitCode ?? 1);
