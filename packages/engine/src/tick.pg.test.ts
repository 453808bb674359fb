import { zones } from "@fairflow/calendar/zones";
import { catalog } from "@fairflow/nodes";
import { openDatabase, setClock } from "@fairflow/db";
import { testDatabase } from "@fairflow/testing";
import { afterAll, expect, test } from "vitest";
import { addDebtors, makeWorld, publish, TUESDAY } from "./fixtures/made-up-world.ts";
import { reminderFlow } from "./fixtures/reminder-flow.ts";
import { enrol } from "./enrol.ts";
import { enrollingFlows } from "./enrolling-flows.ts";
import { LANE_COUNT } from "./lane.ts";
import { lawReader } from "./law/law-reader.ts";
import { versionCache } from "./load-versions.ts";
import { runTick, type TickDeps } from "./tick.ts";

const database = openDatabase(await testDatabase(), { max: 4 });
afterAll(() => database.close());

test("takes accounts in and plans the first message with its verdict", async () => {
  await setClock(database, { speed: 0, now: TUESDAY });
  const world = await makeWorld(database);
  await addDebtors(database, world, { count: 20 });
  await publish(database, reminderFlow("Reminders"));
  const faults: unknown[] = [];
  const deps: TickDeps = {
    database,
    law: lawReader(),
    keyring: world.keyring,
    jobs: { send: async () => undefined },
    versions: versionCache(catalog, (_id, fault) => faults.push(fault)),
    onFault: (_what, _id, fault) => faults.push(fault),
  };
  const flows = await enrollingFlows(database.sql);
  for (let lane = 0; lane < LANE_COUNT; lane += 1) {
    for (const flow of flows) {
      await database.transaction((tx) =>
        enrol(tx, { flow, candidates: { lane }, zones, nowMs: TUESDAY.getTime() }),
      );
    }
    await runTick(deps, lane);
  }

  expect(faults).toEqual([]);
  const rows =
    await database.sql`select status, verdict, channel, count(*)::int from attempt group by 1, 2, 3`;
  expect(rows).toEqual([{ status: "planned", verdict: "allowed", channel: "sms", count: 20 }]);
});
