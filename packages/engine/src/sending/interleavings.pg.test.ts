import { testDatabase } from "@fairflow/testing";
import { afterAll, describe, expect, test } from "vitest";
import { optOut } from "../facts/addresses.ts";
import { openDispute } from "../facts/disputes.ts";
import { recordPayment } from "../facts/payments.ts";
import type { FactDeps } from "../facts/telling.ts";
import { closeVerified } from "../fixtures/close-verified.ts";
import { engineUnderTest, type EngineUnderTest } from "../fixtures/engine-under-test.ts";
import { addDebtors, publish, TUESDAY, type MadeUpDebtor } from "../fixtures/made-up-world.ts";
import { reminderFlow } from "../fixtures/reminder-flow.ts";
import { steppedActor, type SteppedActor } from "../fixtures/stepped-actor.ts";
import { laneOfDebtor } from "../lane.ts";
import { fixedPorts } from "./port-source.ts";
import { sharedPaces } from "./provider-pace.ts";
import { sender } from "./send-lane.ts";

const WEDNESDAY = new Date(TUESDAY.getTime() + 86_400_000);
const engines: EngineUnderTest[] = [];
afterAll(() => closeVerified(engines.map(({ database }) => database)));

/** What a fact does: looks its subject up, locks the debtor and writes, commits. */
const FACT_STEPS = 3;
/** What a send does: finds what is due, locks the debtor, judges and claims, commits, hands over to the provider. */
const SEND_STEPS = 4;

type Fact = (deps: FactDeps, debtor: MadeUpDebtor) => Promise<unknown>;

const FACTS: readonly (readonly [name: string, fact: Fact])[] = [
  [
    "a payment",
    (deps, debtor) =>
      recordPayment(deps, {
        accountId: debtor.accountIds[0] ?? "",
        amount: 50_000,
        source: "test",
        externalId: debtor.id,
        author: "test",
      }),
  ],
  [
    "a dispute",
    (deps, debtor) =>
      openDispute(deps, {
        accountId: debtor.accountIds[0] ?? "",
        reason: "amount",
        via: "page",
        author: "debtor",
      }),
  ],
  [
    "an opt-out",
    async (deps, debtor) => {
      const [phone] = await deps.database.sql<{ id: string }[]>`
        select id from address where debtor_id = ${debtor.id} and kind = 'phone'`;
      await optOut(deps, { addressId: phone?.id ?? "", channel: "sms", source: "debtor" });
    },
  ],
];

describe.each(FACTS)("I7: %s", (_name, fact) => {
  test("in every order with a send, nothing is claimed or handed over once it has committed", async () => {
    const engine = await engineUnderTest(await testDatabase());
    engines.push(engine);
    await publish(engine.database, reminderFlow("Reminders"));
    const seen = [];
    for (const [number, order] of ordersOf(FACT_STEPS, SEND_STEPS).entries()) {
      const debtor = await plannedDebtor(engine, number);
      const played = await play(engine, { debtor, fact, order });
      const [attempt] = await engine.database.sql<{ status: string }[]>`
        select status from attempt where debtor_id = ${debtor.id} and channel = 'sms' order by id limit 1`;
      seen.push({ order, ...played, status: attempt?.status });
    }

    expect(seen.length).toBe(35);
    // A claim that commits after the fact, or a message that leaves after it, is what must never be.
    expect(seen.filter(({ breach }) => breach)).toEqual([]);
    expect(seen.filter(({ sent, status }) => (status === "accepted") !== (sent === 1))).toEqual([]);
    // Both outcomes were met, so that neither side was simply never let through.
    expect(new Set(seen.map(({ sent }) => sent))).toEqual(new Set([0, 1]));
  });
});

/** A debtor of its own whose first message is planned; those before it have nothing more to send. */
async function plannedDebtor(engine: EngineUnderTest, number: number): Promise<MadeUpDebtor> {
  const [debtor] = await addDebtors(engine.database, engine.world, { count: 1, from: number });
  if (debtor === undefined) throw new Error("No debtor was made");
  await engine.enrolAll();
  await engine.tickAll();
  return debtor;
}

/** Plays a fact and a send in one order, then lets both end and the next day come. */
async function play(
  engine: EngineUnderTest,
  of: { readonly debtor: MadeUpDebtor; readonly fact: Fact; readonly order: string },
) {
  const { debtor, fact, order } = of;
  engine.sms.taken.length = 0;
  let committed = false;
  let breach = false;
  const recording = steppedActor(engine.database, async ({ database }) => {
    await fact({ ...engine.deps, database }, debtor);
    committed = true;
  });
  const sending = steppedActor(engine.database, async (actor) => {
    const port = {
      ...engine.sms,
      send: async (...args: Parameters<typeof engine.sms.send>) => {
        // The claim has committed; a fact that committed before it should have been seen by its verdict.
        await actor.point();
        const takenBefore = engine.sms.taken.length;
        const committedBefore = committed;
        const result = await engine.sms.send(...args);
        if (committedBefore && engine.sms.taken.length > takenBefore) breach = true;
        return result;
      },
    };
    const deps = {
      ...engine.deps,
      database: actor.database,
      ports: fixedPorts({ sms: port }),
      paces: sharedPaces(engine.database),
    };
    await sender(deps).sendLane(laneOfDebtor(debtor.id), "sms");
  });
  const actors: Readonly<Record<string, SteppedActor>> = { f: recording, s: sending };
  for (const turn of order) await actors[turn]?.step();
  await recording.finish();
  await sending.finish();
  const [claimed] = await engine.database.sql<{ late: boolean }[]>`
    select bool_or(status = 'dispatching') as late from attempt where debtor_id = ${debtor.id}`;
  const sent = engine.sms.taken.length;
  await engine.settle();
  await engine.setTime(WEDNESDAY);
  await engine.settle();
  await engine.setTime(TUESDAY);
  const sentAfterwards = engine.sms.taken.length - sent;
  return { sent, breach: breach || sentAfterwards > 0 || claimed?.late === true };
}

/** Every order of so many turns of each, their own order kept: `fffssss`, `ffsfsss`, ... */
function ordersOf(facts: number, sends: number): readonly string[] {
  if (facts === 0) return ["s".repeat(sends)];
  if (sends === 0) return ["f".repeat(facts)];
  return [
    ...ordersOf(facts - 1, sends).map((rest) => `f${rest}`),
    ...ordersOf(facts, sends - 1).map((rest) => `s${rest}`),
  ];
}
