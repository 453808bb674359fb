import { erasureEndpoints, endpoints } from "@fairflow/contract";
import { newId, setClock, shardOf } from "@fairflow/db";
import { closeAccount, optOut } from "@fairflow/engine";
import { expect, test } from "vitest";
import { samplePerson } from "../debtors/sample-person.ts";
import { importSample } from "../imports/import-sample.ts";
import { whatIsWrong } from "../statements/what-is-wrong.ts";
import { answerOf, errorOf, testApp } from "../test-app.ts";

const app = await testApp();
const { as, database, deps } = app;
const { debtorId, accountId, payPath } = await samplePerson(app);
const NOW = new Date("2027-03-02T08:00:00Z");
/** Three years after the account ended, which is what the South African pack wants kept. */
const LATER = new Date("2030-03-04T08:00:00Z");
/** Whatever of the sample tells who somebody is, and what was written to them and by them. */
const PERSONAL =
  /Thandi|Mokoena|821234567|thandi@|Sample Road|Demoville|C-1001|you owe|my own words|proof\.pdf/;
await setClock(database, { speed: 0, now: NOW });
await writeAboutThem();
/** The sample's attempts were written by hand, without a law that gave their verdicts. */
let wrongBefore: readonly string[] = [];

/** A note, a dispute that was decided, a file and an answer that is planned. */
async function writeAboutThem(): Promise<void> {
  await as.specialist("POST", `/api/debtors/${debtorId}/notes`, { body: { text: "my own words" } });
  const opened = await as.specialist("POST", `/api/debtors/${debtorId}/disputes`, {
    body: { accountId, kind: "dispute", reason: "amount", via: "call", statement: "my own words" },
  });
  expect(opened.status).toBe(200);
  const [dispute] = await database.sql<{ id: string }[]>`select id from dispute`;
  const id = newId();
  const sealed = (column: string, text: string) =>
    deps.keys().encrypt({ table: "evidence", column, row: id }, text);
  await database.sql`
    insert into evidence (id, debtor_id, account_id, dispute_id, kind, media_type, bytes, file_name, content, sha256,
      brought_by, brought_at)
    values (${id}, ${debtorId}, ${accountId}, ${dispute?.id ?? ""}, 'dispute', 'application/pdf', 12,
      ${sealed("file_name", "proof.pdf")}, ${sealed("content", "my own words")}, sha256('x'), 'debtor', ${NOW})`;
}

const erase = (reason = "They asked for it.") =>
  as.admin("POST", `/api/debtors/${debtorId}/erase`, { body: { reason } });

async function bars() {
  const answer = await as.specialist("GET", `/api/debtors/${debtorId}/erasure`);
  return answerOf(erasureEndpoints.erasure, answer);
}

async function fileText(): Promise<string> {
  const answer = await as.admin("GET", `/api/debtors/${debtorId}/file?format=json&for=regulator`);
  expect(answer.status).toBe(200);
  return answer.text();
}

test("while something is owed or open it is refused, and the law says until when after that", async () => {
  const before = await bars();
  const [dispute] = await database.sql<{ id: string }[]>`select id from dispute`;
  await as.specialist("POST", `/api/disputes/${dispute?.id}/decide`, {
    body: { decision: "rejected", words: "It stands.", sent: ["account_statement_sent"] },
  });
  await database.sql`update attempt set status = 'delivered' where status in ('dispatching', 'in_doubt')`;
  await closeAccount(deps.facts, { accountId, reason: "recalled", author: "test" });

  const after = await bars();
  const refused = await erase();

  expect(before.bars.map(({ kind }) => kind)).toEqual(["open-accounts", "open-cases"]);
  expect(after).toEqual({
    erasedAtMs: null,
    bars: [
      {
        kind: "law",
        words: expect.stringContaining("3 years"),
        until: "2030-03-03",
        rule: { id: "za.retention.nca", source: expect.any(String) },
      },
    ],
  });
  expect(refused.status).toBe(409);
  expect((await errorOf(refused)).message).toContain("Kept until 2030-03-03");
  expect(await fileText()).toMatch(PERSONAL);
});

test("only an admin erases, with a reason", async () => {
  const by = (asking: typeof as.admin) =>
    asking("POST", `/api/debtors/${debtorId}/erase`, { body: { reason: "They asked for it." } });

  const statuses = [await by(as.specialist), await by(as.manager), await erase(" ")].map(
    ({ status }) => status,
  );

  expect(statuses).toEqual([403, 403, 422]);
});

