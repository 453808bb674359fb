import { readdir, utimes, writeFile } from "node:fs/promises";
import { endpoints, ImportState } from "@fairflow/contract";
import { newId } from "@fairflow/db";
import { expect, test } from "vitest";
import { answerOf, errorOf, testApp } from "../test-app.ts";
import { sampleMapping } from "./sample-mapping.ts";
import { sweepUploads } from "./sweep-uploads.ts";
import { uploadPath } from "./upload-file.ts";

const { as, anonymous, database, deps, logged } = await testApp();

const HEAD = "Customer,Name,Phone,Email,Invoice,Amount,Due";
const ROWS = [
  "C1,Thandi Mokoena,082 123 4567,thandi@example.org,I1,1204.50,2026-01-10",
  "C1,Thandi Mokoena,082 123 4567,thandi@example.org,I2,300.00,2026-02-10",
  "C2,Sipho Dlamini,0831112222,,I3,75.00,2026-03-01",
];
const MAPPING = sampleMapping({ "debtor.phone": "Phone", "debtor.email": "Email" });

test("finds out what a file looks like", async () => {
  const id = await upload([HEAD, ...ROWS].join("\n"), "January invoices.csv");

  const detection = await answerOf(
    endpoints.importDetection,
    await as.specialist("GET", `/api/imports/${id}/detection`),
  );

  expect(detection).toMatchObject({
    fileName: "January invoices.csv",
    status: "uploaded",
    detected: { delimiter: ",", columns: HEAD.split(",") },
    guess: { columns: { "debtor.email": "Email", "account.due_date": "Due" } },
  });
});

test("says of a column with a slip in its name what it looks like, and takes it for nothing by itself", async () => {
  const id = await upload([HEAD.replace("Email", "Emial"), ...ROWS].join("\n"));

  const { detected, guess } = await answerOf(
    endpoints.importDetection,
    await as.specialist("GET", `/api/imports/${id}/detection`),
  );

  expect(detected.lookalikes).toContainEqual({ column: "Emial", target: "debtor.email" });
  expect(guess["columns"]).not.toHaveProperty(["debtor.email"]);
});

test("shows every bad row before anything is kept, and offers them as a file", async () => {
  const id = await upload([HEAD, ROWS[0], "C9,=HYPERLINK(1),,,I9,twelve,2026-02-30"].join("\n"));

  const preview = await answerOf(
    endpoints.previewImport,
    await as.editor("POST", `/api/imports/${id}/preview`, { body: { mapping: MAPPING } }),
  );
  const csv = await as.editor("GET", `/api/imports/${id}/problems.csv`);

  expect(preview).toMatchObject({ good: 1, bad: 1, refusal: null, complete: true });
  expect(preview.problems.map(({ line, column }) => ({ line, column }))).toEqual([
    { line: 3, column: "Due" },
    { line: 3, column: "Amount" },
  ]);
  const text = await csv.text();
  expect(text).toContain("'=HYPERLINK(1)");
  expect(text.trim().split("\r\n")).toHaveLength(2);
  const [count] = await database.sql<{ count: number }[]>`select count(*) from account`;
  expect(count?.count).toBe(0);
});

test("a file that nobody decided about for a day is deleted when the next one comes", async () => {
  const left = await upload([HEAD, ...ROWS].join("\n"));
  const recent = await upload([HEAD, ...ROWS].join("\n"));
  await database.sql`
    update feed_run set started_at = now() - interval '25 hours' where id = ${left}`;

  await upload([HEAD, ...ROWS].join("\n"));

  const files = await readdir(deps.uploadFolder);
  expect(files).not.toContain(`${left}.csv`);
  expect(files).toContain(`${recent}.csv`);
  const state = await answerOf(
    endpoints.importState,
    await as.editor("GET", `/api/imports/${left}`),
  );
  expect(state.status).toBe("cancelled");
});

test("without another upload too, and one of which the database knows nothing since its process was killed", async () => {
  const left = await upload([HEAD, ...ROWS].join("\n"));
  const recent = await upload([HEAD, ...ROWS].join("\n"));
  const [unknown, arriving] = [newId(), newId()];
  for (const id of [unknown, arriving]) await writeFile(uploadPath(deps.uploadFolder, id), HEAD);
  const dayBefore = new Date(Date.now() - 25 * 3_600_000);
  for (const id of [left, unknown]) {
    await utimes(uploadPath(deps.uploadFolder, id), dayBefore, dayBefore);
  }
  await database.sql`update feed_run set started_at = ${dayBefore} where id = ${left}`;

  await sweepUploads(deps);

  const kept = await filesOf(left, recent, unknown, arriving);
  expect(kept.toSorted()).toEqual([`${recent}.csv`, `${arriving}.csv`].toSorted());
});

