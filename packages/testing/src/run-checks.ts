/** The root's `pnpm test`: proves the checkout and closes with one line of counts. */
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { CACHE, CHECKOUT } from "./checkout.ts";
import { type Check, checkLanes } from "./checks.ts";
import { addCounts, countsLine } from "./counts.ts";
import { performCheck, type Performed } from "./perform-check.ts";

const reports = join(CACHE, "reports");
await mkdir(reports, { recursive: true });
const lanes = checkLanes(reports);
const performed = await Promise.all(lanes.map(performLane));
const total = addCounts(performed.flat().map((each) => each.counts));
process.stdout.write(`${countsLine(total)}\n`);
process.exitCode = total.failed === 0 ? 0 : 1;

async function performLane(lane: readonly Check[]): Promise<readonly Performed[]> {
  const done: Performed[] = [];
  for (const check of lane) {
    const result = await performCheck(CHECKOUT, check);
    tell(result);
    done.push(result);
  }
  return done;
}

function tell({ name, counts, elapsedMs, wavered, output }: Performed): void {
  const seconds = (elapsedMs / 1000).toFixed(1);
  const failed = counts.failed > 0;
  process.stdout.write(
    `${failed ? "FAILED" : "ok"}  ${name}: ${countsLine(counts)} (${seconds} s)\n`,
  );
  for (const title of wavered) process.stdout.write(`    at the second try only: ${title}\n`);
  if (failed) process.stdout.write(`${output.trim()}\n\n`);
}
