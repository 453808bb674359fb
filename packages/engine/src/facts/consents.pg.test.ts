import { DEFAULT_SETTINGS } from "@fairflow/flow";
import { testDatabase } from "@fairflow/testing";
import { afterAll, expect, test } from "vitest";
import { closeVerified } from "../fixtures/close-verified.ts";
import { engineUnderTest, type EngineUnderTest } from "../fixtures/engine-under-test.ts";
import { addDebtors, publish, TUESDAY } from "../fixtures/made-up-world.ts";
import { reminderFlow } from "../fixtures/reminder-flow.ts";
import { recordConsentIn, withdrawConsentIn } from "./consents.ts";
import { mayContact, reserveContacts, type ContactQuestion } from "./may-contact.ts";
import { recordContacts } from "./record-contacts.ts";

const engines: EngineUnderTest[] = [];
afterAll(() => closeVerified(engines.map(({ database }) => database)));

const HOUR_MS = 3_600_000;
const YESTERDAY = new Date(TUESDAY.getTime() - 24 * HOUR_MS);
const NOON = new Date("2026-11-24T17:00:00Z");

/** One debtor in New York, at noon there, under American law. */
async function oneAmerican() {
  const engine = await engineUnderTest(await testDatabase());
  engines.push(engine);
  const { database, deps, world } = engine;
  const { sql } = database;
  const [debtor] = await addDebtors(database, world, { count: 1 });
  const accountId = debtor?.accountIds[0];
  if (debtor === undefined || accountId === undefined) throw new Error("No debtor was made");
  await sql`update portfolio set pack_ids = '{us-federal-states}', collector_kind = 'first_party'`;
  await sql`update debtor set zone = 'America/New_York'`;
  await engine.setTime(NOON);
  const question = (of: Partial<ContactQuestion>): ContactQuestion => ({
    debtorId: debtor.id,
    accountId,
    clientId: world.clientId,
    channel: "sms",
    purpose: "collection",
    address: null,
    ...of,
  });
  const ask = async (of: Partial<ContactQuestion> = {}) =>
    (await mayContact(deps, [question(of)]))[0]?.judgement?.verdict;
  const consent = async (of: Partial<Parameters<typeof recordConsentIn>[2]> = {}) =>
    database.transaction((tx) =>
      recordConsentIn(deps, tx, {
        debtorId: debtor.id,
        channel: null,
        addressId: null,
        purpose: null,
        rule: null,
        how: "call",
        givenAt: YESTERDAY,
        evidence: "rec-1",
        author: "test",
        ...of,
      }),
    );
  const withdraw = async (consentId: string, at = NOON) =>
    database.transaction((tx) =>
      withdrawConsentIn(deps, tx, { consentId, how: "message", at, author: "test" }),
    );
  return { engine, debtor, accountId, question, ask, consent, withdraw, sql };
}

function idOf(added: Awaited<ReturnType<typeof recordConsentIn>>): string {
  if (added.kind === "withdrawn-since") throw new Error("The consent was refused");
  return added.id;
}

const VOICE = { channel: "prerecorded_call" } as const;

test("a consent on record lets a recorded voice through, and taking it back refuses it again", async () => {
  const { ask, consent, withdraw } = await oneAmerican();

  const without = await ask(VOICE);
  const id = idOf(await consent({ channel: "prerecorded_call" }));
  const given = await ask(VOICE);
  const { scope } = await withdraw(id);

  expect(without).toMatchObject({ kind: "forbidden", rules: ["us.tcpa.pec"] });
  expect(given).toMatchObject({ kind: "allowed" });
  expect(scope).toMatchObject({ channel: "prerecorded_call" });
  expect(await ask(VOICE)).toMatchObject({ kind: "forbidden", rules: ["us.tcpa.pec"] });
});

test("where the debtor said nothing of an SMS it is warned of; a yes allows it, a yes taken back refuses it", async () => {
  const { ask, consent, withdraw } = await oneAmerican();

  const unknown = await ask();
  const id = idOf(await consent({ channel: "sms" }));
  const given = await ask();
  await withdraw(id);

  expect(unknown).toMatchObject({ kind: "allowed", warnings: ["us.tcpa.pec"] });
  expect(given).toMatchObject({ kind: "allowed", warnings: [] });
  expect(await ask()).toMatchObject({ kind: "forbidden", rules: ["us.tcpa.pec"] });
});

test("a consent covers its address and its purpose, and marketing only where it says so", async () => {
  const { debtor, ask, consent, sql } = await oneAmerican();
  const [other] = await sql<{ id: string }[]>`
    select id from address where debtor_id = ${debtor.id} and kind = 'email'`;
  await sql`update portfolio set pack_ids = '{za-core}'`;
  await sql`update debtor set zone = 'Africa/Johannesburg'`;
  await sql`update clock set speed = 0, virtual_anchor = ${TUESDAY}`;
  const marketing = { purpose: "marketing" };

  await consent();
  const general = await ask(marketing);
  await consent({ purpose: "marketing", addressId: other?.id ?? "" });
  const elsewhere = await ask(marketing);
  await consent({ purpose: "marketing", channel: "sms" });

  expect(general).toMatchObject({ kind: "forbidden", rules: ["za.consent.marketing"] });
  expect(elsewhere).toMatchObject({ kind: "forbidden", rules: ["za.consent.marketing"] });
  expect(await ask(marketing)).toMatchObject({ kind: "allowed" });
});

