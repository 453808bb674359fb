import { testDatabase } from "@fairflow/testing";
import { afterAll, expect, test } from "vitest";
import { closeVerified } from "./fixtures/close-verified.ts";
import { engineUnderTest, type EngineUnderTest } from "./fixtures/engine-under-test.ts";
import { addDebtors } from "./fixtures/made-up-world.ts";
import { mayContact, type ContactQuestion } from "./facts/may-contact.ts";

const engines: EngineUnderTest[] = [];
afterAll(() => closeVerified(engines.map(({ database }) => database)));

/** One debtor, and the gate's answer about an SMS to them or about another contact. */
async function oneJudged() {
  const engine = await engineUnderTest(await testDatabase());
  engines.push(engine);
  const [debtor] = await addDebtors(engine.database, engine.world, { count: 1 });
  const accountId = debtor?.accountIds[0];
  if (debtor === undefined || accountId === undefined) throw new Error("No debtor was made");
  const ask = async (of: Partial<ContactQuestion> = {}) => {
    const [answer] = await mayContact(engine.deps, [
      {
        debtorId: debtor.id,
        accountId,
        clientId: engine.world.clientId,
        channel: "sms",
        purpose: "collection",
        address: null,
        ...of,
      },
    ]);
    return answer?.judgement?.verdict;
  };
  return { engine, debtor, accountId, ask, sql: engine.database.sql };
}

test("where the file only guessed the zone, the hours of the whole country have to fit", async () => {
  const { engine, ask, sql } = await oneJudged();
  await sql`update portfolio set pack_ids = '{us-federal-states}', collector_kind = 'third_party'`;
  await sql`update debtor set zone = 'America/New_York', zone_source = 'country_default'`;
  await engine.setTime(new Date("2026-11-24T08:30:00-05:00"));

  const guessed = await ask({ channel: "call" });
  await sql`update debtor set zone_source = 'consumer_stated', epoch = epoch + 1`;
  const stated = await ask({ channel: "call" });

  expect(guessed).toMatchObject({
    kind: "deferred",
    until: new Date("2026-11-24T08:00:00-10:00"),
  });
  expect(stated).toMatchObject({ kind: "allowed" });
});

test("a debt that is too old is not asked for, unless its last payment began the time anew", async () => {
  const { ask, sql } = await oneJudged();
  await sql`update account set oldest_unpaid_on = '2020-03-01'`;

  const old = await ask();
  await sql`update account set last_payment_on = '2024-03-01'`;
  const paidSince = await ask();

  expect(old).toMatchObject({ kind: "forbidden", rules: expect.arrayContaining([OLD_RULE]) });
  expect(paidSince).toMatchObject({ kind: "allowed" });
});

const OLD_RULE = "za.timebar.ordinary";
