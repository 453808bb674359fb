import { countMoved, settleMove } from "@fairflow/db";
import type { Flow } from "@fairflow/flow";
import { MoveMap, proposeMap } from "@fairflow/interpreter";
import { testDatabase } from "@fairflow/testing";
import { afterAll, expect, test } from "vitest";
import { openDispute, resolveDispute } from "../facts/disputes.ts";
import { recordPayment } from "../facts/payments.ts";
import { closeVerified } from "../fixtures/close-verified.ts";
import { engineUnderTest, type EngineUnderTest } from "../fixtures/engine-under-test.ts";
import { addDebtors, publish, TUESDAY, type MadeUpDebtor } from "../fixtures/made-up-world.ts";
import { moveAll, publishNext, startMove } from "../fixtures/next-version.ts";
import { flowOf, reminderFlow } from "../fixtures/reminder-flow.ts";
import { LOCK } from "../locks.ts";
import { laneOfDebtor } from "../lane.ts";
import { runMoveBatch } from "./run-move-batch.ts";
import { loadSubject } from "./move-subject.ts";
import { previewMove } from "./preview-move.ts";

const DAY_MS = 86_400_000;
const engines: EngineUnderTest[] = [];
/** Whatever the tests did stands up to being asked again: counters balance, no visit has two messages, no run is lost. */
afterAll(() => closeVerified(engines.map(({ database }) => database)));

/** The reminders with more patience, and with another step before the second message. */
function patientFlow(days = 5): Flow {
  const flow = reminderFlow("Reminders");
  return flowOf("Reminders", {
    nodes: {
      ...Object.fromEntries(
        flow.nodes.map(({ id, type, config }) => [
          id,
          {
            type,
            config: id === "patience" ? { ...config, deadline: { kind: "days", days } } : config,
          },
        ]),
      ),
      pause: {
        type: "pause-on-dispute",
        config: { team: "Disputes", title: "Decide", dueInBusinessDays: 5 },
      },
    },
    edges: flow.edges.map(({ from, exit, to }) => [from, exit, to] as const),
  });
}

function times<Value>(count: number, value: Value): readonly Value[] {
  return Array.from({ length: count }, () => value);
}

interface Stage {
  readonly engine: EngineUnderTest;
  readonly people: readonly MadeUpDebtor[];
  readonly flowId: string;
  readonly fromVersion: string;
  readonly toVersion: string;
  readonly map: MoveMap;
}

/** People who were sent the first message and wait, and a version with more patience. */
async function waiting(
  of: { count?: number; flow?: Flow; map?: Record<string, unknown> } = {},
): Promise<Stage> {
  const engine = await engineUnderTest(await testDatabase());
  engines.push(engine);
  const people = await addDebtors(engine.database, engine.world, { count: of.count ?? 3 });
  const { flowId, versionId } = await publish(engine.database, reminderFlow("Reminders"));
  await engine.enrolAll();
  await engine.settle();
  const toVersion = await publishNext(engine.database, flowId, of.flow ?? patientFlow());
  const ends = { fromVersion: versionId, toVersion };
  const subject = await loadSubject(engine.deps.versions, engine.database, { ...ends, map: {} });
  const proposed = { ...proposeMap(subject.from.flow, subject.to.flow), ...of.map };
  const decided = Object.entries(proposed).filter(([, each]) => each !== undefined);
  const map = MoveMap.parse(Object.fromEntries(decided));
  return { engine, people, flowId, ...ends, map };
}

async function outcomes({ engine }: Stage, moveId: string) {
  const counts = await countMoved(engine.database, moveId);
  return Object.fromEntries(counts.map(({ outcome, count }) => [outcome, count]));
}

async function runsOf({ engine, toVersion }: Stage) {
  const rows = await engine.database.sql<
    { node_id: string; status: string; wake_at: Date | null; is_moved: boolean }[]
  >`
    select node_id, status, wake_at, version_id = ${toVersion} as is_moved from run order by id`;
  return rows.map((row) => [
    row.is_moved ? "new" : "old",
    row.status,
    row.node_id,
    row.wake_at === null ? null : (row.wake_at.getTime() - TUESDAY.getTime()) / DAY_MS,
  ]);
}

test("those who wait go on waiting in the other version, as much longer as the edit says, and are sent nothing again", async () => {
  const stage = await waiting();
  const { engine } = stage;

  const move = await startMove(engine.database, stage);
  await moveAll(stage);
  await engine.settle();

  expect(await outcomes(stage, move)).toEqual({ moved: 3 });
  expect(await runsOf(stage)).toEqual(times(3, ["new", "active", "patience", 5]));
  expect(engine.sms.taken).toHaveLength(3);
  // The five days end on a Sunday, when nobody is written to.
  await engine.setTime(new Date(TUESDAY.getTime() + 6 * DAY_MS));
  await engine.settle();
  expect(engine.sms.taken).toHaveLength(6);
});

