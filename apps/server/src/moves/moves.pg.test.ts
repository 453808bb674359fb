import { endpoints } from "@fairflow/contract";
import { LANE_COUNT, runMoveBatch, runTick, versionCache, type TickDeps } from "@fairflow/engine";
import { emptyFlow } from "@fairflow/flow";
import { catalog } from "@fairflow/nodes";
import { beforeEach, expect, test } from "vitest";
import { samplePerson } from "../debtors/sample-person.ts";
import { submitAndPublish } from "../flows/submit-and-publish.ts";
import { answerOf, errorOf, testApp } from "../test-app.ts";

const app = await testApp();
const { as, database, deps } = app;
const person = await samplePerson(app);
const DAY_MS = 86_400_000;

const ticking: TickDeps = {
  ...deps.facts,
  keyring: deps.keys(),
  versions: versionCache(catalog, (_id, fault) => {
    throw fault;
  }),
  onFault: (_what, _id, fault) => {
    throw fault;
  },
};

let name = "";
let id = "";
let path = "";

function flowWith(waits: readonly string[], days: number): object {
  const ids = [...waits, "end"];
  return {
    ...emptyFlow(name),
    nodes: [
      {
        id: "start",
        type: "start",
        name: "",
        config: { entry: { kind: "manual" }, reentry: { kind: "never" } },
      },
      ...waits.map((wait) => ({
        id: wait,
        type: "wait",
        name: `Wait ${wait}`,
        config: { kind: "days", days },
      })),
      { id: "end", type: "end", name: "", config: { reason: "done" } },
    ],
    edges: ids.map((to, index) => ({ from: ids[index - 1] ?? "start", exit: "next", to })),
  };
}

async function publish(revision: number, flow: object): Promise<void> {
  await as.editor("PUT", `/api/flows/${id}/draft`, {
    headers: { "if-match": `"${revision}"` },
    body: { flow },
  });
  const published = await submitAndPublish(app, {
    id,
    revision: revision + 1,
    reason: "as agreed",
  });
  expect(published.status).toBe(200);
}

/** One person waits in version 1, and version 2 has another step where they stand. */
beforeEach(async () => {
  name = `Flow ${crypto.randomUUID()}`;
  const created = await as.editor("POST", "/api/flows", { body: { name } });
  id = (await answerOf(endpoints.createFlow, created)).id;
  path = `/api/flows/${id}/moves`;
  await publish(1, flowWith(["a"], 3));
  await as.specialist("POST", `/api/flows/${id}/people/enter`, {
    body: { accounts: ["INV-2040"], reason: "for a test" },
  });
  await tickAll();
  await publish(2, flowWith(["b"], 5));
});

async function tickAll(): Promise<void> {
  for (let lane = 0; lane < LANE_COUNT; lane += 1) await runTick(ticking, lane);
}

async function moveAll(): Promise<void> {
  while (["more"].includes(await runMoveBatch(ticking))) {
    // Batch after batch.
  }
}

const MAP = { a: { kind: "move", to: "b" } };
const body = { from: 1, to: 2, map: MAP, reason: "the wait is longer now" };

async function plan(who: typeof as.editor = as.editor): Promise<string> {
  return (await answerOf(endpoints.planMove, await who("POST", path, { body }))).id;
}

async function state(move: string) {
  return answerOf(endpoints.move, await as.manager("GET", `${path}/${move}`));
}

async function versionOfPerson(): Promise<number | undefined> {
  const [row] = await database.sql<{ number: number }[]>`
    select number from run join flow_version on flow_version.id = version_id where run.flow_id = ${id}`;
  return row?.number;
}

test("a proposal leaves open what is gone, and says for each person what comes when, before and after", async () => {
  const proposed = await answerOf(
    endpoints.previewMove,
    await as.manager("POST", `${path}/preview`, { body: { from: 1, to: 2 } }),
  );
  const decided = await answerOf(
    endpoints.previewMove,
    await as.manager("POST", `${path}/preview`, { body: { from: 1, to: 2, map: MAP } }),
  );

  expect([proposed.totals, proposed.map]).toEqual([
    { undecided: 1 },
    { start: { kind: "move", to: "start" }, end: { kind: "move", to: "end" } },
  ]);
  expect(decided.people).toMatchObject([
    { debtorId: person.debtorId, label: "T. M.", reference: "INV-2040", at: "a", kind: "moves" },
  ]);
  const [{ before, after } = { before: null, after: null }] = decided.people;
  expect([before, after]).toMatchObject([
    { node: "a", kind: "waits", next: "end" },
    { node: "b", kind: "waits", next: "end" },
  ]);
  expect((after?.atMs ?? 0) - (before?.atMs ?? 0)).toBe(2 * DAY_MS);
});

test("a step that somebody stands at needs a decision before a move can be planned", async () => {
  const refused = await as.editor("POST", path, { body: { ...body, map: {} } });
  const elsewhere = await as.editor("POST", path, {
    body: { ...body, map: { a: { kind: "move", to: "a" } } },
  });

  expect([refused.status, (await errorOf(refused)).message]).toEqual([
    422,
    'Decide first what becomes of those at "Wait a".',
  ]);
  expect(elsewhere.status).toBe(422);
});

