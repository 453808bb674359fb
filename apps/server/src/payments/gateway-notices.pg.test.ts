import { createHash } from "node:crypto";
import { gatewayNoticeEndpoints } from "@fairflow/contract";
import { newId } from "@fairflow/db";
import type { Confirmation } from "@fairflow/engine";
import { expect, test } from "vitest";
import { importSample } from "../imports/import-sample.ts";
import { answerOf, testApp } from "../test-app.ts";
import { bookNotices, providerOf } from "./book-notices.ts";
import { keepNotice } from "./keep-notice.ts";
import { sandboxGateway } from "./sandbox-gateway.ts";

const app = await testApp();
const { as, database, deps } = app;
await importSample(
  app,
  [
    "Customer,Name,Invoice,Amount,Due",
    "C-1,Thandi Mokoena,INV-1,100.00,2026-01-10",
    "C-1,Thandi Mokoena,INV-2,300.00,2026-02-10",
    "C-1,Thandi Mokoena,INV-3,500.00,2026-03-10",
  ].join("\n"),
);
const accounts = await database.sql<{ id: string; debtorId: string; reference: string }[]>`
  select id, debtor_id as "debtorId", reference from account order by reference`;
const linkId = newId();
await database.sql`
  insert into payment_link (id, debtor_id, account_ids, token_hash, purpose, amount_kind, created_at, expires_at)
  values (${linkId}, ${accounts[0]?.debtorId ?? ""}, ${accounts.map(({ id }) => id)}::uuid[],
    ${createHash("sha256").update(linkId).digest()}, 'pay', 'full', now(), now() + interval '1 day')`;

const scripted = { key: "scripted", portfolioIds: [] };

/** A notice whose gateway answers as told, read once. */
async function told(eventId: string, answers: readonly Confirmation[]) {
  const waiting = [...answers];
  const port = {
    ...sandboxGateway(deps.keys()),
    name: "scripted",
    confirm: () =>
      Promise.resolve(waiting.shift() ?? { kind: "ask-again" as const, why: "silent" }),
  };
  const body = Buffer.from(eventId);
  await keepNotice(deps, { provider: providerOf(scripted), eventId, digest: "0", body });
  const read = () =>
    bookNotices({ ...deps, gateways: () => Promise.resolve([{ ...scripted, port }]) });
  await read();
  return read;
}

function paid(reference: string, amount: number): Confirmation {
  return {
    kind: "confirmed",
    paymentLinkId: linkId,
    standing: "paid",
    movements: [
      { kind: "payment", reference, paymentReference: reference, amount, currency: "ZAR" },
    ],
  };
}

async function list() {
  return answerOf(
    gatewayNoticeEndpoints.gatewayNotices,
    await as.manager("GET", "/api/gateway-notices"),
  );
}

const balances = async () => {
  const rows = await database.sql<{ balance: number }[]>`
    select balance from account order by reference`;
  return rows.map(({ balance }) => balance);
};

test("money by a link for several accounts is one payment, put to the oldest first", async () => {
  await told("spread-1", [paid("spread-1", 25_000)]);

  expect(await balances()).toEqual([0, 15_000, 50_000]);
  expect(await database.sql`select amount, status from payment`).toEqual([
    { amount: 25_000, status: "allocated" },
  ]);
});

test("the portfolio may say otherwise", async () => {
  await database.sql`update portfolio set allocation = 'largest_first'`;

  await told("spread-2", [paid("spread-2", 10_000)]);

  expect(await balances()).toEqual([0, 15_000, 40_000]);
});

test("a debt that is too old gets nothing while there is another", async () => {
  const old = accounts[1];
  await database.sql`
    insert into hold (debtor_id, account_id, state, since, author)
    values (${old?.debtorId ?? ""}, ${old?.id ?? ""}, 'time_barred', now(), 'test')`;

  await told("spread-3", [paid("spread-3", 60_000)]);

  expect(await balances()).toEqual([0, 15_000, -20_000]);
});

test("a person asks the gateway again, or sets what it told aside with a reason, once", async () => {
  const read = await told("odd-1", [
    { kind: "odd", why: "another amount than asked" },
    paid("odd-1", 1_000),
  ]);
  await told("odd-2", [{ kind: "odd", why: "status REVERSED" }]);
  const [one, two] = await list();
  const settle = (id: string | undefined, body: object, who = as.specialist) =>
    who("POST", `/api/gateway-notices/${id ?? ""}`, { body });
  const before = await balances();

  const answers = [
    await settle(two?.id, { decision: "set-aside", reason: "no" }),
    await settle(two?.id, { decision: "set-aside", reason: "it is on the bank statement" }),
    await settle(two?.id, { decision: "set-aside", reason: "it is on the bank statement" }),
    await settle(one?.id, { decision: "ask-again" }),
  ];
  await read();

  expect([one, two]).toMatchObject([
    { number: "odd-1", reason: "another amount than asked" },
    { number: "odd-2", reason: "status REVERSED" },
  ]);
  expect(answers.map(({ status }) => status)).toEqual([422, 200, 409, 200]);
  expect(await list()).toEqual([]);
  expect((await balances()).map((balance, index) => balance - (before[index] ?? 0))).toContain(
    -1_000,
  );
  expect(
    await database.sql`select action, reason from audit where action like 'gateway-notice%' order by action`,
  ).toEqual([
    { action: "gateway-notice.ask-again", reason: null },
    { action: "gateway-notice.set-aside", reason: "it is on the bank statement" },
  ]);
});
