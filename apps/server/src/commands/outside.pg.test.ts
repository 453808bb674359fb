import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { openDatabase } from "@fairflow/db";
import { testDatabase } from "@fairflow/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { sampleMapping } from "../imports/sample-mapping.ts";

const run = promisify(execFile);
const fairflow = new URL("../fairflow.ts", import.meta.url).pathname;
const databaseUrl = await testDatabase();
const database = openDatabase(databaseUrl, { max: 2 });
let home: string;

const ACCOUNTS = [
  "Customer,Name,ID,Phone,Invoice,Amount,Due",
  "C-1,Thandi Mokoena,8001015009087,082 123 4567,INV-1,1204.50,2026-01-10",
  "C-2,Sipho Dlamini,7501015009081,083 123 4567,INV-2,500.00,2026-01-10",
].join("\n");

const ACCOUNT_MAPPING = sampleMapping({ "debtor.id_number": "ID", "debtor.phone": "Phone" });

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), "fairflow-outside-"));
  await written("accounts.csv", ACCOUNTS);
  await written("accounts.json", JSON.stringify(ACCOUNT_MAPPING));
  await command("import", join(home, "accounts.csv"), "--mapping", join(home, "accounts.json"));
});

afterAll(async () => {
  await database.close();
  await rm(home, { recursive: true, force: true });
});

async function written(name: string, text: string): Promise<string> {
  await writeFile(join(home, name), text);
  return join(home, name);
}

/** What the command wrote, whether or not it found something to complain of. */
async function command(...words: readonly string[]): Promise<{ code: number; stdout: string }> {
  const env = {
    ...process.env,
    DATABASE_URL: databaseUrl,
    FAIRFLOW_HOME: home,
    FAIRFLOW_DEMO: "0",
  };
  try {
    const { stdout } = await run(process.execPath, [fairflow, ...words], { env });
    return { code: 0, stdout };
  } catch (cause) {
    if (!(cause instanceof Error) || !("stdout" in cause) || !("code" in cause)) throw cause;
    return { code: Number(cause.code), stdout: String(cause.stdout) };
  }
}

test("a file of calls is told row by row, the good ones are kept, and twice it changes nothing", async () => {
  const calls = await written(
    "calls.csv",
    [
      "Invoice,When,Result,Number,Agent",
      "INV-1,20/11/2026 10:05,ANS,0821234567,a7",
      "INV-9,20/11/2026 10:10,NA,0821234567,a7",
      "INV-2,31/02/2026 10:10,NA,0831234567,a7",
      "INV-2,20/11/2026 22:30,NA,+27 (0)83 123 4567,Thandi Mokoena",
      "INV-2,20/11/2026 22:30,NA,+27 (0)83 123 4567,a8",
    ].join("\n"),
  );
  const mapping = await written(
    "calls.json",
    JSON.stringify({
      columns: {
        account: "Invoice",
        at: "When",
        outcome: "Result",
        address: "Number",
        agent: "Agent",
      },
      constants: { channel: "call" },
      values: { outcome: { ANS: "conversation", NA: "no_answer" } },
      times: { format: "DD/MM/YYYY HH:mm", zone: "Africa/Johannesburg" },
    }),
  );

  const first = await command("contacts", calls, "--mapping", mapping, "--source", "dialer");
  const again = await command("contacts", calls, "--mapping", mapping, "--source", "dialer");

  expect(first.code).toBe(1);
  const lines = first.stdout.trim().split("\n");
  expect(lines.slice(0, 3).map((line) => /^line \d+, column "[^"]+"/.exec(line)?.[0])).toEqual([
    'line 3, column "Invoice"',
    'line 4, column "When"',
    'line 5, column "Agent"',
  ]);
  expect(lines.at(-1)).toMatch(/^2 recorded, 0 known already, 3 refused; \d were made against/);
  expect(again.stdout).toContain("0 recorded, 2 known already, 3 refused");
  expect(first.stdout).not.toMatch(/Mokoena|123 ?4567|INV-/);
  expect(
    await database.sql`
      select channel, outcome, agent, accepted_at from attempt order by accepted_at`,
  ).toEqual([
    {
      channel: "call",
      outcome: "conversation",
      agent: "a7",
      accepted_at: new Date("2026-11-20T08:05:00Z"),
    },
    {
      channel: "call",
      outcome: "no_answer",
      agent: "a8",
      accepted_at: new Date("2026-11-20T20:30:00Z"),
    },
  ]);
});