test("nobody is moved to the version that they are in, or to one that is not there", async () => {
  const same = await as.editor("POST", `${path}/preview`, { body: { from: 1, to: 1 } });
  const none = await as.editor("POST", `${path}/preview`, { body: { from: 1, to: 9 } });
  const nothing = await as.editor("POST", `${path}/preview`, {
    body: { from: 1, to: "submission" },
  });

  expect([same.status, none.status, nothing.status]).toEqual([422, 404, 404]);
});

test("what somebody put forward is previewed as the version that it would become", async () => {
  await as.editor("PUT", `/api/flows/${id}/draft`, {
    headers: { "if-match": '"3"' },
    body: { flow: flowWith(["a"], 4) },
  });
  await as.editor("POST", `/api/flows/${id}/submissions`, {
    body: { revision: 4, note: "as it was" },
  });

  const preview = await answerOf(
    endpoints.previewMove,
    await as.admin("POST", `${path}/preview`, {
      body: { from: 1, to: "submission", page: { size: 0 } },
    }),
  );

  expect([preview.totals, preview.people, preview.isWhole]).toEqual([{ moves: 1 }, [], true]);
});

test("whoever planned a move does not start it; another does, and everybody sees how far it is", async () => {
  const move = await plan(as.admin);
  const refused = await as.admin("POST", `${path}/${move}/start`);
  const other = await plan(as.editor);
  const started = await as.admin("POST", `${path}/${other}/start`);
  const second = await as.admin("POST", `${path}/${other}/start`);
  const running = await state(other);
  await moveAll();

  expect([refused.status, started.status, second.status]).toEqual([403, 200, 409]);
  expect(running).toMatchObject({ status: "running", looked: 0, of: 1, startedBy: "The admin" });
  expect(await state(other)).toMatchObject({ status: "done", looked: 1, of: 1, moved: 1 });
  expect(await versionOfPerson()).toBe(2);
  const trail = await database.sql<{ action: string }[]>`
    select action from audit where subject_id = ${id} and action like '%move%' order by id`;
  expect(trail.map(({ action }) => action)).toEqual([
    "flow.plan-move",
    "flow.plan-move",
    "flow.start-move",
    "flow.people-moved",
  ]);
});

test("a move stands still when a manager says so, goes on when an admin does, and is taken back with a reason", async () => {
  const move = await plan();
  await as.admin("POST", `${path}/${move}/start`);
  const paused = await as.manager("POST", `${path}/${move}/pause`);
  await moveAll();
  const whilePaused = await versionOfPerson();
  const resumed = await as.admin("POST", `${path}/${move}/start`);
  await moveAll();
  const whenMoved = await versionOfPerson();
  const undone = await as.admin("POST", `${path}/${move}/undo`, { body: { reason: "too long" } });
  await moveAll();

  expect([paused.status, resumed.status, undone.status]).toEqual([200, 200, 200]);
  expect([whilePaused, whenMoved, await versionOfPerson()]).toEqual([1, 2, 1]);
  expect(await state(move)).toMatchObject({ status: "undone", moved: 1, undone: 1, kept: 0 });
});

test("a timeline tells each step in the version in which it was taken, and the move between them", async () => {
  const move = await plan();
  await as.admin("POST", `${path}/${move}/start`);
  await moveAll();

  const timeline = await answerOf(
    endpoints.timeline,
    await as.specialist("GET", `/api/debtors/${person.debtorId}/timeline`),
  );
  const steps = timeline.entries.filter(({ flow }) => flow?.id === id);
  expect(steps.map(({ title, detail, flow }) => [title, detail, flow?.version])).toEqual([
    ['Moved from "Wait a" to "Wait b"', "INV-2040. From version 1 to version 2", 2],
    ['Came to "Start", then "Wait a"', "INV-2040", 1],
  ]);
});

test("a move that is over for a day is not taken back, and one that was not started can be given up", async () => {
  const move = await plan();
  await as.admin("POST", `${path}/${move}/start`);
  await moveAll();
  await database.sql`
    update flow_move set finished_at = finished_at - interval '25 hours' where id = ${move}`;
  const late = await as.admin("POST", `${path}/${move}/undo`, { body: { reason: "too late" } });
  const other = await answerOf(
    endpoints.planMove,
    await as.editor("POST", path, {
      body: { from: 2, to: 1, map: { b: { kind: "move", to: "a" } }, reason: "back again" },
    }),
  );
  const discarded = await as.editor("POST", `${path}/${other.id}/discard`);

  expect([late.status, discarded.status]).toEqual([409, 200]);
  const list = await answerOf(endpoints.moves, await as.specialist("GET", path));
  expect(list.map(({ status, from, to }) => [status, from, to])).toEqual([
    ["discarded", 2, 1],
    ["done", 1, 2],
  ]);
});
