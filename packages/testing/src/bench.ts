import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";

const ROOT = join(import.meta.dirname, "../../..");

/** As `pnpm fairflow` starts Node. */
const NODE_OPTIONS = ["--min-semi-space-size=64", "--max-semi-space-size=64"];

const BENCHES: Readonly<Record<string, string>> = {
  canvas: "apps/web/bench/canvas.ts",
  desk: "apps/server/bench/desk.ts",
  engine: "packages/engine/bench/engine.ts",
  gate: "packages/compliance/bench/gate.ts",
  simulate: "packages/simulation/bench/simulate.ts",
  start: "apps/server/bench/start.ts",
  stop: "packages/engine/bench/stop.ts",
};

/** `pnpm bench NAME [ARGUMENTS]`. */
const [name = "", ...rest] = process.argv.slice(2);
const file = Object.hasOwn(BENCHES, name) ? BENCHES[name] : undefined;
if (file === undefined || !existsSync(join(ROOT, file))) {
  process.stderr.write(
    `There is no benchmark "${name}": say one of ${Object.keys(BENCHES).join(", ")}.\n`,
  );
  process.exit(1);
}
const child = spawn(process.execPath, [...NODE_OPTIONS, join(ROOT, file), ...rest], {
  stdio: "inherit",
});
const [code] = await once(child, "exit");
process.exit(typeof code === "number" ? code : 1);