test.for([
  ["all that they said yes to, the yes to one channel", {}, { channel: "sms" }],
  ["one channel, the yes to all of them", { channel: "sms" }, {}],
] as const)("whoever takes back %s does not count any more", async ([, takenBack, other]) => {
  const { ask, consent, withdraw } = await oneAmerican();
  const since = new Date(NOON.getTime() - 2 * HOUR_MS);
  const id = idOf(await consent(takenBack));
  await consent({ ...other, evidence: "rec-2" });
  const given = await ask();
  await withdraw(id, new Date(NOON.getTime() - HOUR_MS));

  const withdrawn = await ask();
  await consent({ ...other, evidence: "rec-3", givenAt: since });
  const foundLater = await ask();
  await consent({ ...other, evidence: "rec-4", givenAt: NOON });

  expect(given).toMatchObject({ kind: "allowed", warnings: [] });
  expect(withdrawn).toMatchObject({ kind: "forbidden", rules: ["us.tcpa.pec"] });
  expect(foundLater).toMatchObject({ kind: "forbidden", rules: ["us.tcpa.pec"] });
  expect(await ask()).toMatchObject({ kind: "allowed", warnings: [] });
});

test("a consent to one channel that is taken back leaves the yes to others", async () => {
  const { ask, consent, withdraw } = await oneAmerican();
  await consent();
  await withdraw(idOf(await consent({ channel: "sms", evidence: "rec-2" })));

  expect(await ask(VOICE)).toMatchObject({ kind: "allowed", warnings: [] });
});

test("I7: what was planned on a consent does not leave once it is taken back", async () => {
  const { engine, consent, withdraw, sql } = await oneAmerican();
  const id = idOf(await consent({ channel: "sms" }));
  await publish(engine.database, { ...reminderFlow("Reminders"), settings: DEFAULT_SETTINGS });
  await engine.enrolAll();
  await engine.tickAll();
  const planned = await sql`select status, verdict_inputs->'consents' as told from attempt`;

  await withdraw(id);
  await engine.sendAll();

  expect(planned).toEqual([{ status: "planned", told: [{ channel: "sms" }] }]);
  expect(engine.sms.taken).toEqual([]);
  expect(await sql`select status, verdict_rules from attempt`).toEqual([
    { status: "forbidden", verdict_rules: ["us.tcpa.pec"] },
  ]);
});

test("I7: whoever writes to a provider hears of a consent that was given or taken back since the claim", async () => {
  const { debtor, consent, withdraw, sql } = await oneAmerican();
  const epoch = async () => {
    const [row] = await sql<{ epoch: number }[]>`select epoch from debtor where id = ${debtor.id}`;
    return row?.epoch ?? Number.NaN;
  };

  const before = await epoch();
  const id = idOf(await consent({ channel: "sms" }));
  const given = await epoch();
  await withdraw(id);

  expect(given).toBeGreaterThan(before);
  expect(await epoch()).toBeGreaterThan(given);
  expect(await sql`select kind, payload from event order by id`).toEqual([
    { kind: "consent.given", payload: { channel: "sms" } },
    { kind: "consent.withdrawn", payload: { channel: "sms" } },
  ]);
});

test("whoever keeps a slot on a consent loses it when it is taken back", async () => {
  const { engine, question, consent, withdraw, sql } = await oneAmerican();
  const id = idOf(await consent({ channel: "prerecorded_call" }));
  await reserveContacts(engine.deps, [question(VOICE)], { minutes: 5, source: "dialer" });

  await withdraw(id);

  expect(await sql`select status from attempt`).toEqual([{ status: "withdrawn" }]);
});

test("a contact that is reported later is judged on the consents of its own instant", async () => {
  const { engine, question, consent, withdraw } = await oneAmerican();
  const id = idOf(await consent({ channel: "prerecorded_call" }));
  await withdraw(id);
  await engine.setTime(new Date(NOON.getTime() + HOUR_MS));
  const report = (outsideId: string, at: Date) => ({
    ...question(VOICE),
    outsideId,
    at,
    direction: "outbound" as const,
    outcome: "no_answer" as const,
    reached: null,
    agent: null,
    reservation: null,
  });

  const [before, after] = await recordContacts(
    engine.deps,
    [
      report("1", new Date(NOON.getTime() - HOUR_MS)),
      report("2", new Date(NOON.getTime() + HOUR_MS / 2)),
    ],
    { source: "dialer", author: "api:dialer" },
  );

  expect(before).toMatchObject({ verdict: "allowed" });
  expect(after).toMatchObject({ verdict: "forbidden", rules: ["us.tcpa.pec"] });
});

test("a consent that is older than its withdrawal does not come back, told twice it is one", async () => {
  const { consent, withdraw, sql } = await oneAmerican();
  const first = await consent();
  const again = await consent();
  await withdraw(idOf(first), new Date(NOON.getTime() - HOUR_MS));

  const late = await consent({ evidence: "rec-2" });
  const anew = await consent({ givenAt: NOON, evidence: "rec-3" });
  const beforeIt = await withdraw(idOf(anew), YESTERDAY);

  expect(again).toEqual({ ...first, kind: "known" });
  expect(late).toEqual({ kind: "withdrawn-since" });
  expect(anew.kind).toBe("added");
  expect(beforeIt.scope).toBeUndefined();
  expect(await sql`select count(*)::int from consent where withdrawn_at is null`).toEqual([
    { count: 1 },
  ]);
});
