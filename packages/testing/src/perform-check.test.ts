import { chmod, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { countVitest } from "./counts.ts";
import { performCheck } from "./perform-check.ts";

const REPORT = JSON.stringify({
  numPassedTests: 2,
  numFailedTests: 0,
  numPendingTests: 0,
  numTodoTests: 0,
  testResults: [],
});

test.for([
  { name: "passes", script: "exit 0", counts: { passed: 1, failed: 0, skipped: 0 } },
  { name: "fails", script: "exit 3", counts: { passed: 0, failed: 1, skipped: 0 } },
])("a check without a report that $name counts as one", async ({ script, counts }) => {
  const checkout = await makeCheckout(script);

  const performed = await performCheck(checkout, { name: "it", program: "it", parameters: [] });

  expect(performed.counts).toEqual(counts);
});

test.for([
  {
    name: "ends well counts what its report says",
    script: `echo '${REPORT}' > report.json`,
    counts: { passed: 2, failed: 0, skipped: 0 },
  },
  {
    name: "ends badly has failed though its report says otherwise",
    script: `echo '${REPORT}' > report.json; exit 1`,
    counts: { passed: 2, failed: 1, skipped: 0 },
  },
  {
    name: "leaves no report has failed though it ends well",
    script: "exit 0",
    counts: { passed: 0, failed: 1, skipped: 0 },
  },
  {
    name: "leaves half a report has failed",
    script: "echo '{' > report.json",
    counts: { passed: 0, failed: 1, skipped: 0 },
  },
])("a runner that $name", async ({ script, counts }) => {
  const checkout = await makeCheckout(script);
  const file = join(checkout, "report.json");
  // Left over from an earlier run, which must not count.
  await writeFile(file, REPORT.replace("2", "99"));

  const performed = await performCheck(checkout, {
    name: "it",
    program: "it",
    parameters: [],
    report: { file, count: countVitest },
  });

  expect(performed.counts).toEqual(counts);
});

test("a program that is missing is a failure that says so", async () => {
  const checkout = await makeCheckout("exit 0");

  const performed = await performCheck(checkout, { name: "no", program: "no", parameters: [] });

  expect(performed.counts.failed).toBe(1);
  expect(performed.output).toContain("ENOENT");
});

/** A directory whose node_modules/.bin/it is a shell script. */
async function makeCheckout(script: string): Promise<string> {
  const checkout = await mkdtemp(join(tmpdir(), "fairflow-checks-"));
  onTestFinished(() => rm(checkout, { recursive: true, force: true }));
  const program = join(checkout, "node_modules", ".bin", "it");
  await mkdir(join(checkout, "node_modules", ".bin"), { recursive: true });
  await writeFile(program, `#!/bin/sh\n${script}\n`);
  await chmod(program, 0o755);
  return checkout;
}