test("whoever goes back to a message that they were sent passes over it, and the rest is sent as planned", async () => {
  const stage = await waiting({ map: { patience: { kind: "move", to: "which" } } });
  const { engine } = stage;

  await startMove(engine.database, stage);
  await moveAll(stage);
  await engine.settle();

  expect(await runsOf(stage)).toEqual(times(3, ["new", "active", "patience", 5]));
  expect(engine.sms.taken).toHaveLength(3);
});

test("where somebody must decide first nobody is moved, and what is decided otherwise is done", async () => {
  const undecided = await waiting({ map: { patience: undefined } });
  const move = await startMove(undecided.engine.database, undecided);
  await moveAll(undecided);

  expect(await outcomes(undecided, move)).toEqual({ undecided: 3 });

  const handed = await waiting({ map: { patience: { kind: "hand-over", team: "Care" } } });
  const handing = await startMove(handed.engine.database, handed);
  await moveAll(handed);

  expect(await outcomes(handed, handing)).toEqual({ handed_over: 3 });
  const tasks = await handed.engine.database.sql`
    select team, status from task where kind = 'review' and run_id is null`;
  expect([...tasks]).toEqual(times(3, { team: "Care", status: "open" }));
  expect(await runsOf(handed)).toEqual(times(3, ["old", "ended", "patience", null]));
});

test("a dispute holds a moved run until it is decided, whether the version that it leaves had a place for it or not", async () => {
  const stage = await waiting({ count: 2 });
  const { engine, people } = stage;
  const accountId = people[0]?.accountIds[0] ?? "";
  const disputeId = await openDispute(engine.deps, {
    accountId,
    reason: "amount",
    via: "desk",
    author: "test",
  });

  const move = await startMove(engine.database, stage);
  await moveAll(stage);
  // What the dispute means to the run is not known before its lane has read of it.
  expect(await outcomes(stage, move)).toEqual({ later: 1, moved: 1 });
  await engine.tickAll();
  await moveAll(stage);

  expect(await outcomes(stage, move)).toEqual({ moved: 2 });
  expect((await runsOf(stage)).map(([version, status]) => [version, status])).toContainEqual([
    "new",
    "held",
  ]);
  await engine.setTime(new Date(TUESDAY.getTime() + 6 * DAY_MS));
  await engine.settle();
  expect(await messagesTo(engine, people[0])).toBe(1);
  await resolveDispute(engine.deps, {
    disputeId,
    decision: "rejected",
    author: "test",
    evidence: "all",
  });
  await engine.settle();
  expect((await runsOf(stage)).map(([version, status]) => [version, status])).not.toContainEqual([
    "new",
    "held",
  ]);
});

test("a payment that comes between two batches ends the run wherever it is by then", async () => {
  const stage = await waiting({ count: 6 });
  const { engine, people } = stage;
  const move = await startMove(engine.database, stage);
  await runMoveBatch({ ...engine.deps, moveBatchSize: 2 });
  for (const person of people) {
    await recordPayment(engine.deps, {
      accountId: person.accountIds[0] ?? "",
      amount: 50_000,
      source: "test",
      externalId: person.id,
      author: "test",
    });
  }
  await moveAll(stage);
  await engine.settle();
  await moveAll(stage);

  expect((await runsOf(stage)).map(([, status]) => status)).toEqual(times(6, "ended"));
  const [{ status } = { status: "" }] = await engine.database.sql<{ status: string }[]>`
    select status from flow_move where id = ${move}`;
  expect(status).toBe("done");
});

test("a paused move goes on where it stopped, and so does one whose process was killed in the middle of a batch", async () => {
  const stage = await waiting({ count: 8 });
  const { engine } = stage;
  const move = await startMove(engine.database, stage);
  const small = { ...engine.deps, moveBatchSize: 1 };
  while (((await outcomes(stage, move))["moved"] ?? 0) < 2) await runMoveBatch(small);
  await settleMove(engine.database, { id: move, status: "paused" }, new Date());
  const whilePaused = await runMoveBatch(small);
  const moved = await outcomes(stage, move);
  await settleMove(engine.database, { id: move, status: "running" }, new Date());
  const dying = {
    ...small,
    jobs: { send: () => Promise.reject(new Error("The process was killed")) },
  };
  await expect(runMoveBatch(dying)).rejects.toThrow("killed");
  expect(await outcomes(stage, move)).toEqual(moved);
  await moveAll(stage);

  expect(whilePaused).toBe("idle");
  expect(await outcomes(stage, move)).toEqual({ moved: 8 });
});

