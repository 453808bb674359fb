import { endpoints, type TimelineKind } from "@fairflow/contract";
import { newId, shardOf } from "@fairflow/db";
import { expect, test } from "vitest";
import { answerOf, testApp } from "../test-app.ts";
import { NOW, samplePerson } from "./sample-person.ts";

const app = await testApp();
const { as, database } = app;
const { debtorId, accountId } = await samplePerson(app);
const runId = newId();

const DOCUMENT = {
  nodes: [
    {
      id: "much",
      type: "condition",
      name: "Owes much?",
      config: {
        branches: [
          {
            id: "yes",
            label: "Owes much",
            criteria: {
              kind: "rule",
              field: "account.balance",
              operator: "at_least",
              value: 200_000,
            },
          },
        ],
      },
    },
    {
      id: "wait",
      type: "wait",
      name: "Give them time",
      config: { kind: "days", days: 3 },
    },
  ],
};

await addRun();

/** A run of 6,000 steps, the last of which decided something; each a minute before the next. */
async function addRun() {
  const [flowId, versionId] = [newId(), newId()];
  const inputs = {
    events: [{ kind: "payment.part" }],
    facts: { "account.balance": 120_450, "account.currency": "ZAR" },
  };
  await database.sql`
    insert into flow (id, name, created_by, created_at) values (${flowId}, 'Arrears', 'test', ${NOW})`;
  await database.sql`
    insert into flow_version (id, flow_id, number, document, template_versions, checksum, note, published_by, published_at,
      status)
    values (${versionId}, ${flowId}, 3, ${JSON.stringify(DOCUMENT)}::jsonb, '{}'::jsonb, '\\x00', 'first', 'test', ${NOW}, 'live')`;
  await database.sql`
    insert into run (shard, id, debtor_id, account_id, flow_id, version_id, node_id, seq, status, state, entry, started_at)
    values (${shardOf(debtorId)}, ${runId}, ${debtorId}, ${accountId}, ${flowId}, ${versionId}, 'wait', 6000, 'active',
      '{}'::jsonb, 1, ${NOW})`;
  await database.sql`
    insert into step (shard, run_id, seq, at, nodes, visits, exits, inputs)
    select ${shardOf(debtorId)}, ${runId}, seq, ${NOW}::timestamptz - (6000 - seq) * interval '1 minute',
      case seq when 6000 then '{much,wait}'::text[] else '{wait}' end,
      case seq when 6000 then '{1,1}'::int[] else '{1}' end, case seq when 6000 then '{else,""}'::text[] else '{next}' end,
      case seq when 6000 then ${JSON.stringify(inputs)}::jsonb else '{}' end
    from generate_series(1, 6000) as seq`;
  // 4,000 copies of the message that was sent.
  await database.sql`
    insert into attempt (shard, id, debtor_id, client_id, portfolio_id, address_id, account_ids, channel, purpose, status,
      planned_for, not_before, verdict, verdict_rules, verdict_packs, verdict_inputs, verdict_zones, verdict_at,
      debtor_epoch, created_at, accepted_at, provider, provider_id)
    select shard, uuidv7(), debtor_id, client_id, portfolio_id, address_id, account_ids, channel, purpose, status,
      planned_for, not_before, verdict, verdict_rules, verdict_packs, verdict_inputs, verdict_zones, verdict_at,
      debtor_epoch, created_at - n * interval '2 minutes', accepted_at - n * interval '2 minutes', provider, 'copy ' || n
    from attempt, generate_series(1, 4000) as n
    where debtor_id = ${debtorId} and status = 'accepted'`;
  await database.sql`analyze`;
}

async function page(query = "") {
  const response = await as.specialist("GET", `/api/debtors/${debtorId}/timeline${query}`);
  return answerOf(endpoints.timeline, response);
}

/** Pages from a cursor on, so many of them or to the end. */
async function pagesFrom(cursor: string, most: number) {
  const seen: { readonly id: string; readonly atMs: number }[] = [];
  let next: string | null = cursor;
  for (let read = 0; read < most && next !== null; read += 1) {
    const shown = await page(next === "" ? "" : `?before=${encodeURIComponent(next)}`);
    seen.push(...shown.entries);
    next = shown.next;
  }
  return { seen, next };
}

test("10,000 entries are paged from the newest to the oldest, each once and in order", async () => {
  const newest = await pagesFrom("", 8);
  const oldest = await pagesFrom(`${NOW.getTime() - 7_700 * 60_000}~zzz`, 20);

  for (const { seen } of [newest, oldest]) {
    const times = seen.map(({ atMs }) => atMs);
    expect(new Set(seen.map(({ id }) => id)).size).toBe(seen.length);
    expect(times).toEqual(times.toSorted((a, b) => b - a));
  }
  // Of the copies, which are two minutes apart, 151 are older than that.
  expect([newest.seen.length, oldest.seen.length, oldest.next]).toEqual([400, 151, null]);
  expect(oldest.seen.at(-1)?.atMs).toBe(NOW.getTime() - 8_000 * 60_000);
});

test.for<[string, readonly TimelineKind[]]>([
  ["step", ["step"]],
  ["payment,import", ["import"]],
  ["message", ["message"]],
])("the filter %s gives nothing else", async ([kinds, expected]) => {
  const { entries } = await page(`?kinds=${kinds}`);

  expect(new Set(entries.map(({ kind }) => kind))).toEqual(new Set(expected));
});

test("a filter that is none is refused", async () => {
  const response = await as.specialist("GET", `/api/debtors/${debtorId}/timeline?kinds=gossip`);

  expect(response.status).toBe(400);
});

test("a note stands in the timeline, unread by those who see no people", async () => {
  await as.specialist("POST", `/api/debtors/${debtorId}/notes`, {
    body: { text: "Prefers to be called Thandi" },
  });

  const [seen] = (await page("?kinds=note")).entries;
  const masked = await as.manager("GET", `/api/debtors/${debtorId}/timeline?kinds=note`);

  expect(seen).toMatchObject({ kind: "note", body: "Prefers to be called Thandi" });
  expect(seen?.title).toMatch(/^Note by /);
  expect(await masked.text()).not.toContain("Prefers");
});

async function why(step: string) {
  const response = await as.manager("GET", `/api/debtors/${debtorId}/steps/${step}/why`);
  return answerOf(endpoints.stepWhy, response);
}

test("a step says what its version asked, with which facts, and which one would have led elsewhere", async () => {
  expect(await why(`${runId}.6000`)).toMatchObject({
    flow: { name: "Arrears", version: 3 },
    events: ["payment, part"],
    facts: [
      { id: "account.balance", label: "Balance", value: "R 1 204.50" },
      { id: "account.currency", label: "Currency", value: "ZAR" },
    ],
    nodes: [
      {
        id: "much",
        name: "Owes much?",
        wayOut: "Went on: Otherwise",
        decision: {
          isSame: true,
          changes: [
            {
              label: "Balance",
              from: "R 1 204.50",
              to: "R 2 000.00",
              wayOut: "Went on: Owes much",
            },
          ],
        },
      },
      { id: "wait", name: "Give them time", wayOut: null, decision: null },
    ],
  });
});

test("a step that nothing decided has nothing that would have changed it, and nobody else's step is shown", async () => {
  const { nodes } = await why(`${runId}.5`);
  const other = await as.admin("GET", `/api/debtors/${newId()}/steps/${runId}.5/why`);

  expect(nodes).toMatchObject([{ id: "wait", decision: null }]);
  expect(other.status).toBe(404);
});
