import { deskEndpoints, endpoints, type TaskView } from "@fairflow/contract";
import { newId, setClock } from "@fairflow/db";
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
const people = await answerOf(deskEndpoints.teams, await as.admin("GET", "/api/teams"));
const idOf = (role: string) =>
  people.people.find(({ name }) => name.toLowerCase().includes(role))?.id ?? "";
const [SPECIALIST, ADMIN] = [idOf("specialist"), idOf("admin")];

beforeEach(async () => {
  await database.sql`delete from note`;
  await database.sql`delete from task`;
  await database.sql`delete from team_member`;
  await database.sql`delete from team`;
  await database.sql`delete from attempt where reserved_until is not null or reported_at is not null`;
  await setClock(database, { speed: 0, now: MORNING });
});

interface Made {
  readonly kind?: string;
  readonly team?: string;
  readonly due?: Date;
  readonly assignee?: string;
  readonly callBackAt?: Date;
  readonly priority?: number;
  readonly step?: string;
}

async function addTask(of: Made = {}) {
  const id = newId();
  const outcomes = [
    { id: "spoke", label: "Spoke" },
    { id: "nobody", label: "Nobody there" },
  ];
  await database.sql`
    insert into task (id, debtor_id, account_id, team, kind, title, outcomes, due_at, assignee, call_back_at, priority, step, created_at)
    values (${id}, ${debtorId}, ${accountId}, ${of.team ?? "Callers"}, ${of.kind ?? "review"}, 'Look at it',
      ${JSON.stringify(outcomes)}::jsonb, ${of.due ?? null}, ${of.assignee ?? null}, ${of.callBackAt ?? null},
      ${of.priority ?? 50}, ${of.step ?? null}, ${MORNING})`;
  return id;
}

async function inbox(view: TaskView, query = "") {
  const response = await as.specialist("GET", `/api/tasks?view=${view}${query}`);
  return answerOf(endpoints.tasks, response);
}

const idsOf = ({ tasks }: Awaited<ReturnType<typeof inbox>>) => tasks.map(({ id }) => id);

test("each view shows its own work, the most urgent or the earliest first, and what each has", async () => {
  await as.admin("PUT", "/api/teams/Callers", {
    body: { dailyCapacity: null, members: [SPECIALIST] },
  });
  const calm = await addTask({ priority: 10 });
  const urgent = await addTask({ priority: 90, team: "Legal", due: minutesLater(50_000) });
  const today = await addTask({ priority: 20, team: "Legal", due: minutesLater(300) });
  const late = await addTask({ priority: 15, team: "Legal", due: minutesLater(-30) });
  const own = await addTask({ priority: 30, assignee: SPECIALIST, team: "Legal" });

  const [all, mine, team, due, breaching] = await Promise.all([
    inbox("all"),
    inbox("mine"),
    inbox("team"),
    inbox("due"),
    inbox("breaching"),
  ]);

  expect(idsOf(all)).toEqual([urgent, own, today, late, calm]);
  expect(idsOf(mine)).toEqual([own]);
  expect(idsOf(team)).toEqual([calm]);
  expect(idsOf(due)).toEqual([late, today]);
  expect(idsOf(breaching)).toEqual([late]);
  expect(all.counts).toEqual({ mine: 1, team: 1, due: 2, breaching: 1, later: 0, all: 5 });
  expect(idsOf(await inbox("team", "&team=Legal"))).toEqual([urgent, own, today, late]);
});

test.for(["all", "due"] as const)("the view %s goes on where its page ended", async (view) => {
  for (let n = 0; n < 120; n += 1) {
    await addTask({ priority: 40 + (n % 3), due: minutesLater(n % 7) });
  }
  const ids: string[] = [];
  let cursor = "";

  for (;;) {
    const page = await inbox(view, cursor);
    ids.push(...idsOf(page));
    if (page.next === null) break;
    cursor = `&cursor=${page.next}`;
  }

  expect([ids.length, new Set(ids).size]).toEqual([120, 120]);
});

test("work is ranked by what is owed, the score and the pay day", async () => {
  const rankOf = async () => {
    const id = await addTask();
    const [row] = await database.sql<
      { priority: number }[]
    >`select priority from task where id = ${id}`;
    return row?.priority ?? 0;
  };

  const plain = await rankOf();
  await database.sql`update debtor set pay_day = 2 where id = ${debtorId}`;
  const paid = await rankOf();
  await database.sql`update account set custom = '{"score": 80}' where id = ${accountId}`;
  const scored = await rankOf();
  await database.sql`update account set custom = '{}' where id = ${accountId}`;
  await database.sql`update debtor set pay_day = null where id = ${debtorId}`;

  // 1 204.50 is 10 * log10(1 205.50) = 30.8.
  expect([plain, paid, scored]).toEqual([31, 56, 76]);
});

test("of two who take one task the second is told who has it, and nothing is lost", async () => {
  const id = await addTask();
  const take = (role: "specialist" | "admin", to: string) =>
    as[role]("POST", `/api/tasks/${id}/assign`, { body: { from: null, to } });

  const first = await take("admin", ADMIN);
  const second = await take("specialist", SPECIALIST);
  const noted = await as.specialist("POST", `/api/tasks/${id}/notes`, {
    body: { text: "Thandi pays on Friday" },
  });
  const task = await answerOf(endpoints.task, await as.admin("GET", `/api/tasks/${id}`));

  expect([first.status, second.status, noted.status]).toEqual([200, 409, 200]);
  const { message, details } = await errorOf(second);
  expect(message).toMatch(/took it a moment ago/);
  expect(details).toMatchObject({ takenBy: { id: ADMIN } });
  expect(task).toMatchObject({
    assignee: { id: ADMIN },
    notes: [{ text: "Thandi pays on Friday" }],
  });
  const [kept] = await database.sql<{ text: Uint8Array }[]>`select text from note`;
  expect(Buffer.from(kept?.text ?? []).includes("Friday")).toBe(false);
  expect((await as.manager("GET", `/api/tasks/${id}`)).status).toBe(200);
  expect(await (await as.manager("GET", `/api/tasks/${id}`)).text()).not.toContain("Friday");
});