test("a batch waits for a tick that has the lane, and the tick for the batch", async () => {
  const stage = await waiting({ count: 1 });
  const { engine, people } = stage;
  const move = await startMove(engine.database, stage);
  const lane = laneOfDebtor(people[0]?.id ?? "");
  const ticking = Promise.withResolvers<void>();
  const held = Promise.withResolvers<void>();
  const tick = engine.database.transaction(async ({ sql }) => {
    await sql`select pg_advisory_xact_lock(${LOCK.lane}, ${lane})`;
    held.resolve();
    await ticking.promise;
  });
  await held.promise;
  let isOver = false;
  const moving = moveAll(stage).then(() => (isOver = true));
  await untilSomebodyWaits(engine);
  expect([isOver, (await outcomes(stage, move))["moved"]]).toEqual([false, undefined]);
  ticking.resolve();
  await Promise.all([tick, moving]);

  expect(await outcomes(stage, move)).toEqual({ moved: 1 });
});

test("taking a move back brings everybody to where they were who has done nothing since, with their dates", async () => {
  const stage = await waiting({ count: 4 });
  const { engine, people } = stage;
  const before = await runsOf(stage);
  const move = await startMove(engine.database, stage);
  await moveAll(stage);
  await recordPayment(engine.deps, {
    accountId: people[0]?.accountIds[0] ?? "",
    amount: 50_000,
    source: "test",
    externalId: "paid",
    author: "test",
  });
  await engine.settle();
  await settleMove(engine.database, { id: move, status: "undoing" }, new Date());
  await moveAll(stage);
  await engine.settle();

  const after = await runsOf(stage);
  expect(after.filter(([version]) => version === "old")).toEqual(before.slice(1));
  expect(await countMoved(engine.database, move)).toEqual([
    { outcome: "moved", count: 4, undone: 3, kept: 1 },
  ]);
  expect(engine.sms.taken).toHaveLength(4);
});

test("those who were handed over come back, their work and their way as they were", async () => {
  const stage = await waiting({ map: { patience: { kind: "hand-over", team: "Care" } } });
  const { engine } = stage;
  const before = await runsOf(stage);
  const move = await startMove(engine.database, stage);
  await moveAll(stage);
  await settleMove(engine.database, { id: move, status: "undoing" }, new Date());
  await moveAll(stage);
  await engine.settle();

  expect(await runsOf(stage)).toEqual(before);
  const open = await engine.database.sql`select from task where status = 'open'`;
  expect(open).toHaveLength(0);
});

test("whoever has not begun begins in the other version", async () => {
  const engine = await engineUnderTest(await testDatabase());
  engines.push(engine);
  await addDebtors(engine.database, engine.world, { count: 2 });
  const { flowId, versionId } = await publish(engine.database, reminderFlow("Reminders"));
  await engine.enrolAll();
  const toVersion = await publishNext(engine.database, flowId, patientFlow());
  const stage = { engine, people: [], flowId, fromVersion: versionId, toVersion, map: {} };

  const move = await startMove(engine.database, stage);
  await moveAll(stage);
  await engine.settle();

  expect(await outcomes(stage, move)).toEqual({ moved: 2 });
  expect(await runsOf(stage)).toEqual(times(2, ["new", "active", "patience", 5]));
  expect(engine.sms.taken).toHaveLength(2);
});

/** Work that somebody is asked to do, and a wait in its place. */
function deskFlow(works: boolean): Flow {
  const review = {
    type: "task",
    config: {
      kind: "review",
      team: "Desk",
      title: "Look into it",
      due: { kind: "days", days: 3 },
      outcomes: [{ id: "fine", label: "Fine" }],
    },
  };
  const rest = { type: "wait", config: { kind: "days", days: 3 } };
  return flowOf("Desk", {
    nodes: {
      start: {
        type: "start",
        config: { entry: { kind: "segment", segment: "owing" }, reentry: { kind: "never" } },
      },
      ...(works ? { review } : { rest }),
      over: { type: "end", config: { reason: "done" } },
    },
    edges: works
      ? [
          ["start", "next", "review"],
          ["review", "fine", "over"],
        ]
      : [
          ["start", "next", "rest"],
          ["rest", "next", "over"],
        ],
  });
}

