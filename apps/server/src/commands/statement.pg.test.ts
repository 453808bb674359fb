import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { MADE_UP_LAYOUT, madeUpCsv } from "@fairflow/statements/made-up-statements";
import { testDatabase } from "@fairflow/testing";
import { afterAll, beforeAll, expect, test } from "vitest";

const run = promisify(execFile);
const fairflow = new URL("../fairflow.ts", import.meta.url).pathname;
const databaseUrl = await testDatabase();
let home: string;

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), "fairflow-statement-"));
});
afterAll(() => rm(home, { recursive: true, force: true }));

test("books a table by a layout that comes with it, once", async () => {
  const [file, layout] = [join(home, "bank.csv"), join(home, "layout.json")];
  const payment = { payerName: "A Tester", payerAccount: "62001" } as const;
  const on = { valueDate: "2026-11-19", bookingDate: "2026-11-20" } as const;
  const payments = [
    { ...payment, ...on, text: "one", cents: 100_00 },
    { ...payment, ...on, text: "two", cents: -30_00 },
  ];
  await writeFile(file, madeUpCsv({ account: "", number: 1, openingCents: 0, payments }));
  await writeFile(layout, JSON.stringify(MADE_UP_LAYOUT));
  const booking = () =>
    run(
      process.execPath,
      [fairflow, "statement", file, "--layout", layout, "--account", "4075 1"],
      {
        env: { ...process.env, DATABASE_URL: databaseUrl, FAIRFLOW_HOME: home, FAIRFLOW_DEMO: "0" },
      },
    );

  const first = await booking();

  expect(first.stdout).toBe("2 lines: 0 put somewhere (0.00 ZAR), 2 on the desk.\n");
  await expect(booking()).rejects.toMatchObject({
    code: 1,
    stderr: "This statement is here already: nothing is booked twice.\n",
  });
});