test("imports the good rows, keeps the bad ones for mending and nothing readable of anybody", async () => {
  const id = await upload([HEAD, ...ROWS, "C9,Nobody,,,I9,twelve,2026-01-01"].join("\n"));
  const refused = await commit(id, { acceptBadRows: false });

  const again = await upload([HEAD, ...ROWS, "C9,Nobody,,,I9,twelve,2026-01-01"].join("\n"));
  const state = await commit(again, { acceptBadRows: true });

  expect(refused).toMatchObject({ status: "refused", rows: 0 });
  expect(refused.refusal).toContain("1 row cannot be read");
  expect(state).toMatchObject({ status: "done", rows: 4, good: 3, bad: 1, unchanged: 0 });
  const csv = await (await as.editor("GET", `/api/imports/${again}/problems.csv`)).text();
  expect(csv).toContain("Nobody");
  const accounts = await database.sql<{ reference: string; balance: number; arrears: number }[]>`
    select reference, balance, arrears from account order by reference`;
  expect(accounts).toEqual([
    { reference: "I1", balance: 120_450, arrears: 120_450 },
    { reference: "I2", balance: 30_000, arrears: 30_000 },
    { reference: "I3", balance: 7_500, arrears: 7_500 },
  ]);
  const portfolios = await database.sql`
    select portfolio.data_as_of = feed_run.as_of as is_fresh
    from portfolio, feed_run where feed_run.id = ${again}`;
  expect(portfolios).toEqual([{ is_fresh: true }]);
  const stored = await database.sql<{ text: string }[]>`
    select to_jsonb(p)::text as text from party p union all select to_jsonb(a)::text from address a
    union all select to_jsonb(s)::text from search_term s union all select to_jsonb(f)::text from feed_problem f
    union all select to_jsonb(r)::text from feed_run r union all select to_jsonb(d)::text from debtor_reference d`;
  const written = [...stored.map(({ text }) => text), ...logged].join("\n");
  for (const personal of ["Thandi", "thandi@example.org", "821234567", "Nobody"]) {
    expect(written).not.toContain(personal);
  }
  expect(await filesOf(id, again)).toEqual([]);
});

test("the same file again changes nothing, even after a payment", async () => {
  const before = await snapshot();
  await database.sql`update account set balance = balance - 100 where reference = 'I1'`;
  const paid = await snapshot();
  const id = await upload([HEAD, ...ROWS, "C9,Nobody,,,I9,twelve,2026-01-01"].join("\n"));

  const state = await commit(id, { acceptBadRows: true });

  expect(state).toMatchObject({ status: "done", good: 3, unchanged: 3 });
  expect(await snapshot()).toEqual(paid);
  await database.sql`update account set balance = balance + 100 where reference = 'I1'`;
  expect(await snapshot()).toEqual(before);
});

test("a balance that changed is booked as an adjustment", async () => {
  const id = await upload([HEAD, ROWS[0]?.replace("1204.50", "1000.00")].join("\n"));

  const state = await commit(id, { acceptBadRows: false });

  expect(state).toMatchObject({ status: "done", good: 1, unchanged: 0 });
  const entries = await database.sql<{ kind: string; amount: number }[]>`
    select e.kind, e.amount from ledger_entry e join account a on a.id = e.account_id
    where a.reference = 'I1' order by e.recorded_at, e.id`;
  expect(entries).toEqual([
    { kind: "opening", amount: 120_450 },
    { kind: "adjustment", amount: -20_450 },
  ]);
});

test("what a full feed lacks is closed only when a person says so", async () => {
  const mapping = { ...MAPPING, feed: "full" };
  const id = await upload([HEAD, ROWS[0]].join("\n"));
  const asked = await commit(id, { acceptBadRows: false, mapping });
  const open = await statuses();

  const answered = await as.editor("POST", `/api/imports/${id}/confirm`, {
    body: { closeAbsent: true },
  });

  const twice = await as.editor("POST", `/api/imports/${id}/confirm`, {
    body: { closeAbsent: true },
  });
  expect(asked).toMatchObject({ status: "confirming", absent: 2 });
  expect(open).toEqual({ I1: "open", I2: "open", I3: "open" });
  expect(await answerOf(endpoints.confirmImport, answered)).toMatchObject({ status: "done" });
  expect(await statuses()).toEqual({ I1: "open", I2: "closed", I3: "closed" });
  expect(twice.status).toBe(409);
});

test.for<[string, string, RegExp]>([
  ["an unclosed quote", `${HEAD}\nC1,"Thandi,,,I1,1,2026-01-01\nC2,x,,,I2,1,2026-01-01`, /quote/i],
  ["NULs", `${HEAD}\nC1,Tha\0ndi,,,I1,1,2026-01-01`, /NUL|control|binary/i],
  ["1,001 columns", `${Array.from({ length: 1001 }, (_, n) => `c${n}`).join(",")}\n`, /columns/],
  ["a line over 1 MB", `${HEAD}\nC1,${"x".repeat(1_100_000)},,,I1,1,2026-01-01`, /1 MB|long|line/i],
])("refuses %s with a sentence that names the place", async ([, text, words]) => {
  const id = await upload(text);

  const preview = await as.editor("POST", `/api/imports/${id}/preview`, {
    body: { mapping: MAPPING },
  });

  const body: unknown = await preview.json();
  expect(preview.status).toBeLessThan(500);
  expect(JSON.stringify(body)).toMatch(words);
});

