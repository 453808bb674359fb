import { spawn } from "node:child_process";
import { readFile, rm } from "node:fs/promises";
import { delimiter, join } from "node:path";
import type { Check } from "./checks.ts";
import type { Counts } from "./counts.ts";

/** A check that takes longer hangs; it is ended, and has failed. */
const PATIENCE_MS = 20 * 60_000;

export interface Performed {
  readonly name: string;
  readonly counts: Counts;
  readonly elapsedMs: number;
  /** Tests that passed at the second try only. */
  readonly wavered: readonly string[];
  /** What it wrote, standard output and error together. */
  readonly output: string;
}

/**
 * Runs a check in the checkout. One that ends badly has failed at least once, whatever its report says: a runner
 * may crash without a report, or find an error that belongs to no test.
 */
export async function performCheck(checkout: string, check: Check): Promise<Performed> {
  const { name, report } = check;
  const begun = performance.now();
  if (report !== undefined) await rm(report.file, { force: true });
  const { ok, output } = await run(checkout, check);
  const elapsedMs = performance.now() - begun;
  if (report === undefined) {
    return {
      name,
      counts: { passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0 },
      elapsedMs,
      wavered: [],
      output,
    };
  }
  try {
    const text = await readFile(report.file, "utf8");
    const counted = report.count(text);
    const counts = ok ? counted : { ...counted, failed: Math.max(counted.failed, 1) };
    return { name, counts, elapsedMs, wavered: report.wavering?.(text) ?? [], output };
  } catch (error) {
    return {
      name,
      counts: { passed: 0, failed: 1, skipped: 0 },
      elapsedMs,
      wavered: [],
      output: `${output}\nNo report that can be read: ${String(error)}\n`,
    };
  }
}

function run(
  checkout: string,
  { program, parameters, report }: Check,
): Promise<{ readonly ok: boolean; readonly output: string }> {
  return new Promise((resolve) => {
    const programs = join(checkout, "node_modules", ".bin");
    const child = spawn(join(programs, program), parameters, {
      cwd: checkout,
      // The workspace's own Node comes first, whichever one started this.
      env: {
        ...process.env,
        PATH: `${programs}${delimiter}${process.env["PATH"] ?? ""}`,
        // Dozens of programs start from the same sources.
        NODE_COMPILE_CACHE: join(checkout, ".cache", "compiled"),
        ...(report === undefined ? {} : { PLAYWRIGHT_JSON_OUTPUT_FILE: report.file }),
      },
      stdio: ["ignore", "pipe", "pipe"],
      timeout: PATIENCE_MS,
    });
    let output = "";
    const keep = (chunk: Buffer): void => {
      output += chunk.toString();
    };
    child.stdout.on("data", keep);
    child.stderr.on("data", keep);
    child.once("error", (error) => resolve({ ok: false, output: error.message }));
    child.once("close", (exitCode) => resolve({ ok: exitCode === 0, output }));
  });
}
