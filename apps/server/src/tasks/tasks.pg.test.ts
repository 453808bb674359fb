import { endpoints } from "@fairflow/contract";
import { newId, setClock } from "@fairflow/db";
import { expireReservations } from "@fairflow/engine";
import { beforeEach, expect, test } from "vitest";
import { samplePerson } from "../debtors/sample-person.ts";
import { activateLaw } from "../outside/active-law.ts";
import { answerOf, errorOf, testApp } from "../test-app.ts";

const app = await testApp();
const { database, as } = app;
await activateLaw(database);
const { debtorId, accountId } = await samplePerson(app);
await database.sql`update portfolio set debt_type = 'nca_credit'`;
/** A Tuesday in Johannesburg. */
const MORNING = new Date("2027-03-02T08:00:00Z");
const minutesLater = (minutes: number) => new Date(MORNING.getTime() + minutes * 60_000);
const NIGHT = new Date("2027-03-02T21:00:00Z");

beforeEach(async () => {
  await database.sql`delete from task`;
  await database.sql`delete from hold`;
  await database.sql`delete from attempt where reserved_until is not null or reported_at is not null or verdict <> 'allowed'`;
  await setClock(database, { speed: 0, now: MORNING });
});

async function addTask(of: { kind?: string; due?: Date | null; assignee?: string } = {}) {
  const id = newId();
  const outcomes = [
    { id: "spoke", label: "Spoke" },
    { id: "nobody", label: "Nobody there" },
  ];
  await database.sql`
    insert into task (id, debtor_id, account_id, team, kind, title, outcomes, due_at, assignee, created_at)
    values (${id}, ${debtorId}, ${accountId}, 'Callers', ${of.kind ?? "call"}, 'Call about the invoice',
      ${JSON.stringify(outcomes)}::jsonb, ${of.due ?? null}, ${of.assignee ?? null}, ${MORNING})`;
  return id;
}

async function listed(query = "") {
  return answerOf(endpoints.tasks, await as.specialist("GET", `/api/tasks${query}`));
}

async function dial(id: string) {
  const response = await as.specialist("POST", `/api/tasks/${id}/dial`, { body: {} });
  return answerOf(endpoints.dialTask, response);
}

function complete(id: string, body: unknown) {
  return as.specialist("POST", `/api/tasks/${id}/complete`, { body });
}

function reported() {
  return database.sql`
    select status, verdict, outcome, is_right_party, provider, accepted_at from attempt
    where reserved_until is not null or reported_at is not null order by created_at, id`;
}

test("calls say in the list whether they may be made now, and when next", async () => {
  const call = await addTask();
  const review = await addTask({ kind: "review" });

  const morning = await listed();
  await setClock(database, { speed: 0, now: NIGHT });
  const night = await listed();

  const verdicts = (list: typeof morning) =>
    new Map(list.tasks.map(({ id, verdict }) => [id, verdict]));
  expect(verdicts(morning).get(call)).toMatchObject({ kind: "allowed", untilMs: null });
  expect(verdicts(morning).get(review)).toBeNull();
  expect(verdicts(night).get(call)).toMatchObject({
    kind: "deferred",
    untilMs: new Date("2027-03-03T06:00:00Z").getTime(),
  });
  expect(verdicts(night).get(call)?.rules[0]?.words).not.toBe("");
});

test("what is due first stands first, and a list goes on where it stopped", async () => {
  const late = await addTask({ kind: "review" });
  const soon = await addTask({ kind: "review", due: new Date("2027-03-03T08:00:00Z") });
  for (let n = 0; n < 60; n += 1) await addTask({ due: new Date("2027-03-04T08:00:00Z") });

  const first = await listed();
  const second = await listed(`?cursor=${first.next ?? ""}`);
  const ids = [...first.tasks, ...second.tasks].map(({ id }) => id);

  expect(new Set(ids).size).toBe(62);
  expect([ids[0], ids.at(-1), second.next]).toEqual([soon, late, null]);
  expect((await listed("?kind=review")).tasks.map(({ id }) => id)).toEqual([soon, late]);
  expect((await listed("?view=mine")).tasks).toEqual([]);
});

test("a manager sees the work, but not whose it is and no number", async () => {
  const id = await addTask();

  const response = await as.manager("GET", `/api/tasks/${id}`);
  const text = await response.text();

  expect(text).not.toMatch(/Mokoena|123 ?4567/);
  expect((await as.manager("POST", `/api/tasks/${id}/dial`, { body: {} })).status).toBe(403);
});

