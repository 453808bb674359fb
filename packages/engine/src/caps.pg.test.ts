import { compileHouseRules } from "@fairflow/compliance";
import { holidayTables, packs } from "@fairflow/compliance/packs";
import { zones } from "@fairflow/calendar/zones";
import { testDatabase } from "@fairflow/testing";
import { afterAll, expect, test } from "vitest";
import { engineUnderTest } from "./fixtures/engine-under-test.ts";
import { flowOf } from "./fixtures/reminder-flow.ts";
import { addDebtors, publish } from "./fixtures/made-up-world.ts";
import { enrolLane } from "./enrol-lane.ts";
import { LANE_COUNT } from "./lane.ts";
import { fixedLaw } from "./law/law-reader.ts";
import { runTick } from "./tick.ts";

const DEBTORS = 200;
const FLOWS = 5;
const CAP = 3;
const engine = await engineUnderTest(await testDatabase());
afterAll(() => engine.database.close());

/** At most three messages to a person in seven days, as a house rule beside the law. */
async function lawWithCap() {
  const law = await engine.deps.law.newest(engine.database.sql);
  const pack = packs.get("za-core");
  const compiled = law.packs.get("za-core");
  if (pack === undefined || compiled === undefined) throw new Error("There is no za-core");
  const [basis = ""] = Object.keys(pack.sources);
  const house = compileHouseRules(
    pack,
    {
      frequencyCaps: [
        {
          id: "house.three",
          title: "Three in seven days",
          severity: "block",
          authority: "policy",
          profile: "recommended",
          override: "admin_with_reason",
          basis: [basis],
          count: {
            channels: ["sms", "email"],
            outcomes: ["sent", "delivered"],
            direction: "outbound",
          },
          limit: CAP,
          window: { kind: "rolling_calendar_days", length: 7 },
          scope: "consumer",
        },
      ],
    },
    { zones, holidays: holidayTables },
  );
  return fixedLaw({ ...law, packs: new Map([...law.packs, ["house", house]]) });
}

test("planners at once never plan more than a cap allows, and plan as many as it does", async () => {
  const deps = { ...engine.deps, law: await lawWithCap() };
  await engine.database.sql`update portfolio set pack_ids = '{za-core,house}'`;
  await addDebtors(engine.database, engine.world, { count: DEBTORS });
  // Each flow has a purpose or channel of its own, so that nothing merges.
  const requests = [
    ["sms", "reminder", "collection"],
    ["email", "third", "collection"],
    ["sms", "second", "service"],
    ["email", "third", "service"],
    ["sms", "reminder", "reply_to_consumer"],
  ] as const;
  for (const [index, [type, template, purpose]] of requests.entries()) {
    await publish(
      engine.database,
      flowOf(`Flow ${index}`, {
        nodes: {
          start: {
            type: "start",
            config: { entry: { kind: "segment", segment: "owing" }, reentry: { kind: "never" } },
          },
          send: { type, config: { template, purpose } },
          over: { type: "end", config: { reason: "done" } },
        },
        edges: [
          ["start", "next", "send"],
          ["send", "sent", "over"],
        ],
      }),
    );
  }
  const lanes = Array.from({ length: LANE_COUNT }, (_, lane) => lane);
  for (const lane of lanes) await enrolLane(deps, lane);

  // Two planners for every lane, in small batches, so that the flows of a debtor are spread over many.
  const small = { ...deps, batchSize: 3 };
  await Promise.all(lanes.flatMap((lane) => [runTick(small, lane), runTick(small, lane)]));
  for (const lane of lanes) await runTick(small, lane);

  expect(engine.faults).toEqual([]);
  const [row] = await engine.database.sql`
    with planned as (
      select debtor_id, count(*) filter (where status = 'planned') as planned,
        count(*) filter (where status = 'deferred') as deferred
      from attempt group by debtor_id
    )
    select min(planned) as least, max(planned) as most, count(*) as debtors, min(deferred + planned) as judged from planned`;
  expect(row).toEqual({ least: CAP, most: CAP, debtors: DEBTORS, judged: FLOWS });
});