test("several are given away at once, finished at once, and what cannot be is named", async () => {
  const [one, two, call] = [await addTask(), await addTask(), await addTask({ kind: "call" })];
  const bulk = async (ids: readonly string[], act: unknown) =>
    answerOf(
      deskEndpoints.changeTasks,
      await as.specialist("POST", "/api/tasks/bulk", { body: { ids, act } }),
    );

  const given = await bulk([one, two, call], { kind: "assign", to: ADMIN });
  const moved = await bulk([two], { kind: "team", team: "Legal" });
  const finished = await bulk([one, call, newId()], { kind: "finish", outcome: "spoke" });

  expect(given).toEqual({ done: 3, left: [] });
  expect(moved).toEqual({ done: 1, left: [] });
  expect(finished).toMatchObject({ done: 1, left: [{ id: call }, {}] });
  expect(await database.sql`select id, status, team, assignee from task order by id`).toEqual([
    { id: one, status: "done", team: "Callers", assignee: ADMIN },
    { id: two, status: "open", team: "Legal", assignee: null },
    { id: call, status: "open", team: "Callers", assignee: ADMIN },
  ]);
  expect(
    (await as.specialist("POST", `/api/tasks/${two}/assign`, { body: { from: null, to: "x" } }))
      .status,
  ).toBe(422);
});

test("a call-back waits apart until its minute, and then comes first", async () => {
  const call = await addTask({ kind: "call", priority: 1 });
  const other = await addTask({ priority: 99 });
  await as.specialist("POST", `/api/tasks/${call}/dial`, { body: {} });

  const at = minutesLater(90);
  const promised = await as.specialist("POST", `/api/tasks/${call}/call-back`, {
    body: { atMs: at.getTime(), contact: { outcome: "conversation", reached: "debtor" } },
  });
  const before = await inbox("all");
  const later = await inbox("later");
  await setClock(database, { speed: 0, now: minutesLater(86) });
  const then = await inbox("mine");

  expect(promised.status).toBe(200);
  expect(idsOf(before)).toEqual([other]);
  expect(idsOf(later)).toEqual([call]);
  expect(before.counts).toMatchObject({ later: 1, all: 1 });
  expect(idsOf(then)).toEqual([call]);
  expect(then.tasks[0]).toMatchObject({ callBackAtMs: at.getTime(), assignee: { id: SPECIALIST } });
  expect(await database.sql`select outcome from attempt where reported_at is not null`).toEqual([
    { outcome: "conversation" },
  ]);
});

test("a call-back is not promised for a minute at which no call is allowed, and nothing is written", async () => {
  const call = await addTask({ kind: "call" });

  const night = await as.specialist("POST", `/api/tasks/${call}/call-back`, {
    body: { atMs: new Date("2027-03-02T21:00:00Z").getTime(), contact: { outcome: "no_answer" } },
  });
  const past = await as.specialist("POST", `/api/tasks/${call}/call-back`, {
    body: { atMs: minutesLater(-1).getTime() },
  });

  expect([night.status, past.status]).toEqual([409, 422]);
  expect((await errorOf(night)).details).toMatchObject({ verdict: { kind: "deferred" } });
  expect(await database.sql`select call_back_at from task`).toEqual([{ call_back_at: null }]);
  expect(await database.sql`select from attempt where reported_at is not null`).toHaveLength(0);
});

test("a legal step that is a call can be finished as made only after it was opened", async () => {
  const id = await addTask({ kind: "call", step: "commence_legal_proceedings" });
  const body = { outcome: "spoke", contact: { outcome: "conversation", reached: "debtor" } };

  const unopened = await as.specialist("POST", `/api/tasks/${id}/complete`, { body });

  expect(unopened.status).toBe(409);
  expect((await errorOf(unopened)).message).toMatch(/Open the call first/);
  expect(await database.sql`select status from task`).toEqual([{ status: "open" }]);
});

test.for(["in_doubt", "poisoned", "stale_data"])(
  "an admin sees work of kind %s without being in its team, and may close it",
  async (kind) => {
    const id = await addTask({ kind, team: "Operations" });

    const seen = await answerOf(endpoints.tasks, await as.admin("GET", "/api/tasks"));
    const done = await as.admin("POST", `/api/tasks/${id}/complete`, {
      body: { outcome: "spoke" },
    });

    expect(seen.tasks.map((task) => task.id)).toEqual([id]);
    expect(done.status).toBe(200);
  },
);

test("a pay link that is made at the desk opens the debtor's page, and its token is kept nowhere", async () => {
  const made = await answerOf(
    deskEndpoints.makePayLink,
    await as.specialist("POST", `/api/debtors/${debtorId}/pay-links`, {
      body: { accountIds: [accountId], amount: "arrears" },
    }),
  );
  const other = await as.specialist("POST", `/api/debtors/${debtorId}/pay-links`, {
    body: { accountIds: [newId()], amount: "full" },
  });

  const { pathname } = new URL(made.url);
  expect((await app.anonymous("GET", pathname)).status).toBe(200);
  expect(other.status).toBe(422);
  const kept = await database.sql`
    select from audit where after::text like ${`%${pathname.slice(3)}%`}`;
  expect(kept).toHaveLength(0);
});