test("a file of forms holds everybody it names, and says which rows match nobody", async () => {
  const forms = await written(
    "forms.csv",
    [
      "ID No;Form;Ref;Dated",
      "800101 5009 087;17.1;DC-7/2026;01/11/2026",
      "900909 5009 082;17.1;DC-8/2026;01/11/2026",
      "750101 5009 081;J187;M-77;02/11/2026",
    ].join("\n"),
  );
  const mapping = await written(
    "forms.json",
    JSON.stringify({
      columns: { idNumber: "ID No", state: "Form", document: "Ref", documentDate: "Dated" },
      values: { state: { "17.1": "debt_review", J187: "deceased" } },
      times: { format: "DD/MM/YYYY", zone: "Africa/Johannesburg" },
    }),
  );

  const { code, stdout } = await command("holds", forms, "--mapping", mapping);

  expect(code).toBe(1);
  expect(stdout).toBe(
    'line 3, column "ID No": Nobody is known by this\n2 placed, 0 in force already, 1 matched nobody, 0 refused.\n',
  );
  expect(await database.sql`select state, evidence, account_id from hold order by state`).toEqual([
    {
      state: "debt_review",
      evidence: { document: "DC-7/2026", documentDate: "2026-11-01" },
      account_id: null,
    },
    {
      state: "deceased",
      evidence: { document: "M-77", documentDate: "2026-11-02" },
      account_id: null,
    },
  ]);
});

test("a key is made, listed and taken back, and its secret is in no table", async () => {
  const made = await command("key", "dialer", "--scope", "may-contact", "contacts");
  const twice = await command("key", "dialer", "--scope", "contacts");
  const listed = await command("key");
  const revoked = await command("key", "dialer", "--revoke");
  const after = await command("key");

  expect(made.stdout).toMatch(/^ffk_[\w-]{22}_[\w-]{43}\n$/);
  expect(twice.code).toBe(1);
  expect(listed.stdout).toBe("dialer\tmay-contact,contacts\tnever used\tin use\n");
  expect(revoked.stdout).toBe("The key of dialer lets in nobody any more.\n");
  expect(after.stdout).toContain("revoked");
  const [key] = await database.sql<{ hash: Uint8Array }[]>`select hash from api_key`;
  const secret = Buffer.from(made.stdout.trim().slice(27), "base64url");
  expect(Buffer.from(key?.hash ?? []).equals(secret)).toBe(false);
});

test("a file of served notices is told row by row, and twice it changes nothing", async () => {
  const notices = await written(
    "served.csv",
    [
      "Invoice,Kind,Served,Return",
      "INV-1,S129,05/03/2026,RD-1",
      "INV-1,S129,31/02/2026,RD-2",
      "INV-9,S129,05/03/2026,RD-3",
      "INV-2,SUMMONS,05/03/2026,RD-4",
      "INV-2,S129,05/03/2026,",
    ].join("\n"),
  );
  const mapping = await written(
    "served.json",
    JSON.stringify({
      columns: { account: "Invoice", notice: "Kind", servedOn: "Served", proof: "Return" },
      constants: { channel: "visit" },
      values: { notice: { S129: "nca_s129", SUMMONS: "summons" } },
      times: { format: "DD/MM/YYYY HH:mm", zone: "Africa/Johannesburg" },
    }),
  );

  const first = await command("notices", notices, "--mapping", mapping);
  const again = await command("notices", notices, "--mapping", mapping);

  expect(first.code).toBe(1);
  const lines = first.stdout.trim().split("\n");
  expect(lines.slice(0, -1).map((line) => /^line \d+, column "[^"]+"/.exec(line)?.[0])).toEqual([
    'line 3, column "Served"',
    'line 4, column "Invoice"',
    'line 5, column "Kind"',
    'line 6, column "Return"',
  ]);
  expect(lines.at(-1)).toBe("1 recorded, 0 known already, 1 matched nobody, 3 refused.");
  expect(again.stdout).toContain("0 recorded, 1 known already");
  expect(
    await database.sql`
      select notice_id, channel, served_on, evidence->>'proof' as proof, author from notice_record`,
  ).toEqual([
    {
      notice_id: "nca_s129",
      channel: "visit",
      served_on: "2026-03-05",
      proof: "RD-1",
      author: "file",
    },
  ]);
});