test("a call that is allowed shows its number, keeps its slot, and is recorded with its verdict", async () => {
  const id = await addTask();

  const dialled = await dial(id);
  const done = await complete(id, {
    outcome: "spoke",
    contact: { outcome: "conversation", reached: "debtor" },
    note: "Thandi pays on Friday",
  });

  expect(dialled).toMatchObject({ verdict: { kind: "allowed" }, address: "+27821234567" });
  expect(dialled.keptUntilMs).toBe(MORNING.getTime() + 30 * 60_000);
  expect(done.status).toBe(200);
  expect(await reported()).toEqual([
    {
      status: "accepted",
      verdict: "allowed",
      outcome: "conversation",
      is_right_party: true,
      provider: "outside:desk",
      accepted_at: MORNING,
    },
  ]);
  expect(await database.sql`select state from address where kind = 'phone'`).toEqual([
    { state: "right_party" },
  ]);
  const [task] = await database.sql<{ status: string; outcome: string; note: Uint8Array }[]>`
    select status, outcome, note from task where id = ${id}`;
  expect(task).toMatchObject({ status: "done", outcome: "spoke" });
  expect(Buffer.from(task?.note ?? []).includes("Friday")).toBe(false);
});

test("a call that is refused says why, hides its number, and is on record", async () => {
  const id = await addTask();
  await database.sql`
    insert into hold (debtor_id, state, since, author) values (${debtorId}, 'deceased', ${MORNING}, 'test')`;

  const dialled = await dial(id);
  const read = await as.specialist("GET", `/api/tasks/${id}`);

  expect(dialled).toMatchObject({
    verdict: { kind: "forbidden", rules: [{ id: "za.hold.estate_insolvency_minor" }] },
    address: null,
    keptUntilMs: null,
  });
  expect(await read.text()).not.toMatch(/821234567/);
  expect(
    await database.sql`select status, verdict from attempt where provider = 'outside:desk'`,
  ).toEqual([{ status: "forbidden", verdict: "forbidden" }]);
});

test("a call that was made all the same is recorded as the breach that it was", async () => {
  const id = await addTask();
  await setClock(database, { speed: 0, now: NIGHT });
  await dial(id);

  await complete(id, { outcome: "nobody", contact: { outcome: "no_answer" } });

  expect(await reported()).toMatchObject([
    { status: "accepted", verdict: "deferred", outcome: "no_answer" },
  ]);
});

test("a task that is opened twice keeps its slot for whoever opened it, and one that is not called gives it back", async () => {
  const id = await addTask();
  const first = await dial(id);
  await setClock(database, { speed: 0, now: minutesLater(5) });
  const second = await dial(id);
  const other = await as.admin("POST", `/api/tasks/${id}/dial`, { body: {} });
  const attempts = () => database.sql`select status from attempt where channel = 'call'`;

  expect(second).toEqual(first);
  expect(other.status).toBe(409);
  expect(await attempts()).toEqual([{ status: "planned" }]);

  const done = await complete(id, { outcome: "nobody" });

  expect(done.status).toBe(200);
  expect(await attempts()).toEqual([{ status: "withdrawn" }]);
});

test.for([
  [{ outcome: "no_answer" }, { status: "accepted", outcome: "no_answer" }],
  ["not-made", { status: "withdrawn", outcome: null }],
] as const)(
  "a call that was opened and never told of is in doubt, and asked for before the next: %j",
  async ([earlier, expected]) => {
    const id = await addTask();
    const opened = await dial(id);
    await setClock(database, { speed: 0, now: minutesLater(31) });
    await expireReservations({ database });
    const calls = () =>
      database.sql`select status, outcome from attempt where channel = 'call' order by created_at, id`;
    expect(await calls()).toEqual([{ status: "in_doubt", outcome: null }]);

    const refused = await as.specialist("POST", `/api/tasks/${id}/dial`, { body: {} });
    const again = await as.specialist("POST", `/api/tasks/${id}/dial`, { body: { earlier } });

    expect(opened.verdict.kind).toBe("allowed");
    expect(refused.status).toBe(409);
    expect((await errorOf(refused)).details).toEqual({ asks: "earlier" });
    expect(again.status).toBe(200);
    expect((await calls())[0]).toEqual(expected);
  },
);

test("a call that is told of after its slot was over counts once", async () => {
  const id = await addTask();
  await dial(id);
  await setClock(database, { speed: 0, now: minutesLater(40) });
  await expireReservations({ database });

  await complete(id, { outcome: "spoke", contact: { outcome: "conversation" } });

  const rows = await database.sql`
    select status, verdict from attempt where channel = 'call' order by created_at, id`;
  expect(rows).toEqual([
    { status: "withdrawn", verdict: "allowed" },
    { status: "accepted", verdict: "allowed" },
  ]);
});

test("a call that was made is recorded although its task was closed meanwhile", async () => {
  const id = await addTask();
  await dial(id);
  await database.sql`
    update task set status = 'cancelled', closed_at = ${MORNING}, closed_by = 'system' where id = ${id}`;

  const done = await complete(id, { outcome: "spoke", contact: { outcome: "conversation" } });

  expect(done.status).toBe(409);
  expect((await errorOf(done)).message).toMatch(/closed.*recorded/);
  expect(await reported()).toMatchObject([{ status: "accepted", outcome: "conversation" }]);
});