test("from that day on a click stops everything and destroys what is kept of the person", async () => {
  await setClock(database, { speed: 0, now: LATER });
  await as.specialist("POST", `/api/debtors/${debtorId}/data-requests`, {
    body: { kind: "erasure", receivedOn: "2030-03-01" },
  });
  const [phone] = await database.sql<{ id: string }[]>`
    select id from address where debtor_id = ${debtorId} and kind = 'phone'`;
  await optOut(deps.facts, { addressId: phone?.id ?? "", channel: "sms", source: "debtor" });
  const plannedId = await plannedAnswer(phone?.id ?? "");
  const balances = () =>
    database.sql`select balance, arrears, (select sum(amount) from ledger_entry) as entries from account`;
  const owed = await balances();
  wrongBefore = await whatIsWrong(database);

  const erased = await erase();

  expect(erased.status).toBe(200);
  expect(await fileText()).not.toMatch(PERSONAL);
  const [planned] = await database.sql`select status from attempt where id = ${plannedId}`;
  expect(planned).toEqual({ status: "withdrawn" });
  expect(await balances()).toEqual(owed);
  // What was opted out of stays refused, whoever brings the number again.
  const suppressions = await database.sql`select from suppression where ended_at is null`;
  expect(suppressions).toHaveLength(1);
  expect((await bars()).erasedAtMs).toBe(LATER.getTime());
  expect((await app.anonymous("GET", payPath)).status).toBe(404);
  const [trail] = await database.sql`
    select reason, after -> 'rows' ? 'party' as "says" from audit where action = 'debtor.erase'`;
  expect(trail).toEqual({ reason: "They asked for it.", says: true });
  const [request] = await database.sql`select outcome from data_request`;
  expect(request).toEqual({ outcome: "answered" });
  expect((await erase()).status).toBe(409);
});

test("nothing sealed is left in any table about them", async () => {
  const left: string[] = [];
  const columns = await database.sql<{ table: string; column: string }[]>`
    select table_name as table, column_name as column from information_schema.columns
    where table_schema = 'public' and data_type = 'bytea'`;
  for (const { table, column } of columns) {
    const [row] = await database.sql<{ count: number }[]>`
      select count(*)::int as count from ${database.sql(table)} where ${database.sql(column)} is not null`;
    if ((row?.count ?? 0) > 0) left.push(`${table}.${column}`);
  }

  // One person is all there is in this database.
  expect(left.filter((place) => !STAYS.has(place))).toEqual([]);
});

test("who opens what is left is answered, and nobody finds them by name", async () => {
  const paths = [
    `/api/debtors/${debtorId}`,
    `/api/debtors/${debtorId}/timeline`,
    `/api/debtors/${debtorId}/agreements`,
    `/api/debtors/${debtorId}/next-contact`,
    "/api/debtors",
    "/api/disputes?queue=decided",
    "/api/tasks",
    "/api/cash/lines?view=done",
    "/api/sandbox/people",
  ];
  const answers = await Promise.all(paths.map((path) => as.specialist("GET", path)));
  const search = await as.specialist("GET", "/api/debtors?search=Mokoena");

  expect(answers.map(({ status }, index) => [paths[index], status])).toEqual(
    paths.map((path) => [path, 200]),
  );
  expect((await answerOf(endpoints.debtors, search)).debtors).toEqual([]);
});

test("the client's file that brings them again brings nobody back, and the database stands up to being verified", async () => {
  const csv = [
    "Customer,Name,Phone,Invoice,Amount,Due",
    "C-1001,Thandi Mokoena,082 123 4567,INV-2040,1204.50,2026-01-10",
  ].join("\n");
  await importSample(app, csv, { "debtor.phone": "Phone" });

  expect(await fileText()).not.toMatch(PERSONAL);
  const [people] = await database.sql`select count(*)::int as count from debtor`;
  expect(people).toEqual({ count: 1 });
  expect(await whatIsWrong(database)).toEqual(wrongBefore);
});

/** Digests, and what is nobody's. */
const STAYS: ReadonlySet<string> = new Set([
  "debtor_reference.hmac",
  "suppression.address_hmac",
  "payment_link.token_hash",
  "preference_link.token_hash",
  "evidence.sha256",
  "feed_run.file_hash",
  "wrapped_key.wrapped",
  "audit_link.digest",
]);

/** A message that answers them, and that a closed account does not take back. */
async function plannedAnswer(addressId: string): Promise<string> {
  const id = newId();
  await database.sql`
    insert into attempt (shard, id, debtor_id, client_id, portfolio_id, address_id, account_ids, channel, purpose, status,
      planned_for, not_before, verdict, verdict_rules, verdict_packs, verdict_inputs, verdict_zones, verdict_at,
      debtor_epoch, created_at)
    select ${shardOf(debtorId)}, ${id}, ${debtorId}, client_id, portfolio.id, ${addressId}, array[${accountId}::uuid],
      'sms', 'reply_to_consumer', 'planned', '2030-03-04', ${LATER}, 'allowed', '{}', '{za-core@2026.11.0}', '{}'::jsonb,
      '{}', ${LATER}, 0, ${LATER}
    from portfolio limit 1`;
  return id;
}
