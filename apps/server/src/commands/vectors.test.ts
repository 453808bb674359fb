import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";

const ROOT = join(import.meta.dirname, "../../../..");
const VECTORS = join(ROOT, "packages/compliance/src/vectors");
const run = promisify(execFile);

test.for([
  { zone: "UTC", file: "cases.json", closing: "24 passed, 0 failed" },
  { zone: "Pacific/Auckland", file: "cases.json", closing: "24 passed, 0 failed" },
  { zone: "America/Los_Angeles", file: "cases.json", closing: "24 passed, 0 failed" },
  { zone: "Pacific/Auckland", file: "more-cases.json", closing: "102 passed, 0 failed" },
])(
  "in a process whose clock is in $zone, $file: $closing",
  { timeout: 120_000 },
  async ({ zone, file, closing }) => {
    const { stdout } = await run(
      process.execPath,
      [join(ROOT, "apps/server/src/fairflow.ts"), "vectors", join(VECTORS, file)],
      { env: { ...process.env, TZ: zone } },
    );

    const lines = stdout.trim().split("\n");
    expect(lines.at(-1)).toBe(closing);
    expect(lines.slice(0, -1).filter((line) => !line.startsWith("PASS "))).toEqual([]);
  },
);