test("where no address may be used the call is not called allowed", async () => {
  const id = await addTask({ kind: "visit" });
  await database.sql`update address set state = 'gone_away' where kind = 'postal'`;

  const dialled = await dial(id);
  const [task] = (await listed()).tasks;
  await database.sql`update address set state = 'unverified' where kind = 'postal'`;

  const forbidden = { kind: "forbidden", reason: expect.stringContaining("address") };
  expect(dialled).toMatchObject({ verdict: forbidden, address: null, keptUntilMs: null });
  expect(task?.verdict).toMatchObject(forbidden);
});

/** A run of the debtor's that waits for work. */
async function addRun() {
  const [flowId, versionId, id] = [newId(), newId(), newId()];
  await database.sql`
    insert into flow (id, name, created_by, created_at) values (${flowId}, 'Legal demand', 'test', ${MORNING})`;
  await database.sql`
    insert into flow_version (id, flow_id, number, document, template_versions, checksum, note, published_by, published_at,
      status)
    values (${versionId}, ${flowId}, 1, '{"nodes": []}'::jsonb, '{}'::jsonb, '\\x00', 'first', 'test', ${MORNING}, 'live')`;
  await database.sql`
    insert into run (shard, id, debtor_id, account_id, flow_id, version_id, node_id, seq, status, state, entry, started_at)
    values (shard_of(${debtorId}), ${id}, ${debtorId}, ${accountId}, ${flowId}, ${versionId}, 'legal', 1, 'active',
      '{}'::jsonb, 1, ${MORNING})`;
  return id;
}

test("a legal step says that its gate is closed, is refused when it is taken, and can be given up", async () => {
  const id = await addTask({ kind: "review" });
  await database.sql`
    update task set step = 'commence_legal_proceedings', run_id = ${await addRun()}, node_id = 'legal', visit = 1
    where id = ${id}`;

  const [listedTask] = (await listed()).tasks;
  const opened = await answerOf(endpoints.task, await as.specialist("GET", `/api/tasks/${id}`));
  const taken = await complete(id, { outcome: "spoke" });
  const refusal = await errorOf(taken);
  const stillOpen = await as.specialist("GET", `/api/tasks/${id}`);
  const givenUp = await complete(id, { outcome: "not-allowed" });

  const rules = expect.arrayContaining([expect.objectContaining({ id: "za.gate.legal" })]);
  const closed = { kind: "forbidden", rules };
  expect(listedTask).toMatchObject({
    step: { id: "commence_legal_proceedings", words: "Begin legal proceedings" },
    verdict: closed,
  });
  expect(opened).toMatchObject({ verdict: closed });
  expect(opened.outcomes.map((outcome) => outcome.id)).toEqual(["spoke", "nobody", "not-allowed"]);
  expect([taken.status, refusal.details]).toMatchObject([409, { verdict: closed }]);
  expect(await answerOf(endpoints.task, stillOpen)).toMatchObject({ status: "open" });
  expect(givenUp.status).toBe(200);
  expect(
    await database.sql`select verdict from legal_step where node_id = 'legal' order by id`,
  ).toEqual([{ verdict: "forbidden" }, { verdict: "forbidden" }]);
  expect(
    await database.sql`
      select action from audit where subject_id = ${id} order by id`,
  ).toEqual([{ action: "task.refused" }, { action: "task.complete" }]);
});

test("of two who finish one task the second is told so, and the call counts once", async () => {
  const id = await addTask();
  await dial(id);
  const body = { outcome: "spoke", contact: { outcome: "conversation" } };

  const statuses = (await Promise.all([complete(id, body), complete(id, body)])).map(
    ({ status }) => status,
  );

  expect(new Set(statuses)).toEqual(new Set([200, 409]));
  expect(await reported()).toHaveLength(1);
});

test("an outcome that the task does not offer, and a contact for other work, are refused", async () => {
  const review = await addTask({ kind: "review" });

  const unknown = await complete(review, { outcome: "maybe" });
  const contact = await complete(review, { outcome: "spoke", contact: { outcome: "no_answer" } });
  const wrong = await complete(await addTask(), {
    outcome: "nobody",
    contact: { outcome: "conversation", reached: "wrong-number" },
  });

  expect([unknown.status, contact.status, wrong.status]).toEqual([422, 422, 422]);
});

test("a wrong number is refused everywhere from then on", async () => {
  const id = await addTask();
  await dial(id);
  await complete(id, {
    outcome: "nobody",
    contact: { outcome: "conversation", reached: "wrong-number" },
  });

  expect(await database.sql`select channel, reason from suppression`).toEqual([
    { channel: "any", reason: "wrong_party" },
  ]);
  const next = await dial(await addTask());
  expect(next.address).toBeNull();
});
