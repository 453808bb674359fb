import { catalog } from "@fairflow/nodes";
import { testDatabase } from "@fairflow/testing";
import { afterAll, expect, test } from "vitest";
import { openDatabase } from "@fairflow/db";
import { makeWorld, publish } from "./fixtures/made-up-world.ts";
import { reminderFlow } from "./fixtures/reminder-flow.ts";
import { backendsWaiting, holding } from "./fixtures/waiting-for.ts";
import { versionCache } from "./load-versions.ts";

const database = openDatabase(await testDatabase(), { max: 6 });
afterAll(() => database.close());

test("a load that another one overtakes with newer segments still knows every version it was asked for", async () => {
  await makeWorld(database);
  const first = await publish(database, reminderFlow("First"));
  const second = await publish(database, reminderFlow("Second"));
  const faults: unknown[] = [];
  const { load } = versionCache(catalog, (_id, fault) => faults.push(fault));
  await load(database.sql, [first.versionId]);
  const release = await holding(database, (sql) => sql`lock table flow_version`);
  const slow = load(database.sql, [first.versionId, second.versionId]);
  await backendsWaiting(database, 1);
  await database.sql`
    insert into segment_version (segment_id, number, criteria, created_by, created_at)
    select segment_id, 2, jsonb_set(criteria, '{value}', '500000'), 'test', now()
    from segment_version where segment_id = 'large'`;
  await database.sql`update segment set current_version = 2 where id = 'large'`;
  await load(database.sql, []);

  await release();

  expect([...(await slow).keys()].toSorted()).toEqual(
    [first.versionId, second.versionId].toSorted(),
  );
  const fresh = await load(database.sql, [first.versionId, second.versionId]);
  expect(fresh.get(second.versionId)).not.toBe((await slow).get(second.versionId));
  expect(faults).toEqual([]);
});
