import { dataRequestEndpoints } from "@fairflow/contract";
import { DEBTOR_TABLES, newId, setClock, TABLES_LEFT_OUT } from "@fairflow/db";
import { expect, test } from "vitest";
import { z } from "zod";
import { samplePerson } from "../debtors/sample-person.ts";
import { answerOf, testApp } from "../test-app.ts";

const app = await testApp();
const { as, database } = app;
const { debtorId } = await samplePerson(app);
const NOW = new Date("2027-03-02T08:00:00Z");
await setClock(database, { speed: 0, now: NOW });
await addSurety();

/** Somebody else in the debtor's file, with a number of their own. */
async function addSurety() {
  const [id, addressId] = [newId(), newId()];
  const keys = app.deps.keys();
  const sealed = (table: string, column: string, row: string, text: string) =>
    keys.encrypt({ table, column, row }, text);
  await database.sql`
    insert into party (id, debtor_id, is_debtor, kind, name, created_at)
    values (${id}, ${debtorId}, false, 'person', ${sealed("party", "name", id, "Sipho Surety")}, ${NOW})`;
  await database.sql`
    insert into address (id, debtor_id, party_id, kind, line_type, value, hmac, state_at, source, created_at)
    values (${addressId}, ${debtorId}, ${id}, 'phone', 'mobile',
      ${sealed("address", "value", addressId, "+27830000000")}, sha256('x'), ${NOW}, 'test', ${NOW})`;
}

const File = z.object({
  schema: z.literal("fairflow.debtor-file/1"),
  tables: z.record(z.string(), z.array(z.record(z.string(), z.unknown()))),
});

async function fileOf(query: string) {
  const response = await as.specialist("GET", `/api/debtors/${debtorId}/file?${query}`);
  expect(response.status).toBe(200);
  return File.parse(await response.json()).tables;
}

/** By these a row names a debtor, or something that is a debtor's. */
const NAMING =
  "(debtor|account|party|address|attempt|run|payment|promise|dispute|payment_link|task|line|reply|delivery|audit|subject)_ids?";

test("no table with data about debtors is forgotten in their file", async () => {
  const tables = await database.sql<{ name: string }[]>`
    select distinct table_name as name
    from information_schema.columns join information_schema.tables using (table_schema, table_name)
    where table_schema = 'public' and table_type = 'BASE TABLE' and table_name !~ '^daily_snapshot_'
      and (data_type = 'bytea' or column_name ~ ${`^${NAMING}$`})`;

  const known = new Set([...Object.keys(DEBTOR_TABLES), ...Object.keys(TABLES_LEFT_OUT)]);
  expect(tables.map(({ name }) => name).filter((name) => !known.has(name))).toEqual([]);
});

test("each sealed column of these tables is opened, and each digest left out", async () => {
  const columns = await database.sql<{ place: string }[]>`
    select table_name || '.' || column_name as place from information_schema.columns
    where table_schema = 'public' and data_type = 'bytea' and table_name = any(${Object.keys(DEBTOR_TABLES)}::text[])
    order by place`;

  const handled = Object.entries(DEBTOR_TABLES).flatMap(([table, { sealed = {}, digests = [] }]) =>
    [...Object.keys(sealed), ...digests].map((column) => `${table}.${column}`),
  );
  expect(columns.map(({ place }) => place)).toEqual(handled.toSorted());
});

test("the file has every row of every table, readable", async () => {
  const tables = await fileOf("format=json&for=regulator");

  expect(Object.keys(tables)).toEqual(Object.keys(DEBTOR_TABLES));
  expect(tables["party"]).toHaveLength(2);
  expect(tables["attempt"]).toHaveLength(3);
  const text = JSON.stringify(tables);
  for (const known of [
    "Thandi Mokoena",
    "+27821234567",
    "1 Sample Road",
    "you owe",
    "Sipho",
    "C-1001",
  ]) {
    expect(text).toContain(known);
  }
});

test("a debtor's own file leaves out what is about other people, and says that they are there", async () => {
  const tables = await fileOf("format=json");

  const text = JSON.stringify(tables);
  expect(text).toContain("Thandi Mokoena");
  expect(text).not.toMatch(/Sipho|\+27830000000/);
  expect(tables["party"]).toContainEqual(
    expect.objectContaining({ is_debtor: false, name: "about another person" }),
  );
});

test("the same as a paper, and whoever made it is on the trail", async () => {
  const response = await as.admin("GET", `/api/debtors/${debtorId}/file?format=pdf`);
  const bytes = Buffer.from(await response.arrayBuffer());

  expect(response.headers.get("content-type")).toBe("application/pdf");
  expect(bytes.subarray(0, 5).toString()).toBe("%PDF-");
  const [audited] = await database.sql`
    select action, after ->> 'format' as format from audit where action = 'debtor.export' order by id desc limit 1`;
  expect(audited).toEqual({ action: "debtor.export", format: "pdf" });
});

test("a request has the day of its country's law, counts down, and is closed once", async () => {
  const opened = await answerOf(
    dataRequestEndpoints.openDataRequest,
    await as.specialist("POST", `/api/debtors/${debtorId}/data-requests`, {
      body: { kind: "access", receivedOn: "2027-02-20" },
    }),
  );
  await fileOf("format=json");
  const listed = await answerOf(
    dataRequestEndpoints.dataRequests,
    await as.manager("GET", "/api/data-requests"),
  );
  const close = () =>
    as.admin("POST", `/api/data-requests/${opened.id}/close`, { body: { outcome: "answered" } });

  expect(opened).toMatchObject({ dueOn: "2027-03-22", source: expect.stringContaining("PAIA") });
  expect(listed).toMatchObject({
    masked: true,
    requests: [{ kind: "access", dueOn: "2027-03-22", daysLeft: 20, exportedAtMs: NOW.getTime() }],
  });
  expect(JSON.stringify(listed)).not.toContain("Mokoena");
  expect([(await close()).status, (await close()).status]).toEqual([200, 409]);
});

test("an installation may set a term of its own, and a day to come is refused", async () => {
  await database.sql`
    insert into setting (key, value, changed_by, changed_at)
    values ('data-request-terms', '{"ZA": 20}', 'test', ${NOW})`;
  const ask = (receivedOn: string) =>
    as.specialist("POST", `/api/debtors/${debtorId}/data-requests`, {
      body: { kind: "erasure", receivedOn },
    });

  const opened = await answerOf(dataRequestEndpoints.openDataRequest, await ask("2027-03-01"));

  expect(opened).toMatchObject({ dueOn: "2027-03-21" });
  expect((await ask("2027-03-03")).status).toBe(422);
});
