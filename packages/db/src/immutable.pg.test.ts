import { testDatabase } from "@fairflow/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { recordAudit } from "./audit.ts";
import { openDatabase } from "./connect.ts";
import { newId } from "./ids.ts";
import { generateMasterKey, openKeyring, parseMasterKey } from "./keys.ts";
import { recordLedgerEntries } from "./ledger.ts";
import { NOW, sampleAccounts, samplePortfolio } from "./sample-portfolio.ts";

const database = openDatabase(await testDatabase(), { max: 1 });
afterAll(database.close);

const { sql } = database;

beforeAll(async () => {
  await database.transaction(async (tx) => {
    const keyring = await openKeyring(tx, [parseMasterKey(generateMasterKey())], NOW);
    const accounts = await sampleAccounts(tx, keyring, await samplePortfolio(tx), [
      { reference: "1" },
    ]);
    await recordLedgerEntries(
      tx,
      [...accounts.values()].map(({ id }) => ({
        accountId: id,
        kind: "charge" as const,
        amount: 100,
        valueDate: "2026-03-10" as const,
        bookingDate: "2026-03-10" as const,
        source: "test",
      })),
      { recordedBy: "test", now: NOW, today: "2026-03-10" },
    );
    await recordAudit(tx, [
      {
        actor: { kind: "user", id: "u1" },
        action: "flow.publish",
        subject: { kind: "flow", id: "f1" },
        after: { number: 1 },
      },
      {
        actor: { kind: "system" },
        action: "sending.pause",
        subject: { kind: "sending", id: "1" },
        reason: "restored",
      },
    ]);
  });
  await sql`insert into flow (id, name, created_by, created_at) values ('00000000-0000-7000-8000-00000000000f', 'Early', 'u1', ${NOW})`;
  await sql`
    insert into flow_version (flow_id, number, document, template_versions, checksum, note, published_by, published_at, status)
    values ('00000000-0000-7000-8000-00000000000f', 1, '{}', '{}', '\\x00', 'first', 'u1', ${NOW}, 'live')`;
  await sql`insert into segment values ('late', 'Late', 1, ${NOW})`;
  await sql`insert into segment_version values ('late', 1, '{}', 'u1', ${NOW})`;
  await sql`insert into template values ('hi', 'Hi', 'sms', 'collection', 1, ${NOW})`;
  await sql`insert into template_version values ('hi', 1, '{"en":{"body":"Hi"}}', '{}', 'u1', ${NOW})`;
});

test.for([
  "update ledger_entry set amount = 1",
  "delete from ledger_entry",
  "truncate ledger_entry cascade",
  "update audit set action = 'x'",
  "delete from audit",
  "truncate audit cascade",
  "truncate audit_link",
  "update flow_version set document = '{\"a\":1}'",
  "update flow_version set number = 2",
  "update flow_version set template_versions = '{\"hi\":2}'",
  "delete from flow_version",
  "update segment_version set criteria = '[]'",
  "delete from segment_version",
  "update template_version set fallback = '{en}'",
  "delete from template_version",
  "delete from debtor",
  "delete from account",
  "delete from flow",
])("%s is refused", async (statement) => {
  await expect(sql.unsafe(statement)).rejects.toThrow("rows of this table never change");
});

test("I1: a live version can only retire, once", async () => {
  await sql`update flow_version set status = 'retired', retired_at = ${NOW}`;

  await expect(sql`update flow_version set status = 'live', retired_at = null`).rejects.toThrow(
    "never change",
  );
});

test.for([
  ["live", "scheduled"],
  ["live", "trial"],
  ["trial", "scheduled"],
] as const)("I1: a version that is %s never becomes %s", async ([from, to]) => {
  const flowId = newId();
  await sql`insert into flow (id, name, created_by, created_at) values (${flowId}, ${flowId}, 'u1', ${NOW})`;
  await sql`
    insert into flow_version (flow_id, number, document, template_versions, checksum, note, published_by, published_at,
      status, starts_at, share_percent)
    values (${flowId}, 1, '{}', '{}', '\\x00', 'first', 'u1', ${NOW}, ${from}, ${NOW}, 10)`;

  const move = sql`update flow_version set status = ${to} where flow_id = ${flowId}`;

  await expect(move).rejects.toThrow("never change");
});

test("nobody decides on their own submission", async () => {
  const decide = (decidedBy: string) => sql`
    insert into submission (flow_id, revision, document, note, submitted_by, submitted_at, status, decided_by, decided_at)
    values ('00000000-0000-7000-8000-00000000000f', 1, '{}', 'please', 'u1', ${NOW}, 'approved', ${decidedBy}, ${NOW})`;

  await expect(decide("u1")).rejects.toThrow("submission_four_eyes");
  await decide("u2");
  await expect(sql`update submission set decided_by = 'u1'`).rejects.toThrow(
    "submission_four_eyes",
  );
});

test.for([
  "update submission set document = '{\"a\":1}'",
  "update submission set submitted_by = 'u3'",
  "update submission set authors = '{}', four_eyes = false",
  "update submission set status = 'submitted', decided_by = null, decided_at = null where status = 'withdrawn'",
  "delete from submission",
])("what was put forward stays as it was: %s is refused", async (statement) => {
  const flowId = newId();
  await sql`insert into flow (id, name, created_by, created_at) values (${flowId}, ${flowId}, 'u1', ${NOW})`;
  await sql`
    insert into submission (flow_id, revision, document, note, submitted_by, submitted_at, status, decided_by, decided_at)
    values (${flowId}, 1, '{}', 'please', 'u1', ${NOW}, 'withdrawn', 'u1', ${NOW})`;

  await expect(sql.unsafe(statement)).rejects.toThrow("rows of this table never change");
});
