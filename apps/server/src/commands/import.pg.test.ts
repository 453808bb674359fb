import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { testDatabase } from "@fairflow/testing";
import { madeUpLedger } from "@fairflow/intake/made-up-ledger";
import { afterAll, beforeAll, expect, test } from "vitest";

const run = promisify(execFile);
const fairflow = new URL("../fairflow.ts", import.meta.url).pathname;
const mapping = new URL("../../../../examples/early-arrears/ledger.mapping.json", import.meta.url)
  .pathname;
const databaseUrl = await testDatabase();
let home: string;

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), "fairflow-import-"));
});

afterAll(() => rm(home, { recursive: true, force: true }));

function importing(file: string, ...options: readonly string[]) {
  return run(process.execPath, [fairflow, "import", file, "--mapping", mapping, ...options], {
    env: { ...process.env, DATABASE_URL: databaseUrl, FAIRFLOW_HOME: home, FAIRFLOW_DEMO: "0" },
  });
}

test("imports a ledger, and the same file again changes nothing", async () => {
  const ledger = join(home, "ledger.csv");
  await writeFile(ledger, madeUpLedger({ seed: 1, invoices: 60, customers: 10 }));

  const [first, again] = [await importing(ledger), await importing(ledger)];

  expect(first.stderr).toBe("");
  expect(first.stdout).toBe("60 rows: 60 good, 0 bad, 0 accounts unchanged.\n");
  expect(again.stdout).toBe("60 rows: 60 good, 0 bad, 60 accounts unchanged.\n");
});

test("imports nothing of a file with a bad row, writes the row to be mended, and says what a column that is left out looks like", async () => {
  const [bad, problems] = [join(home, "bad.csv"), join(home, "problems.csv")];
  const [head = "", ...rows] = madeUpLedger({ seed: 2, invoices: 3, customers: 2 })
    .trim()
    .split(/\r?\n/);
  const ledger = [`${head},Emial`, ...rows.map((row) => `${row},x@example.org`)].join("\n");
  await writeFile(
    bad,
    ledger.replace(/^([^\r\n]*\r?\n[^,]*,[^,]*,[^,]*,[^,]*,)[^,]*/, "$113/45/2013"),
  );

  await expect(importing(bad, "--problems", problems)).rejects.toMatchObject({
    code: 1,
    stdout: expect.stringContaining("1 row cannot be read, so nothing was imported"),
    stderr: 'Warning: the mapping leaves out the column "Emial", which looks like debtor.email.\n',
  });
  expect(await readFile(problems, "utf8")).toContain("a date that does not exist");
});