test("work that a move leaves behind is closed, and open again once the move is taken back although the new step had begun", async () => {
  const engine = await engineUnderTest(await testDatabase());
  engines.push(engine);
  await addDebtors(engine.database, engine.world, { count: 2 });
  const { flowId, versionId } = await publish(engine.database, deskFlow(true));
  await engine.enrolAll();
  await engine.settle();
  const toVersion = await publishNext(engine.database, flowId, deskFlow(false));
  const map = MoveMap.parse({ review: { kind: "move", to: "rest" } });
  const stage = { engine, people: [], flowId, fromVersion: versionId, toVersion, map };
  const tasks = async () => {
    const rows = await engine.database.sql<{ status: string }[]>`select status from task`;
    return rows.map(({ status }) => status);
  };
  const before = await runsOf(stage);

  const move = await startMove(engine.database, stage);
  await moveAll(stage);
  await engine.settle();
  const whileMoved = [await runsOf(stage), await tasks()];
  await settleMove(engine.database, { id: move, status: "undoing" }, new Date());
  await moveAll(stage);
  await engine.settle();

  expect(whileMoved).toEqual([times(2, ["new", "active", "rest", 3]), ["cancelled", "cancelled"]]);
  expect([await runsOf(stage), await tasks()]).toEqual([before, ["open", "open"]]);
});

test("a message that is planned is taken back and asked for anew; one that is on its way keeps its run where it is", async () => {
  const engine = await engineUnderTest(await testDatabase());
  engines.push(engine);
  await addDebtors(engine.database, engine.world, { count: 2 });
  const { flowId, versionId } = await publish(engine.database, reminderFlow("Reminders"));
  await engine.enrolAll();
  await engine.tickAll();
  const [first] = await engine.database.sql<{ id: string }[]>`select id from attempt order by id`;
  await engine.database.sql`
    update attempt set status = 'dispatching', claimed_at = now(), claimed_by = 'test' where id = ${first?.id ?? ""}`;
  const flow = patientFlow();
  const toVersion = await publishNext(engine.database, flowId, flow);
  const map = MoveMap.parse({ first: { kind: "move", to: "again" } });
  const stage = { engine, people: [], flowId, fromVersion: versionId, toVersion, map };
  const move = await startMove(engine.database, stage);
  await moveAll(stage);

  expect(await outcomes(stage, move)).toEqual({ message_under_way: 1, moved: 1 });
  const attempts = await engine.database.sql<
    { status: string }[]
  >`select status from attempt order by status`;
  expect(attempts.map(({ status }) => status)).toEqual(["dispatching", "withdrawn"]);
  await engine.settle();
  expect(engine.sms.taken).toHaveLength(1);
  await engine.database.sql`update attempt set status = 'in_doubt' where status = 'dispatching'`;
});

test("a preview tells everybody's next action before and after, the gate asked, and writes nothing", async () => {
  const stage = await waiting({ map: { patience: { kind: "move", to: "again" } } });
  const { engine } = stage;
  await engine.setTime(new Date(TUESDAY.getTime() + 14 * 3_600_000));
  const subject = await loadSubject(engine.deps.versions, engine.database, stage);
  const rows = await engine.database.sql`select * from run order by id`;

  const seen = await previewMove(engine.deps, subject, {
    after: { shard: 0, run: null },
    size: 2,
  });

  expect({
    ...seen,
    people: seen.people.map(({ at, kind, before, after }) => [at, kind, before, after]),
  }).toMatchObject({
    nodes: new Map([["patience", new Map([["begins", 3]])]]),
    totals: new Map([["begins", 3]]),
    examined: 3,
    isWhole: true,
    people: times(2, [
      "patience",
      "begins",
      { node: "patience", kind: "listens", atMs: TUESDAY.getTime() + 3 * DAY_MS, next: "owes" },
      // At night nobody is written to.
      { node: "again", kind: "asks-again", atMs: Date.parse("2026-11-25T06:00:00Z"), next: null },
    ]),
  });
  expect(seen.next).not.toBeNull();
  expect(await engine.database.sql`select * from run order by id`).toEqual(rows);
});

async function messagesTo({ database }: EngineUnderTest, person: MadeUpDebtor | undefined) {
  const [row] = await database.sql<{ count: number }[]>`
    select count(*)::int as count from attempt where debtor_id = ${person?.id ?? ""} and accepted_at is not null`;
  return row?.count;
}

async function untilSomebodyWaits({ database }: EngineUnderTest): Promise<void> {
  for (;;) {
    const [row] = await database.sql<{ waits: boolean }[]>`
      select exists (select from pg_locks where locktype = 'advisory' and not granted) as waits`;
    if (row?.waits === true) return;
  }
}
