import { localTime, zoneNamed } from "@fairflow/calendar";
import { zones } from "@fairflow/calendar/zones";
import { endpoints } from "@fairflow/contract";
import { newId, shardOf } from "@fairflow/db";
import { emptyFlow } from "@fairflow/flow";
import { beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { samplePerson } from "../debtors/sample-person.ts";
import { submitAndPublish } from "../flows/submit-and-publish.ts";
import { importLatePeople, LATE_PEOPLE } from "../segments/late-people.ts";
import { answerOf, testApp } from "../test-app.ts";

const app = await testApp();
const { as, database } = app;
const { sql } = database;
const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const NOW = new Date();
const sample = await samplePerson(app);
const RULE = "za.hours.weekday";
let path: string;
let versionId: string;

/** The message about one account is deferred, five accounts wait and one is held twice. Sipho Dube owes two of them. */
beforeAll(async () => {
  const zone = zoneNamed(zones, "Africa/Johannesburg");
  if (zone === undefined) throw new Error("Unknown zone");
  await importLatePeople(app, localTime(zone, NOW).date);
  const flowId = await published({ kind: "manual" });
  path = `/api/flows/${flowId}/versions/1`;
  [{ id: versionId } = { id: "" }] = await sql<{ id: string }[]>`
    select id from flow_version where flow_id = ${flowId}`;
  const late = await sql<{ id: string; debtor_id: string }[]>`
    select id, debtor_id from account where id <> ${sample.accountId} order by balance desc, id`;
  for (const [index, { id, debtor_id: debtorId }] of late.entries()) {
    const state = { waiting: { kind: "time", untilMs: NOW.getTime() + DAY_MS, exit: "next" } };
    await run(
      { debtorId, accountId: id },
      index === 0 ? { holds: ["illness", "hardship"] } : state,
    );
  }
  const waiting = { kind: "attempt", giveUpMs: 0, askAgainMs: NOW.getTime() + HOUR_MS };
  const runId = await run(sample, { waiting });
  await sql`
    insert into attempt_run (shard, attempt_id, run_id, node_id, visit, version_id, account_id, is_released)
    select shard, id, ${runId}, 'n1', 1, ${versionId}, ${sample.accountId}, true from attempt where status = 'deferred'`;
  await count(NOW, { entered: 7, deferred: 1 });
  await count(new Date(NOW.getTime() - 10 * DAY_MS), {
    entered: 40,
    left: 40,
    sent: 35,
    goal: 9,
    paid: 4,
    money: 120_450,
  });
});

test("the numbers of a version are those of all its hours, money by its currency", async () => {
  const { nodes } = await counts("");

  expect(nodes["n1"]).toEqual({
    entered: 47,
    movedIn: 0,
    present: 7,
    left: { next: 40 },
    sent: 35,
    delivered: 0,
    failed: 0,
    deferred: 1,
    forbidden: 0,
    goals: 9,
    paid: 4,
    collected: { ZAR: 120_450 },
    clicked: 0,
    replied: 0,
    optedOut: 0,
    disputed: 0,
    promised: 0,
    promisedAmounts: {},
  });
});

test("a period counts what happened in it, and who is here now", async () => {
  const from = NOW.getTime() - 20 * DAY_MS;

  const { nodes } = await counts(`?fromMs=${from}&beforeMs=${NOW.getTime() - 5 * DAY_MS}`);

  expect(nodes["n1"]).toMatchObject({ entered: 40, present: 7, deferred: 0, goals: 9 });
});

test("a segment counts those alone who are in it now, from their own history, and names the same people", async () => {
  const [first] = LATE_PEOPLE;
  await as.editor("PUT", "/api/segments/small", {
    body: {
      name: "Owes little",
      criteria: { kind: "rule", field: "account.balance", operator: "at_most", value: first.cents },
    },
  });

  const { nodes } = await counts("?segment=small");
  const here = await people(as.manager, "?segment=small");
  const held = await answerOf(
    endpoints.heldAtNode,
    await as.manager("GET", `${path}/nodes/n1/held?segment=small`),
  );

  expect(nodes["n1"]).toMatchObject({ entered: 1, present: 1, deferred: 0, sent: 0 });
  expect(here.people).toHaveLength(1);
  expect(held.present).toBe(1);
  expect(held.reasons).toMatchObject([{ people: 1 }]);
});

test("each number opens its people, those of a period alone where one is named", async () => {
  const behind = async (metric: string, query = "") =>
    answerOf(
      endpoints.peopleCounted,
      await as.manager("GET", `${path}/nodes/n1/counted/${metric}${query}`),
    );
  await sql`
    insert into credit (shard, metric, cause, debtor_id, account_id, version_id, node_id, run_id, attempt_id, at, count, amount, currency)
    values (${shardOf(sample.debtorId)}, 'paid', ${newId()}, ${sample.debtorId}, ${sample.accountId}, ${versionId}, 'n1', ${newId()},
      ${newId()}, ${NOW}, 1, 2500, 'ZAR')`;

  const [entered, paid, left, earlier, kept, keptByAnother] = await Promise.all([
    behind("entered"),
    behind("paid"),
    behind("left", "?exit=next"),
    behind("paid", `?beforeMs=${NOW.getTime() - DAY_MS}`),
    behind("kept_back", `?exit=${RULE}`),
    behind("kept_back", "?exit=za.other"),
  ]);

  expect(entered.people).toHaveLength(7);
  expect(paid.people).toMatchObject([
    { debtorId: sample.debtorId, label: "S. D.", amount: { minor: 2_500, currency: "ZAR" } },
  ]);
  expect([left.people, earlier.people, keptByAnother.people]).toEqual([[], [], []]);
  // The message that it kept back opens with its reasons.
  const [deferred] = await sql<{ id: string }[]>`select id from attempt where status = 'deferred'`;
  expect(kept.people).toMatchObject([{ debtorId: sample.debtorId, attemptId: deferred?.id }]);
});

test("an unknown segment and an unknown version are not found, and a strange period is refused", async () => {
  const statuses = await Promise.all(
    [
      `${path}/counts?segment=nobody`,
      `${path}/nodes/n1/people?segment=nobody`,
      `${path}9/counts`,
      `${path}/counts?fromMs=soon`,
    ].map(async (address) => (await as.manager("GET", address)).status),
  );

  expect(statuses).toEqual([404, 404, 404, 400]);
});

test("people stand at a node with what keeps them, and their names are masked by role", async () => {
  const seen = await people(as.specialist, "");
  const masked = await people(as.manager, "");

  const [newest] = seen.people;
  expect(newest).toMatchObject({
    debtorId: sample.debtorId,
    label: "Sipho Dube",
    stay: { kind: "rules", rules: [{ id: RULE }] },
  });
  expect(seen.people.map(({ stay }) => stay.kind)).toEqual([
    "rules",
    ...LATE_PEOPLE.slice(1).map(() => "waits"),
    "held",
  ]);
  expect(masked.people[0]?.label).toBe("S. D.");
});

test("people come a page at a time, each once", async () => {
  const all = await people(as.manager, "");
  const after = all.people[2]?.runId;

  const rest = await people(as.manager, `?cursor=${after}`);

  expect(rest.people).toEqual(all.people.slice(3));
  expect(all.next).toBeNull();
});

test("what keeps people is counted by reason, and each reason opens its people", async () => {
  const held = await answerOf(
    endpoints.heldAtNode,
    await as.manager("GET", `${path}/nodes/n1/held`),
  );

  expect(held.present).toBe(7);
  expect(held.reasons.map(({ why, people: size }) => [why, size])).toEqual([
    ["time", 5],
    ["hold:hardship", 1],
    ["hold:illness", 1],
    [`rule:${RULE}`, 1],
  ]);
  expect(held.kept).toMatchObject([{ rule: { id: RULE }, deferred: 1, refused: 0 }]);
  for (const { why, people: size } of held.reasons) {
    const of = await people(as.manager, `?why=${encodeURIComponent(why)}`);
    expect([why, of.people.length]).toEqual([why, size]);
  }
});

test("rules that kept messages back are those of the period", async () => {
  const before = NOW.getTime() - 5 * DAY_MS;

  const held = await answerOf(
    endpoints.heldAtNode,
    await as.manager("GET", `${path}/nodes/n1/held?beforeMs=${before}`),
  );

  expect(held.kept).toEqual([]);
});

test("a version that is entered on Mondays looks again on the next Monday, in its portfolios' time", async () => {
  await as.editor("PUT", "/api/segments/owing", {
    body: { name: "Owes", criteria: { kind: "all", of: [] } },
  });
  const days = { kind: "weekdays", weekdays: ["mon"] };
  const flowId = await published({ kind: "schedule", days, at: "08:00", segment: "owing" });

  const next = z
    .object({ kind: z.literal("check"), atMs: z.int() })
    .parse(await (await as.manager("GET", `/api/flows/${flowId}/versions/1/next-entry`)).json());

  expect(new Date(next.atMs).toISOString()).toMatch(/T06:00:00/);
  expect(new Date(next.atMs).getUTCDay()).toBe(1);
});

test("a flow whose entries are stopped lets nobody in", async () => {
  const flowId = await published({ kind: "manual" });
  await as.admin("POST", `/api/flows/${flowId}/halts`, {
    body: { kind: "entriesStopped", isOn: true, reason: "A wrong segment" },
  });

  const answer = await as.manager("GET", `/api/flows/${flowId}/versions/1/next-entry`);

  expect(await answer.json()).toEqual({ kind: "closed" });
});

async function counts(query: string) {
  return answerOf(endpoints.counts, await as.manager("GET", `${path}/counts${query}`));
}

async function people(asking: typeof as.manager, query: string) {
  const answer = await asking("GET", `${path}/nodes/n1/people${query}`);
  return answerOf(endpoints.peopleAtNode, answer);
}

async function run(
  { debtorId, accountId }: { readonly debtorId: string; readonly accountId: string },
  of: { readonly waiting?: object; readonly holds?: readonly string[] },
): Promise<string> {
  const id = newId();
  const { waiting = null, holds = [] } = of;
  const state = { waiting, holds, enteredMs: NOW.getTime() };
  const [shard, status] = [shardOf(debtorId), holds.length > 0 ? "held" : "active"];
  await sql`
    insert into run (shard, id, debtor_id, account_id, flow_id, version_id, node_id, seq, status, state, entry, started_at)
    select ${shard}, ${id}, ${debtorId}, ${accountId}, flow_id, id, 'n1', 1, ${status}, ${JSON.stringify(state)}::jsonb, 1, ${NOW}
    from flow_version where id = ${versionId}`;
  await sql`
    insert into step (shard, run_id, seq, at, nodes, visits, exits, inputs)
    values (${shard}, ${id}, 1, ${NOW}, '{start,n1}', '{1,1}', '{next,""}', '{}'::jsonb)`;
  return id;
}

async function count(at: Date, counted: Readonly<Record<string, number>>): Promise<void> {
  const exits: Readonly<Record<string, string>> = { left: "next", money: "ZAR", deferred: RULE };
  for (const [metric, number] of Object.entries(counted)) {
    await sql`
      insert into counter (version_id, hour, node_id, metric, exit, shard, count)
      values (${versionId}, date_trunc('hour', ${at}::timestamptz), 'n1', ${metric}, ${exits[metric] ?? ""}, 0, ${number})`;
  }
}

async function published(entry: object): Promise<string> {
  const name = `Flow ${crypto.randomUUID()}`;
  const created = await as.editor("POST", "/api/flows", { body: { name } });
  const { id } = z.object({ id: z.uuid() }).parse(await created.json());
  const flow = {
    ...emptyFlow(name),
    nodes: [
      { id: "start", type: "start", name: "", config: { entry, reentry: { kind: "never" } } },
      { id: "n1", type: "end", name: "", config: { reason: "done" } },
    ],
    edges: [{ from: "start", exit: "next", to: "n1" }],
  };
  await as.editor("PUT", `/api/flows/${id}/draft`, {
    headers: { "if-match": '"1"' },
    body: { flow },
  });
  await submitAndPublish(app, { id, revision: 2, reason: "to count" });
  return id;
}
