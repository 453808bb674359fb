import { testDatabase } from "@fairflow/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { closeVerified } from "../fixtures/close-verified.ts";
import { engineUnderTest, type EngineUnderTest } from "../fixtures/engine-under-test.ts";
import { addDebtors, publish, TUESDAY } from "../fixtures/made-up-world.ts";
import { reminderFlow } from "../fixtures/reminder-flow.ts";
import { actOnTroubleIn, type ActedOn, type TroubleAct } from "./act-on-trouble.ts";
import { readTroubles } from "./read-troubles.ts";
import type { Trouble } from "./trouble.ts";

const url = await testDatabase();
const HOUR_MS = 3_600_000;
let engine: EngineUnderTest;

beforeAll(async () => {
  engine = await engineUnderTest(url);
  await publish(engine.database, reminderFlow("Reminders"));
});
afterAll(() => closeVerified([engine.database]));

async function troubles(kind: Trouble["kind"]): Promise<readonly Trouble[]> {
  const found = await readTroubles(engine.database, new Set());
  return found.filter((each) => each.kind === kind);
}

function act(on: Pick<TroubleAct, "kind" | "id" | "action">): Promise<ActedOn> {
  return engine.database.transaction((tx) =>
    actOnTroubleIn(engine.deps, tx, { ...on, author: "person", reason: "a reason" }),
  );
}

/** A debtor whose message was written to the provider, which said nothing. */
async function inDoubt(from: number): Promise<string> {
  await engine.setTime(TUESDAY);
  const [debtor] = await addDebtors(engine.database, engine.world, { count: 1, from });
  await engine.enrolAll();
  engine.sms.answer = () => ({ kind: "in-doubt", code: "timeout" });
  await engine.settle();
  engine.sms.answer = ({ attemptId }) => ({ kind: "accepted", providerId: attemptId });
  await engine.database.sql`
    update attempt set claimed_at = claimed_at - interval '1 hour' where status = 'in_doubt'`;
  return debtor?.id ?? "";
}

test("a message in doubt is told with whom it was for; having it asked about again, and again, sends nothing", async () => {
  const debtorId = await inDoubt(0);
  const [doubt] = await troubles("message-in-doubt");
  const before = engine.sms.taken.length;

  const on = { kind: "message-in-doubt", id: doubt?.id ?? "", action: "retry" } as const;
  await Promise.all([act(on), act(on)]);
  await engine.settle();

  expect(doubt).toMatchObject({
    code: "timeout",
    people: [{ debtorId }],
    actions: ["retry", "was-sent", "was-not-sent", "hand-over"],
  });
  expect(engine.sms.taken.length).toBe(before);
  expect(await act({ ...on, action: "was-sent" })).toBe("done");
});

test("two people who say at once that a message was not sent make one new message, through the gate", async () => {
  const debtorId = await inDoubt(1);
  const [doubt] = await troubles("message-in-doubt");
  const before = engine.sms.taken.length;
  const on = { kind: "message-in-doubt", id: doubt?.id ?? "", action: "was-not-sent" } as const;

  const answers = await Promise.all([act(on), act(on), act(on)]);
  await engine.settle();
  await engine.setTime(new Date(TUESDAY.getTime() + HOUR_MS));
  await engine.settle();

  expect(answers.filter((answer) => answer === "done").length).toBeGreaterThanOrEqual(1);
  expect(engine.sms.taken.length).toBe(before + 1);
  const attempts = await engine.database.sql`
    select status from attempt where debtor_id = ${debtorId} order by created_at, id`;
  expect(attempts).toEqual([{ status: "withdrawn" }, { status: "accepted" }]);
});

test("handing a message in doubt over opens its task once, and the task's answer settles it", async () => {
  await inDoubt(2);
  const [doubt] = await troubles("message-in-doubt");
  const on = { kind: "message-in-doubt", id: doubt?.id ?? "", action: "hand-over" } as const;

  expect([await act(on), await act(on)]).toEqual(["done", "gone"]);

  const tasks = await engine.database.sql`
    select kind, status from task where attempt_id = ${doubt?.id ?? ""}`;
  expect(tasks).toEqual([{ kind: "in_doubt", status: "open" }]);
  expect(await act({ ...on, action: "was-sent" })).toBe("done");
  expect(await troubles("message-in-doubt")).toEqual([]);
});

test("people whose wake-up passed get their turn, and two who ask for it send nobody anything twice", async () => {
  await engine.setTime(TUESDAY);
  const people = await addDebtors(engine.database, engine.world, { count: 3, from: 10 });
  await engine.enrolAll();
  const ids = people.map(({ id }) => id);
  await engine.database.sql`
    update run set wake_at = ${TUESDAY}::timestamptz - interval '1 hour' where debtor_id = any(${ids}::uuid[])`;
  const [late] = await troubles("run-overdue");
  engine.jobs.length = 0;
  const before = engine.sms.taken.length;

  const on = { kind: "run-overdue", id: late?.id ?? "", action: "retry" } as const;
  await Promise.all([act(on), act(on)]);
  const asked = engine.jobs.filter(({ queue }) => queue === "tick").length;
  await engine.settle();
  const again = await act(on);

  expect(late).toMatchObject({ about: "Reminders", peopleCount: 3, facts: { runs: 3 } });
  expect(asked).toBeGreaterThan(0);
  expect(engine.sms.taken.length).toBe(before + 3);
  expect(again).toBe("gone");
});

