import { testDatabase } from "@fairflow/testing";
import { afterAll, expect, test } from "vitest";
import { openDatabase } from "./connect.ts";
import { newId, shardOf } from "./ids.ts";
import { NOW } from "./sample-portfolio.ts";

const database = openDatabase(await testDatabase(), { max: 1 });
afterAll(database.close);

const PORTFOLIO = newId();

/** An allowed attempt, planned for a day; a field that is null is left out. */
async function plan(
  own: Readonly<Record<string, unknown>> = {},
): Promise<{ shard: number; id: string }> {
  const debtorId = newId();
  const row: Record<string, unknown> = {
    shard: shardOf(debtorId),
    id: newId(),
    debtor_id: debtorId,
    portfolio_id: PORTFOLIO,
    client_id: "00000000-0000-0000-0000-000000000001",
    account_ids: `{${newId()}}`,
    channel: "sms",
    purpose: "collection",
    status: "planned",
    planned_for: "2026-03-10",
    not_before: NOW,
    verdict: "allowed",
    verdict_rules: "{}",
    verdict_packs: "{za-core@2026.11.0}",
    verdict_inputs: {},
    verdict_zones: "{Africa/Johannesburg}",
    verdict_at: NOW,
    debtor_epoch: 0,
    created_at: NOW,
    ...own,
  };
  const columns = Object.keys(row).filter((column) => row[column] !== null);
  const shard = Number(row["shard"]);
  const id = String(row["id"]);
  await database.sql`
    insert into attempt (${database.sql(columns)})
    select ${database.sql(columns)} from jsonb_populate_record(null::attempt, ${JSON.stringify(row)}::jsonb)`;
  return { shard, id };
}

const deferred = {
  verdict: "deferred",
  status: "deferred",
  verdict_until: NOW,
  verdict_rules: "{za.hours}",
};
const forbidden = { verdict: "forbidden", status: "forbidden", verdict_reason: "no-pack" };

test("an attempt with its verdict is kept, and so are refusals and deferrals", async () => {
  await plan();
  await plan(deferred);
  await plan(forbidden);
  await plan({ ...forbidden, verdict_reason: "rules", verdict_rules: "{za.hold.dispute}" });

  expect(await database.sql`select from attempt`).toHaveLength(4);
});

test.for([
  "verdict",
  "verdict_rules",
  "verdict_packs",
  "verdict_inputs",
  "verdict_zones",
  "verdict_at",
  "debtor_epoch",
])("I5: no attempt exists without its %s", async (column) => {
  await expect(plan({ [column]: null })).rejects.toThrow(`"${column}"`);
});

test.for([
  ["planned against a refusal", { ...forbidden, status: "planned" }, "status_obeys_verdict"],
  [
    "dispatched against a deferral",
    { ...deferred, status: "dispatching", claimed_at: NOW },
    "status_obeys_verdict",
  ],
  ["deferred without an end", { ...deferred, verdict_until: null }, "deferral_has_end"],
  ["deferred by no rule", { ...deferred, verdict_rules: "{}" }, "refusal_has_reason"],
  ["forbidden without a reason", { ...forbidden, verdict_reason: null }, "refusal_has_reason"],
  ["allowed against a rule", { verdict_rules: "{za.hours}" }, "refusal_has_reason"],
  ["dispatched without a claim", { status: "dispatching" }, "dispatch_was_claimed"],
  ["accepted at no time", { status: "accepted" }, "acceptance_has_time"],
  ["about no account", { account_ids: "{}" }, "has_account"],
  [
    "in another debtor's shard",
    { shard: 0, debtor_id: "00000000-0000-7000-8000-000000000001" },
    "shard_of_debtor",
  ],
] as const)("an attempt %s is refused", async ([, own, constraint]) => {
  await expect(plan(own)).rejects.toThrow(constraint);
});

test("two that would merge cannot both be planned, while what does not merge can", async () => {
  const debtor_id = newId();
  const same = { debtor_id, shard: shardOf(debtor_id) };
  const first = await plan(same);

  await expect(plan(same)).rejects.toThrow("attempt_merging");
  await plan({ ...same, channel: "email" });
  await plan({ ...same, portfolio_id: newId() });
  await plan({ ...same, planned_for: "2026-03-11" });
  await plan({ ...same, merges: false });
  await database.sql`
    update attempt set status = 'accepted', accepted_at = ${NOW} where shard = ${first.shard} and id = ${first.id}`;
  await plan(same);
});

test("I6: a visit has one attempt at a time, and another only once that is released", async () => {
  const run = { run_id: newId(), node_id: "sms-1", visit: 1, version_id: newId() };
  const first = await plan();
  const second = await plan();
  const serve = ({ shard, id }: { shard: number; id: string }, visit = run.visit) => database.sql`
    insert into attempt_run (shard, attempt_id, run_id, node_id, visit, version_id)
    values (${shard}, ${id}, ${run.run_id}, ${run.node_id}, ${visit}, ${run.version_id})`;
  await serve(first);

  await expect(serve({ shard: first.shard, id: second.id })).rejects.toThrow(
    "attempt_run_one_at_a_time",
  );
  await serve({ shard: first.shard, id: second.id }, 2);
  await database.sql`update attempt_run set is_released = true where attempt_id = ${first.id}`;
  await serve({ shard: first.shard, id: newId() });
});
