import { endpoints } from "@fairflow/contract";
import { newId } from "@fairflow/db";
import { emptyFlow } from "@fairflow/flow";
import { beforeEach, expect, test } from "vitest";
import { samplePerson } from "../debtors/sample-person.ts";
import { answerOf, testApp } from "../test-app.ts";

const app = await testApp();
const { as, database } = app;
const { debtorId, accountId } = await samplePerson(app);
const runId = newId();
const [flowId, versionId] = [newId(), newId()];
const document = JSON.stringify(emptyFlow("Reminders"));
await database.sql`
  insert into flow (id, name, created_by, created_at) values (${flowId}, 'Reminders', 'test', now())`;
await database.sql`
  insert into flow_version (id, flow_id, number, document, template_versions, checksum, note, published_by, published_at,
    status)
  values (${versionId}, ${flowId}, 1, ${document}::jsonb, '{}', sha256('x'), 'first', 'test', now(), 'live')`;
await database.sql`
  insert into run (shard, id, debtor_id, account_id, flow_id, version_id, node_id, seq, status, wake_at, state, entry,
    started_at)
  values (shard_of(${debtorId}), ${runId}, ${debtorId}, ${accountId}, ${flowId}, ${versionId}, 'first', 1, 'active',
    now() + interval '1 hour', '{"waiting": {"kind": "attempt"}}', 1, now())`;

beforeEach(async () => {
  await database.sql`delete from event`;
});

function woken() {
  return database.sql`select run_id, kind from event`;
}

async function deferredBy(rule: string): Promise<void> {
  await database.sql`
    update attempt set verdict_rules = array[${rule}], verdict_until = now() + interval '1 hour'
    where status = 'deferred'`;
}

test("a pack that is put into use wakes who waits for it; taken out of use it wakes nobody", async () => {
  const known = await answerOf(
    endpoints.compliancePacks,
    await as.editor("GET", "/api/compliance/packs"),
  );
  const digest = known.packs.find(({ id }) => id === "za-core")?.digest;
  const pack = "/api/compliance/packs/za-core";

  await as.admin("POST", `${pack}/activation`, {
    body: { digest, name: "N. Dlamini", role: "Compliance", reason: "Counsel has read it" },
  });
  const active = await woken();
  await database.sql`delete from event`;
  await as.admin("POST", `${pack}/deactivation`, { body: { reason: "A mistake" } });

  expect(active).toEqual([{ run_id: runId, kind: "law.changed" }]);
  expect(await woken()).toEqual([]);
});

test("a rule that is switched off wakes whom it made wait, and nobody when it is switched on", async () => {
  const rule = "za.hours.recommended";
  await deferredBy(rule);
  const turn = (isOn: boolean) =>
    as.admin("PUT", `/api/compliance/rules/za-core/${rule}/switch`, {
      body: { isOn, reason: "Agreed with the client" },
    });

  const { status } = await turn(false);
  const off = await woken();
  await database.sql`delete from event`;
  await turn(true);

  expect(status).toBe(200);
  expect(off).toEqual([{ run_id: runId, kind: "law.changed" }]);
  expect(await woken()).toEqual([]);
});

test("a house rule that ends wakes whom it made wait, and one that begins nobody", async () => {
  const added = await as.admin("POST", "/api/compliance/house-rules", {
    body: {
      kind: "cap",
      title: "Two a week",
      portfolioId: null,
      channels: ["sms"],
      purposes: [],
      from: "2026-01-01",
      until: null,
      reason: "Fewer complaints",
      limit: 2,
      days: 7,
      per: "consumer",
    },
  });
  const { id } = await answerOf(endpoints.addHouseRule, added);
  const begun = await woken();
  await deferredBy(`house.${id}`);
  await as.admin("POST", `/api/compliance/house-rules/${id}/end`, { body: { reason: "Over" } });

  expect(begun).toEqual([]);
  expect(await woken()).toEqual([{ run_id: runId, kind: "law.changed" }]);
});
