import { testDatabase } from "@fairflow/testing";
import { afterAll, expect, test } from "vitest";
import { closeVerified } from "../fixtures/close-verified.ts";
import { engineUnderTest, type EngineUnderTest } from "../fixtures/engine-under-test.ts";
import { addDebtors, publish } from "../fixtures/made-up-world.ts";
import { reminderFlow } from "../fixtures/reminder-flow.ts";

const engines: EngineUnderTest[] = [];
afterAll(() => closeVerified(engines.map(({ database }) => database)));

/** What became of a reminder of this text to an address of this source and state. */
async function reminded(of: { source: string; state: string; body?: string }) {
  const engine = await engineUnderTest(await testDatabase());
  engines.push(engine);
  const { sql } = engine.database;
  await addDebtors(engine.database, engine.world, { count: 1 });
  await sql`update address set source = ${of.source}, state = ${of.state}`;
  if (of.body !== undefined) {
    await sql`
      insert into template_version (template_id, number, languages, created_by, created_at)
      select id, 2, ${JSON.stringify({ en: { body: of.body } })}::jsonb, 'test', now() from template where id = 'reminder'`;
  }
  await publish(engine.database, reminderFlow("Reminders"));
  await engine.enrolAll();
  await engine.tickAll();
  await sql`update attempt set template_version = ${of.body === undefined ? 1 : 2}`;
  await engine.sendAll();
  const [attempt] = await sql`select status, error_code as code from attempt`;
  return { ...attempt, texts: engine.sms.taken.map(({ body }) => body.trim()) };
}

test("an address that a tracer gave is told no amount and no creditor until somebody has confirmed it", async () => {
  expect(await reminded({ source: "trace", state: "unverified" })).toEqual({
    status: "failed",
    code: "address-unverified",
    texts: [],
  });
  expect(await reminded({ source: "trace", state: "right_party" })).toMatchObject({
    status: "accepted",
    texts: [expect.stringContaining("500")],
  });
  expect(await reminded({ source: "feed", state: "unverified" })).toMatchObject({
    status: "accepted",
  });
});

test("a text that can do without them goes to it", async () => {
  const body =
    "{{ debtor.first_name }}, please call us.{% if brand.name %} {{ brand.name }}{% endif %}{% if payment_link %} {{ payment_link }}{% endif %}";

  expect(await reminded({ source: "trace", state: "unverified", body })).toEqual({
    status: "accepted",
    code: null,
    texts: ["Thandi, please call us."],
  });
});
