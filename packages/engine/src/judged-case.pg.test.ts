import { testDatabase } from "@fairflow/testing";
import { afterAll, expect, test } from "vitest";
import { closeVerified } from "./fixtures/close-verified.ts";
import { engineUnderTest, type EngineUnderTest } from "./fixtures/engine-under-test.ts";
import { addDebtors, publish } from "./fixtures/made-up-world.ts";
import { reminderFlow } from "./fixtures/reminder-flow.ts";
import { optOut } from "./facts/addresses.ts";
import { openDispute, resolveDispute } from "./facts/disputes.ts";
import { expireHolds } from "./facts/holds.ts";
import { mayContact, type ContactQuestion } from "./facts/may-contact.ts";
import { recordNotice } from "./facts/notices.ts";

const engines: EngineUnderTest[] = [];
afterAll(() => closeVerified(engines.map(({ database }) => database)));

/** One debtor, and the gate's answer about an SMS to them or about another contact. */
async function oneJudged() {
  const engine = await engineUnderTest(await testDatabase());
  engines.push(engine);
  const [debtor] = await addDebtors(engine.database, engine.world, { count: 1 });
  const accountId = debtor?.accountIds[0];
  if (debtor === undefined || accountId === undefined) throw new Error("No debtor was made");
  const judged = async (of: Partial<ContactQuestion> = {}) => {
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
    return answer?.judgement;
  };
  const ask = async (of?: Partial<ContactQuestion>) => (await judged(of))?.verdict;
  return { engine, debtor, accountId, ask, judged, sql: engine.database.sql };
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

test("a notice about all that somebody owes says nothing of a debt that came after it", async () => {
  const { engine, debtor, accountId, ask, sql } = await oneJudged();
  await sql`update portfolio set debt_type = 'nca_credit'`;
  await recordNotice(engine.deps, {
    debtorId: debtor.id,
    noticeId: "nca_s129",
    deliveredOn: "2026-11-24",
    author: "test",
  });
  await engine.setTime(new Date("2026-12-09T10:00:00+02:00"));
  const [later] = await addDebtors(engine.database, engine.world, { count: 1, accountsEach: 2 });
  const laterId = later?.accountIds[1] ?? "";
  await sql`update account set in_default_since = '2026-11-01'`;
  await sql`update account set created_at = '2026-12-01T08:00:00Z' where id = ${laterId}`;
  const step = "commence_legal_proceedings";

  expect(await ask({ accountId, step })).toMatchObject({ kind: "allowed" });
  expect(await ask({ accountId: laterId, step })).toMatchObject({
    kind: "forbidden",
    rules: ["za.gate.legal"],
  });
});

test("after a dispute that was rejected contact resumes only when what the law wants sent is on record", async () => {
  const { engine, debtor, accountId, ask } = await oneJudged();
  const why = { accountId, reason: "amount", via: "email", author: "test" };
  const disputeId = await openDispute(engine.deps, why);
  await resolveDispute(engine.deps, { disputeId, decision: "rejected", author: "test" });
  await engine.setTime(new Date("2026-12-01T08:00:00Z"));
  await expireHolds(engine.deps);

  const withoutStatement = await ask();
  await recordNotice(engine.deps, {
    debtorId: debtor.id,
    accountId,
    noticeId: "account_statement_sent",
    sentOn: "2026-11-30",
    author: "test",
  });
  const withStatement = await ask();

  expect(withoutStatement).toMatchObject({ kind: "forbidden", rules: ["za.hold.dispute"] });
  expect(withStatement).toMatchObject({ kind: "allowed" });
});

test.for<[via: string, evidence: string[], kind: string]>([
  ["letter", [], "forbidden"],
  ["letter", ["verification_or_judgment_copy_sent"], "allowed"],
  ["phone", [], "allowed"],
])(
  "under American law, after a dispute by %s and with %j on record, contact is %s",
  async ([via, evidence, kind]) => {
    const { engine, accountId, ask, sql } = await oneJudged();
    await sql`update portfolio set pack_ids = '{us-federal-states}', collector_kind = 'third_party'`;
    const why = { accountId, reason: "amount", via, author: "test" };
    const disputeId = await openDispute(engine.deps, why);
    await resolveDispute(engine.deps, {
      disputeId,
      decision: "rejected",
      author: "test",
      evidence,
    });
    await engine.setTime(new Date("2026-12-07T18:00:00Z"));
    await sql`update debtor set zone = 'America/New_York'`;
    await expireHolds(engine.deps);

    expect(await ask({ channel: "call" })).toMatchObject({ kind });
  },
);

test("without a consent on record marketing and recorded voices are refused, and an SMS under American law is warned of", async () => {
  const { engine, ask, sql } = await oneJudged();

  const marketing = await ask({ purpose: "marketing" });
  await sql`update portfolio set pack_ids = '{us-federal-states}'`;
  await engine.setTime(new Date("2026-11-24T15:00:00Z"));
  await sql`update debtor set zone = 'America/New_York'`;

  expect(marketing).toMatchObject({ kind: "forbidden", rules: ["za.consent.marketing"] });
  expect(await ask({ channel: "prerecorded_call" })).toMatchObject({
    kind: "forbidden",
    rules: ["us.tcpa.pec"],
  });
  expect(await ask()).toMatchObject({ kind: "allowed", warnings: ["us.tcpa.pec"] });
});

test("an opt-out from calls bars every kind of voice, and the gate is told of a word on any channel", async () => {
  const { engine, ask, judged, sql } = await oneJudged();
  const addressOf = async (kind: string) => {
    const [row] = await sql<{ id: string }[]>`select id from address where kind = ${kind}`;
    return row?.id ?? "";
  };
  await optOut(engine.deps, { addressId: await addressOf("phone"), channel: "call", source: "t" });

  const voice = [];
  for (const channel of ["call", "voicemail", "workplace_call", "sms"] as const) {
    voice.push((await ask({ channel }))?.kind);
  }
  await optOut(engine.deps, { addressId: await addressOf("phone"), channel: "sms", source: "t" });

  expect(voice).toEqual(["forbidden", "forbidden", "forbidden", "allowed"]);
  const toEmail = await judged({ channel: "email" });
  expect(toEmail?.contactCase.states.map(({ state, channel }) => ({ state, channel }))).toEqual([
    { state: "opted_out", channel: "call" },
    { state: "opted_out", channel: "sms" },
  ]);
});

test("two portfolios' messages to one person on one day are two, each about all of its accounts, and both leave", async () => {
  const { engine, sql } = await oneJudged();
  const [other] = await sql<{ id: string }[]>`
    insert into portfolio (client_id, name, jurisdiction, collector_kind, brand, currency, languages, zone, pack_ids, created_at)
    select client_id, 'Bought', jurisdiction, 'debt_buyer', brand, currency, languages, zone, pack_ids, created_at
    from portfolio returning id`;
  const [debtor] = await addDebtors(engine.database, engine.world, {
    count: 1,
    from: 1,
    accountsEach: 4,
  });
  const bought = debtor?.accountIds.filter((_, index) => index % 2 === 1) ?? [];
  await sql`update account set portfolio_id = ${other?.id ?? ""} where id = any(${bought}::uuid[])`;
  await publish(engine.database, reminderFlow("Reminders"));
  await engine.enrolAll();

  await engine.tickAll();
  await engine.sendAll();

  expect(
    await sql`
      select portfolio.name, status, cardinality(account_ids) as accounts,
        (select count(*)::int from attempt_run where attempt_id = attempt.id and not is_released) as runs
      from attempt join portfolio on portfolio.id = portfolio_id
      where debtor_id = ${debtor?.id ?? ""} order by portfolio.name`,
  ).toEqual([
    { name: "Bought", status: "accepted", accounts: 2, runs: 2 },
    { name: "Early arrears", status: "accepted", accounts: 2, runs: 2 },
  ]);
});

test("a question about all that somebody owes is judged about the accounts of one portfolio", async () => {
  const { engine, judged, sql } = await oneJudged();
  const [other] = await sql<{ id: string }[]>`
    insert into portfolio (client_id, name, jurisdiction, collector_kind, brand, currency, languages, zone, pack_ids, created_at)
    select client_id, 'Bought', jurisdiction, 'debt_buyer', brand, currency, languages, zone, pack_ids, created_at
    from portfolio returning id`;
  const of = { count: 1, from: 1, accountsEach: 3 };
  const [debtor] = await addDebtors(engine.database, engine.world, of);
  const bought = debtor?.accountIds[0] ?? "";
  await sql`update account set portfolio_id = ${other?.id ?? ""} where id = ${bought}`;
  await sql`update account set oldest_unpaid_on = '2026-10-15' where id = ${bought}`;

  const judgement = await judged({ debtorId: debtor?.id ?? "", accountId: null });

  expect(judgement?.contactCase).toMatchObject({
    actor: "debt_buyer",
    debts: [{ debtId: bought }],
  });
});

test("accounts of two portfolios of a client are never named in one message", async () => {
  const { engine, sql } = await oneJudged();
  const [other] = await sql<{ id: string }[]>`
    insert into portfolio (client_id, name, jurisdiction, collector_kind, brand, currency, languages, zone, pack_ids, created_at)
    select client_id, 'Bought', jurisdiction, 'debt_buyer', brand, currency, languages, zone, pack_ids, created_at
    from portfolio returning id`;
  const [debtor] = await addDebtors(engine.database, engine.world, {
    count: 1,
    from: 1,
    accountsEach: 2,
  });
  await sql`
    update account set portfolio_id = ${other?.id ?? ""} where id = ${debtor?.accountIds[1] ?? ""}`;
  await publish(engine.database, reminderFlow("Reminders"));
  await engine.enrolAll();

  await engine.tickAll();

  const attempts = await sql`
    select cardinality(account_ids) as accounts, verdict_inputs->>'actor' as actor from attempt
    where debtor_id = ${debtor?.id ?? ""} order by actor`;
  expect(attempts).toEqual([
    { accounts: 1, actor: "debt_buyer" },
    { accounts: 1, actor: "first_party" },
  ]);

  // One that was planned before for both speaks of one, and the other gets a message of its own.
  await sql`
    update attempt set account_ids = array(select id from account where debtor_id = ${debtor?.id ?? ""} order by portfolio_id)
    where debtor_id = ${debtor?.id ?? ""}`;
  await sql`update debtor set epoch = epoch + 1`;
  await engine.sendAll();

  const sent = await sql`
    select distinct cardinality(account_ids) as accounts from attempt
    where debtor_id = ${debtor?.id ?? ""} and status = 'accepted'`;
  expect(sent).toEqual([{ accounts: 1 }]);
});
