import type { LocalDate } from "@fairflow/calendar";
import { testDatabase } from "@fairflow/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { closeVerified } from "../../fixtures/close-verified.ts";
import { engineUnderTest, type EngineUnderTest } from "../../fixtures/engine-under-test.ts";
import { addDebtors, TUESDAY } from "../../fixtures/made-up-world.ts";
import { decideDuePromises } from "../promises/decide-due.ts";
import { recordPayment, reversePayment } from "../payments.ts";
import { acceptSettlement } from "./accept-settlement.ts";
import { approveSettlementIn } from "./approve-settlement.ts";
import { endSettlementIn } from "./end-settlement.ts";
import { offerSettlement, type SettlementInput } from "./offer-settlement.ts";
import { decideDueSettlements } from "./restate-settlements.ts";

const url = await testDatabase();
let engine: EngineUnderTest;
let made = 0;

beforeAll(async () => {
  engine = await engineUnderTest(url);
});
afterAll(async () => {
  await decideAt("2027-03-01T08:00:00Z");
  await closeVerified([engine.database]);
});

async function owing(): Promise<string> {
  await engine.setTime(TUESDAY);
  const [debtor] = await addDebtors(engine.database, engine.world, { count: 1, from: made });
  made += 1;
  return debtor?.accountIds[0] ?? "";
}

function offer(accountId: string, more: Partial<SettlementInput> = {}) {
  return offerSettlement(engine.deps, {
    accountId,
    percent: 80,
    author: "test",
    authority: "specialist",
    ...more,
  });
}

async function accepted(accountId: string): Promise<string> {
  const offered = await offer(accountId);
  const settlementId = offered.kind === "offered" ? offered.settlementId : "";
  const outcome = await acceptSettlement(engine.deps, {
    settlementId,
    via: "page",
    author: "debtor",
  });
  expect(outcome.kind).toBe("accepted");
  return settlementId;
}

function pay(accountId: string, amount: number, on?: LocalDate) {
  return recordPayment(engine.deps, {
    accountId,
    amount,
    source: "test",
    externalId: `${accountId}-${amount}-${on ?? ""}`,
    author: "test",
    valueDate: on,
  });
}

async function decideAt(iso: string): Promise<void> {
  await engine.setTime(new Date(iso));
  await decideDuePromises(engine.deps);
  await decideDueSettlements(engine.deps);
}

async function standing(accountId: string) {
  const { sql } = engine.database;
  const [row] = await sql`
    select account.status, account.balance, settlement.status as settlement,
      (select count(*)::int from hold where account_id = account.id and ended_at is null and state = 'promise_open') as held
    from account join settlement on account_id = account.id
    where account.id = ${accountId} order by proposed_at desc limit 1`;
  const entries = await sql<{ kind: string; amount: number; code: string | null }[]>`
    select kind, amount, code from ledger_entry where account_id = ${accountId} and code is not null order by id`;
  return { ...row, entries };
}

test("the rest is written off under its code the moment the settlement is paid", async () => {
  const accountId = await owing();
  await accepted(accountId);
  const before = await standing(accountId);

  await pay(accountId, 40_000);

  expect(before).toMatchObject({ settlement: "accepted", balance: 50_000, held: 1 });
  expect(await standing(accountId)).toEqual({
    status: "paid",
    balance: 0,
    settlement: "settled",
    held: 0,
    entries: [{ kind: "write_off", amount: -10_000, code: "settlement" }],
  });
});

test("it lapses by value date, to the cent, and what was paid stays paid", async () => {
  const accountId = await owing();
  await accepted(accountId);
  await pay(accountId, 39_999);

  await decideAt("2026-12-09T08:00:00Z");
  const lapsed = await standing(accountId);
  await pay(accountId, 1, "2026-12-09");
  const tooLate = await standing(accountId);
  await pay(accountId, 1, "2026-12-08");

  expect(lapsed).toMatchObject({ settlement: "lapsed", balance: 10_001, held: 0, entries: [] });
  expect(tooLate).toMatchObject({ settlement: "lapsed", balance: 10_000 });
  // A bank line of the last day, which came late.
  expect(await standing(accountId)).toMatchObject({ settlement: "settled", balance: 0 });
});

test("a payment that goes back brings back what was written off", async () => {
  const accountId = await owing();
  await accepted(accountId);
  const paid = await pay(accountId, 40_000);

  await reversePayment(engine.deps, {
    paymentId: paid.kind === "booked" ? paid.paymentId : "",
    author: "test",
  });

  expect(await standing(accountId)).toMatchObject({
    status: "open",
    balance: 50_000,
    settlement: "accepted",
    held: 1,
  });
});

test("below the floor, or above what its author may write off, a second person says yes", async () => {
  const accountId = await owing();
  const waits = await offer(accountId, { percent: 60 });
  const settlementId = waits.kind === "waits" ? waits.settlementId : "";
  const approve = (author: string, authority: "specialist" | "manager") =>
    engine.database.transaction((tx) =>
      approveSettlementIn(engine.deps, tx, { settlementId, author, authority }),
    );
  const notYet = await acceptSettlement(engine.deps, {
    settlementId,
    via: "page",
    author: "debtor",
  });

  const answers = [
    await approve("test", "manager"),
    await approve("another", "specialist"),
    await approve("another", "manager"),
  ].map(({ kind }) => kind);
  const now = await acceptSettlement(engine.deps, { settlementId, via: "page", author: "debtor" });

  expect(notYet).toEqual({ kind: "refused", reason: "open-already" });
  expect(answers).toEqual(["own", "beyond-authority", "approved"]);
  expect(now).toMatchObject({ kind: "accepted", amount: 30_000 });
});

test("a debtor may take what a published flow offers, and nobody a percentage of their own", async () => {
  const accountId = await owing();

  const own = await offer(accountId, { percent: 10, authority: "debtor" });
  const settlementId = own.kind === "waits" ? own.settlementId : "";
  await engine.database.transaction((tx) =>
    endSettlementIn(engine.deps, tx, {
      settlementId,
      status: "declined",
      reason: "too-low",
      author: "another",
    }),
  );
  const byLink = await acceptSettlement(engine.deps, {
    accountId,
    percent: 70,
    via: "pay-page",
    author: "debtor",
  });

  expect(own.kind).toBe("waits");
  expect(byLink).toMatchObject({ kind: "accepted", amount: 35_000, expiresOn: "2026-12-08" });
});

test("an offer that nobody has accepted, or approved, ends with the debt", async () => {
  const [offered, proposed] = [await owing(), await owing()];
  await offer(offered);
  await offer(proposed, { percent: 60 });

  for (const accountId of [offered, proposed]) await pay(accountId, 50_000);

  expect(await standing(offered)).toMatchObject({ status: "paid", settlement: "lapsed" });
  expect(await standing(proposed)).toMatchObject({ status: "paid", settlement: "lapsed" });
  const open = await engine.database.sql`
    select from task where status = 'open' and kind = 'approve_settlement' and account_id = ${proposed}`;
  expect(open).toHaveLength(0);
});

test("an offer that nobody takes up lapses, and another can be made", async () => {
  const accountId = await owing();
  await offer(accountId);
  const again = await offer(accountId);

  await decideAt("2026-12-09T08:00:00Z");

  expect(again).toEqual({ kind: "refused", reason: "open-already" });
  expect(await standing(accountId)).toMatchObject({ settlement: "lapsed", balance: 50_000 });
  expect((await offer(accountId)).kind).toBe("offered");
});