test("refuses an unknown zone at its row", async () => {
  const zoned = {
    ...MAPPING,
    columns: { ...MAPPING.columns, "debtor.zone": "Name" },
  };
  const id = await upload([HEAD, ROWS[0]].join("\n"));

  const preview = await answerOf(
    endpoints.previewImport,
    await as.editor("POST", `/api/imports/${id}/preview`, { body: { mapping: zoned } }),
  );

  expect(preview.problems).toEqual([
    { line: 2, column: "Name", reason: expect.stringMatching(/zone/i) },
  ]);
});

test("refuses a mapping with the place of its fault", async () => {
  const id = await upload([HEAD, ...ROWS].join("\n"));

  const response = await as.editor("POST", `/api/imports/${id}/preview`, {
    body: { mapping: { ...MAPPING, arrears: "perhaps" } },
  });

  const error = await errorOf(response);
  expect(response.status).toBe(422);
  expect(error.details).toEqual({ issues: [expect.objectContaining({ path: "arrears" })] });
});

test("a cancelled file is gone", async () => {
  const id = await upload([HEAD, ...ROWS].join("\n"));

  const cancelled = await as.editor("POST", `/api/imports/${id}/cancel`);

  const state = await answerOf(endpoints.importState, await as.editor("GET", `/api/imports/${id}`));
  const late = await as.editor("POST", `/api/imports/${id}/commit`, {
    body: { mapping: MAPPING, acceptBadRows: true },
  });
  expect(cancelled.status).toBe(200);
  expect(state.status).toBe("cancelled");
  expect(late.status).toBe(409);
  expect(await filesOf(id)).toEqual([]);
});

test("a mapping is saved for the next file of its kind", async () => {
  await as.editor("PUT", "/api/mappings/Invoices", { body: { mapping: MAPPING } });

  const { mappings } = await answerOf(endpoints.mappings, await as.admin("GET", "/api/mappings"));

  expect(mappings).toEqual([{ name: "Invoices", mapping: MAPPING }]);
});

test("takes no upload from a stranger, a manager, or as a form", async () => {
  const send = (ask: typeof anonymous, type: string) =>
    ask("POST", "/api/imports", { headers: { "content-type": type }, body: "a,b\n1,2\n" });

  const answers = [
    (await send(anonymous, "text/csv")).status,
    (await send(as.manager, "text/csv")).status,
    (await send(as.editor, "multipart/form-data; boundary=x")).status,
    (await send(as.editor, "application/json")).status,
  ];

  expect(answers).toEqual([401, 403, 415, 415]);
});

test("a file without terms of its own is taken to have those of the portfolio that was made last", async () => {
  await commit(await upload([HEAD, ...ROWS].join("\n")), { acceptBadRows: false });

  const detection = await answerOf(
    endpoints.importDetection,
    await as.specialist(
      "GET",
      `/api/imports/${await upload("Invoice,Amount,Time zone\nI9,5.00,UTC")}/detection`,
    ),
  );

  expect(detection.guess).toMatchObject({
    constants: {
      "debtor.country": "ZA",
      "debtor.language": "en",
      "account.currency": "ZAR",
      "account.collector": "first_party",
    },
  });
  expect(detection.guess["constants"]).not.toHaveProperty("debtor.zone");
});

async function upload(text: string, name = "accounts.csv"): Promise<string> {
  const response = await as.editor("POST", "/api/imports", {
    headers: { "content-type": "text/csv", "x-file-name": encodeURIComponent(name) },
    body: text,
  });
  return ImportState.parse(await response.json()).id;
}

async function commit(
  id: string,
  { acceptBadRows, mapping = MAPPING }: { acceptBadRows: boolean; mapping?: object },
): Promise<ImportState> {
  await answerOf(
    endpoints.commitImport,
    await as.editor("POST", `/api/imports/${id}/commit`, { body: { mapping, acceptBadRows } }),
  );
  await deps.imports.ended(id);
  return answerOf(endpoints.importState, await as.editor("GET", `/api/imports/${id}`));
}

function snapshot() {
  return database.sql`
    select a.reference, a.balance, a.arrears, d.epoch,
      (select count(*) from ledger_entry e where e.account_id = a.id) as entries
    from account a join debtor d on d.id = a.debtor_id order by a.reference`;
}

async function statuses(): Promise<Record<string, string>> {
  const rows = await database.sql<{ reference: string; status: string }[]>`
    select reference, status from account order by reference`;
  return Object.fromEntries(rows.map(({ reference, status }) => [reference, status]));
}

async function filesOf(...ids: readonly string[]): Promise<readonly string[]> {
  const files = await readdir(deps.uploadFolder);
  return files.filter((file) => ids.some((id) => file.startsWith(id)));
}