test("a run that could not go on is tried again once, whoever asks twice", async () => {
  await engine.setTime(TUESDAY);
  const [lost] = await addDebtors(engine.database, engine.world, { count: 1, from: 20 });
  const { sql } = engine.database;
  const [zone] = await sql<
    { zone: string }[]
  >`select zone from debtor where id = ${lost?.id ?? ""}`;
  await engine.enrolAll();
  await sql`update debtor set zone = 'Mars/Olympus' where id = ${lost?.id ?? ""}`;
  await engine.tickAll();
  const [poisoned] = await troubles("run-poisoned");
  await sql`update debtor set zone = ${zone?.zone ?? ""} where id = ${lost?.id ?? ""}`;
  const before = engine.sms.taken.length;
  const on = { kind: "run-poisoned", id: poisoned?.id ?? "", action: "retry" } as const;

  const answers = await Promise.all([act(on), act(on)]);
  await engine.settle();

  expect(poisoned?.people).toMatchObject([{ debtorId: lost?.id }]);
  expect(answers.toSorted()).toEqual(["done", "gone"]);
  expect(engine.sms.taken.length).toBe(before + 1);
  expect(await troubles("run-poisoned")).toEqual([]);
});

test("what a provider told and nobody could read is read again, or left for good, each once", async () => {
  const { sql } = engine.database;
  await sql`
    insert into inbox (provider, provider_id, body, received_at, tries, quarantined_at, quarantine_reason)
    select 'message:x', 'n' || n, '\\x00', ${TUESDAY}, 5, ${TUESDAY}, 'unreadable' from generate_series(1, 2) as n`;
  const [first, second] = await troubles("notice-unread");
  const kind = "notice-unread";

  const again = { kind, id: first?.id ?? "", action: "retry" } as const;
  const left = { kind, id: second?.id ?? "", action: "skip" } as const;

  expect([await act(again), await act(again)]).toEqual(["done", "gone"]);
  expect([await act(left), await act(left)]).toEqual(["done", "gone"]);
  expect(await troubles("notice-unread")).toEqual([]);
});

test("a provider that took messages an hour ago and told nothing since is silent, where it tells of any", async () => {
  const { sql } = engine.database;
  const [provider] = await sql<{ id: string }[]>`
    insert into provider (kind, name, purpose, config, is_on, is_live, revision, created_by, created_at, changed_by, changed_at)
    values ('twilio', 'Twilio', 'sms', '{}', true, false, 900, 't', now(), 't', now()) returning id`;
  const id = provider?.id ?? "";
  await sql`
    insert into provider_pace (provider, full_at, answered_at, answer, unheard_since, failures, rests_until)
    values (${id}, now(), now(), 'timeout', now() - interval '2 hours', 4, now() + interval '1 minute')`;

  const told = await readTroubles(engine.database, new Set([id]));
  const quiet = await readTroubles(engine.database, new Set());

  const kinds = (found: readonly Trouble[]) =>
    found
      .filter((each) => each.id === id)
      .map((each) => [each.kind, each.code, each.facts["failures"]]);
  expect(kinds(told)).toEqual([
    ["provider-resting", "timeout", 4],
    ["provider-silent", null, undefined],
  ]);
  expect(kinds(quiet)).toEqual([["provider-resting", "timeout", 4]]);
});

test("nothing can be done that is not offered", async () => {
  expect(await act({ kind: "feed-late", id: "x", action: "skip" })).toBe("not-offered");
  expect(await act({ kind: "run-overdue", id: "x", action: "was-sent" })).toBe("not-offered");
});

test("a bank account whose next statement is overdue by half of the longest time between the last ones is told", async () => {
  const { sql } = engine.database;
  await sql`
    insert into statement_file (id, file_name, file_bytes, file_hash, format, status, started_by, started_at)
    values ('00000000-0000-7000-8000-0000000000aa', 's', 1, ${new Uint8Array(32)}, 'mt940', 'ready', 't', now())`;
  await sql`
    insert into bank_account (id, number, currency, name, created_by, created_at)
    values ('00000000-0000-7000-8000-0000000000a1', '1', 'ZAR', 'Daily', 't', now()),
      ('00000000-0000-7000-8000-0000000000a2', '2', 'ZAR', 'Weekly', 't', now())`;
  await sql`
    insert into statement (key, file_id, kind, bank_account_id, currency, opening, closing, kept_at)
    select name || n, '00000000-0000-7000-8000-0000000000aa', 'bank', bank_account.id, 'ZAR', 0, 0,
      now() - n * case name when 'Daily' then interval '1 day' else interval '7 days' end - interval '2 days'
    from bank_account, generate_series(0, 4) as n`;

  const late = await troubles("statement-late");

  expect(late.map(({ about, facts }) => [about, facts["longestDays"]])).toEqual([["Daily", 1]]);
});
