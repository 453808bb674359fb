import { countMoved, settleMove } from "@fairflow/db";
import { MoveMap, proposeMap } from "@fairflow/interpreter";
import { testDatabase } from "@fairflow/testing";
import { expect, test } from "vitest";
import { openDispute } from "../facts/disputes.ts";
import { recordPayment } from "../facts/payments.ts";
import { engineUnderTest, type EngineUnderTest } from "../fixtures/engine-under-test.ts";
import { addDebtors, publish, TUESDAY, type MadeUpDebtor } from "../fixtures/made-up-world.ts";
import { publishNext, startMove } from "../fixtures/next-version.ts";
import { reminderFlow } from "../fixtures/reminder-flow.ts";
import { whatIsWrong } from "../fixtures/what-is-wrong.ts";
import { loadSubject } from "./move-subject.ts";
import { runMoveBatch } from "./run-move-batch.ts";

const PEOPLE = 40;
const DAY_MS = 86_400_000;

/** Every third pays, every fourth disputes, one after another, while the others are at work. */
async function livesGoOn(engine: EngineUnderTest, people: readonly MadeUpDebtor[]): Promise<void> {
  for (const [index, person] of people.entries()) {
    const accountId = person.accountIds[0] ?? "";
    if (index % 3 === 0) {
      const amount = { amount: 50_000, source: "test", externalId: person.id, author: "test" };
      await recordPayment(engine.deps, { accountId, ...amount });
    } else if (index % 4 === 0) {
      await openDispute(engine.deps, { accountId, reason: "amount", via: "desk", author: "test" });
    }
  }
}

async function moveWhile(engine: EngineUnderTest, others: Promise<unknown>): Promise<void> {
  let isOver = false;
  const over = others.then(() => (isOver = true));
  const deps = { ...engine.deps, moveBatchSize: 3 };
  for (;;) {
    const moved = await runMoveBatch(deps);
    if (moved === "done") break;
    if (moved === "waits" && isOver) await engine.tickAll();
  }
  await over;
}

test("ticks, senders, payments and disputes go on while people are moved and taken back: nobody is lost, nothing goes twice", async () => {
  const engine = await engineUnderTest(await testDatabase());
  const people = await addDebtors(engine.database, engine.world, { count: PEOPLE });
  const { flowId, versionId: fromVersion } = await publish(engine.database, reminderFlow("Old"));
  await engine.enrolAll();
  // Some have planned messages only, some were sent theirs.
  await engine.tickAll();
  await engine.sendAll();
  const toVersion = await publishNext(engine.database, flowId, reminderFlow("Old"));
  const ends = { fromVersion, toVersion };
  const { from, to } = await loadSubject(engine.deps.versions, engine.database, {
    ...ends,
    map: {},
  });
  const map = MoveMap.parse({
    ...proposeMap(from.flow, to.flow),
    // Back to before the message that they were sent.
    patience: { kind: "move", to: "which" },
  });
  const move = await startMove(engine.database, { flowId, ...ends, map });
  const busy = (async () => {
    for (let round = 0; round < 4; round += 1) {
      await Promise.all([engine.tickAll(), engine.sendAll()]);
    }
  })();
  await moveWhile(engine, Promise.all([busy, livesGoOn(engine, people)]));
  await engine.settle();
  const counts = await countMoved(engine.database, move);
  await settleMove(engine.database, { id: move, status: "undoing" }, new Date());
  await moveWhile(engine, Promise.all([engine.tickAll(), engine.sendAll()]));
  await engine.setTime(new Date(TUESDAY.getTime() + 7 * DAY_MS));
  await engine.settle();

  expect(counts.find(({ outcome }) => outcome === "later")).toBeUndefined();
  const wrong = await whatIsWrong(engine.database);
  expect(wrong.filter((each) => !each.startsWith("No run is lost"))).toEqual([]);
  const twice = await engine.database.sql`
    select run_id, template_id from attempt_run
    join attempt on attempt.shard = attempt_run.shard and attempt.id = attempt_id
    where accepted_at is not null and not is_released
    group by run_id, template_id having count(*) > 1`;
  expect([...twice]).toEqual([]);
  expect(engine.faults).toEqual([]);
  await engine.database.close();
});
