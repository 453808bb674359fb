import { testDatabase } from "@fairflow/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { closeVerified } from "../../fixtures/close-verified.ts";
import { engineUnderTest, type EngineUnderTest } from "../../fixtures/engine-under-test.ts";
import { addDebtors, TUESDAY, type MadeUpDebtor } from "../../fixtures/made-up-world.ts";
import { openDispute } from "../disputes.ts";
import { placeHold } from "../holds.ts";
import { planAnswerIn } from "./plan-answer.ts";

let engine: EngineUnderTest;
let made = 0;
const url = await testDatabase();

beforeAll(async () => {
  engine = await engineUnderTest(url);
});
afterAll(() => closeVerified([engine.database]));

async function somebody(at = TUESDAY): Promise<MadeUpDebtor> {
  await engine.setTime(at);
  const [debtor] = await addDebtors(engine.database, engine.world, { count: 1, from: made });
  made += 1;
  if (debtor === undefined) throw new Error("No debtor was made");
  return debtor;
}

function answer(
  { accountIds: [accountId = ""] }: MadeUpDebtor,
  purpose: "reply_to_consumer" | "service" = "reply_to_consumer",
) {
  return engine.database.transaction((tx) =>
    planAnswerIn(engine.deps, tx, {
      accountId,
      purpose,
      subject: "Your dispute",
      words: "You are right.",
    }),
  );
}

test("an answer leaves in the words that were written, though the debt is disputed", async () => {
  const debtor = await somebody();
  const accountId = debtor.accountIds[0] ?? "";
  await openDispute(engine.deps, { accountId, reason: "amount", via: "desk", author: "test" });

  const planned = await answer(debtor);
  await engine.settle();

  expect(planned).toMatchObject({ kind: "planned", channel: "email" });
  expect(engine.email.taken.at(-1)).toMatchObject({
    subject: "Your dispute",
    body: "You are right.",
  });
});

test("at night it waits for the hours that the gate allows", async () => {
  const debtor = await somebody(new Date("2026-11-24T21:00:00Z"));
  const before = engine.email.taken.length;

  const planned = await answer(debtor, "service");
  await engine.settle();
  const atNight = engine.email.taken.length;
  await engine.setTime(new Date("2026-11-25T08:00:00Z"));
  await engine.settle();

  expect(planned.kind).toBe("planned");
  expect([atNight - before, engine.email.taken.length - before]).toEqual([0, 1]);
});

test("what the law lets nobody write to is refused on record", async () => {
  const debtor = await somebody();
  await placeHold(engine.deps, { debtorId: debtor.id, state: "deceased", author: "test" });

  const refused = await answer(debtor);

  const attempts = await engine.database.sql`
    select status, verdict from attempt where debtor_id = ${debtor.id}`;
  expect(refused.kind).toBe("refused");
  expect(attempts).toEqual([{ status: "forbidden", verdict: "forbidden" }]);
});
