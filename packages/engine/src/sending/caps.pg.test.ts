import { compilePack, RulePack } from "@fairflow/compliance";
import { holidayTables, packs } from "@fairflow/compliance/packs";
import { zones } from "@fairflow/calendar/zones";
import { DEFAULT_SETTINGS } from "@fairflow/flow";
import { testDatabase } from "@fairflow/testing";
import { afterAll, expect, test } from "vitest";
import { engineUnderTest, type EngineUnderTest } from "../fixtures/engine-under-test.ts";
import { addDebtors, publish, TUESDAY } from "../fixtures/made-up-world.ts";
import { flowOf } from "../fixtures/reminder-flow.ts";
import { backendsWaiting } from "../fixtures/waiting-for.ts";
import { laneOfDebtor } from "../lane.ts";
import { fixedLaw } from "../law/law-reader.ts";
import { runTick, type TickDeps } from "../tick.ts";
import { sender, type SendingDeps } from "./send-lane.ts";

const engines: EngineUnderTest[] = [];
afterAll(() => Promise.all(engines.map(({ database }) => database.close())));

/** The South African pack, whose cap of messages in seven days is one and refuses. */
const oneAWeek = (() => {
  const za = RulePack.parse(packs.get("za-core"));
  const frequencyCaps = (za.rules.frequencyCaps ?? []).map((cap) =>
    cap.id === "za.cap.policy_contacts_7d"
      ? { ...cap, severity: "block" as const, effectOnExceed: "block" as const, limit: 1 }
      : cap,
  );
  const pack = RulePack.parse({ ...za, rules: { ...za.rules, frequencyCaps } });
  return compilePack(pack, { zones, holidays: holidayTables });
})();

/** A debtor in two flows, one by SMS and one by e-mail, which want a slot each. */
async function engineWith() {
  const engine = await engineUnderTest(await testDatabase());
  engines.push(engine);
  const [debtor] = await addDebtors(engine.database, engine.world, { count: 1 });
  if (debtor === undefined) throw new Error("No debtor was made");
  for (const [type, template, priority] of [
    ["email", "third", 20],
    ["sms", "reminder", 80],
  ] as const) {
    await publish(
      engine.database,
      flowOf(type, {
        nodes: {
          start: {
            type: "start",
            config: { entry: { kind: "segment", segment: "owing" }, reentry: { kind: "never" } },
          },
          ask: { type, config: { template, purpose: "collection", giveUpAfterDays: 30 } },
          over: { type: "end", config: { reason: "asked" } },
        },
        edges: [
          ["start", "next", "ask"],
          ["ask", "sent", "over"],
        ],
        settings: { ...DEFAULT_SETTINGS, priority },
      }),
    );
  }
  const active = await engine.deps.law.newest(engine.database.sql);
  const law = fixedLaw({ ...active, packs: new Map([["za-core", oneAWeek]]) });
  const deps: TickDeps & SendingDeps = { ...engine.deps, law };
  const lane = laneOfDebtor(debtor.id);
  const { sendLane } = sender(deps);
  return {
    engine,
    sql: engine.database.sql,
    tick: () => runTick(deps, lane),
    send: async () => {
      await sendLane(lane, "sms");
      await sendLane(lane, "email");
    },
    taken: () => [engine.sms.taken.length, engine.email.taken.length],
  };
}

test("of two flows that want one slot the more important one gets it, and the other waits for the next", async () => {
  const { engine, tick, send, taken } = await engineWith();
  await engine.enrolAll();
  await tick();
  await send();
  await tick();

  expect(taken()).toEqual([1, 0]);
  await engine.setTime(new Date(TUESDAY.getTime() + 8 * 86_400_000));
  await tick();
  await send();
  expect(taken()).toEqual([1, 1]);
});

test("a slot that is taken while a batch decides is seen: the batch plans nothing on what it read before", async () => {
  const { engine, tick, sql } = await engineWith();
  await engine.enrolAll();
  const reported = Promise.withResolvers<void>();
  const locked = Promise.withResolvers<void>();
  const reporting = engine.database.transaction(async (tx) => {
    await tx.sql`select from debtor for no key update`;
    locked.resolve();
    await reported.promise;
    // A call that another system made; whoever tells of one moves the epoch on.
    await tx.sql`
      insert into attempt (shard, id, debtor_id, client_id, portfolio_id, account_ids, channel, purpose, status, planned_for, not_before,
        verdict, verdict_rules, verdict_packs, verdict_inputs, verdict_zones, verdict_at, debtor_epoch, created_at,
        accepted_at, outcome)
      select shard_of(debtor_id), uuidv7(), debtor_id, ${engine.world.clientId}, portfolio_id, array[id], 'call', 'collection',
        'accepted', '2026-11-24', ${TUESDAY}, 'allowed', '{}', '{}', '{}', '{}', ${TUESDAY}, 0, ${TUESDAY}, ${TUESDAY},
        'conversation'
      from account`;
    await tx.sql`update debtor set epoch = epoch + 1`;
  });
  await locked.promise;
  const ticking = tick();
  await backendsWaiting(engine.database, 1);

  reported.resolve();
  await Promise.all([reporting, ticking]);

  const attempts = await sql`select status from attempt where channel <> 'call'`;
  expect(attempts.map(({ status }) => status)).toEqual(["deferred", "deferred"]);
});
