import { cashEndpoints } from "@fairflow/contract";
import { addProvider, newId } from "@fairflow/db";
import { recordPayment, reversePayment } from "@fairflow/engine";
import { expect, test } from "vitest";
import { answerOf, errorOf, testApp } from "../test-app.ts";
import { cashBench, lineOf } from "./cash-bench.ts";
import { whatIsWrong } from "./what-is-wrong.ts";

const app = await testApp();
const { as, database, deps } = app;
const { pays, book, openLines, act, sums, idOf, balanceOf } = await cashBench(app);
let payments = 0;

async function paysBy(
  gateway: string,
  account: number,
  of: { readonly cents: number; readonly day: number; readonly takenBy?: string },
): Promise<string> {
  payments += 1;
  const booked = await recordPayment(deps.facts, {
    accountId: await idOf(account),
    amount: of.cents,
    source: `gateway:${gateway}`,
    externalId: `pf-${payments}`,
    author: `gateway:${gateway}`,
    takenBy: of.takenBy,
    valueDate: `2026-11-${of.day}` as const,
  });
  if (booked.kind !== "booked") throw new Error("It was known");
  return booked.paymentId;
}

/** A provider of ours at PayFast. */
async function merchant(name: string): Promise<string> {
  const id = newId();
  const changed = { by: "test", now: new Date() };
  const settings = { name, kind: "payfast", purpose: "payment", config: {} } as const;
  await database.transaction((tx) =>
    addProvider(tx, { id, ...settings, isLive: false, portfolioIds: [] }, changed),
  );
  return id;
}

/** The bank tells of money from a gateway, on the twentieth. */
const paidOut = (cents: number, text: string) => book([{ ...pays(0, cents), text }]);

const lastDone = async (text: string) => {
  const answer = await as.specialist("GET", "/api/cash/lines?view=done");
  const { lines } = await answerOf(cashEndpoints.cashLines, answer);
  return lines.find(({ texts }) => texts.some((each) => each.replaceAll(" ", "").includes(text)));
};

test("what a gateway passed on is tied to its payments with its fee, and does not stand on the desk", async () => {
  await paysBy("payfast", 1, { cents: 60_00, day: 17 });
  await paysBy("payfast", 2, { cents: 40_00, day: 18 });
  const backAlready = await paysBy("payfast", 3, { cents: 50_00, day: 18 });
  await reversePayment(deps.facts, { paymentId: backAlready, author: "test" });
  const before = await sums();

  await paidOut(96_50, "PAYFAST PAYOUT 771");

  expect(await openLines("PAYFAST PAYOUT 771")).toEqual([]);
  expect((await sums()).unallocated.minor).toBe(before.unallocated.minor);
  expect(await lastDone("PAYFASTPAYOUT771")).toMatchObject({
    rest: { minor: 0 },
    allocations: [
      {
        kind: "payout",
        madeBy: "Fairflow",
        payout: {
          name: "PayFast",
          from: "2026-11-17",
          until: "2026-11-18",
          payments: 2,
          gross: { minor: 100_00 },
          fee: { minor: 3_50 },
        },
      },
    ],
  });
  // No account got any of it a second time.
  expect([await balanceOf(1), await balanceOf(2), await balanceOf(3)]).toEqual([
    40_00, 60_00, 100_00,
  ]);
});

test("which payments a payout brought is a person's to say where nothing names the gateway, once, and can be taken back", async () => {
  await paysBy("ozow", 4, { cents: 30_00, day: 18 });
  await paysBy("ozow", 5, { cents: 20_00, day: 19 });
  await paidOut(49_00, "INSTANT 55");
  const [line] = await openLines("INSTANT 55");
  const [choice] = line?.payouts ?? [];
  expect(choice).toMatchObject({ gateway: "gateway:ozow", payments: 2, fee: { minor: 1_00 } });
  const body = { gateway: choice?.gateway, from: choice?.from, until: choice?.until };

  const none = await act(line, "payout", { ...body, until: "2026-11-18" });
  const other = await act(line, "payout", { ...body, gateway: "bank" });
  const mine = await act(line, "payout", body);
  const second = await act(line, "payout", body, as.admin);
  const looking = await act(line, "payout", body, as.manager);

  expect([none, other, mine, second, looking].map(({ status }) => status)).toEqual([
    422, 422, 200, 409, 403,
  ]);
  expect((await errorOf(none)).message).toContain("come to less than the money");
  const booked = await lineOf(mine);
  expect(booked).toMatchObject({ rest: { minor: 0 }, payouts: [] });
  const [allocation] = booked.allocations;
  const undone = await as.specialist("POST", `/api/cash/allocations/${allocation?.id}/undo`, {
    body: { revision: booked.revision, reason: "It was another gateway's." },
  });
  expect(await lineOf(undone)).toMatchObject({
    rest: { minor: 49_00 },
    payouts: [{ gateway: "gateway:ozow", payments: 2 }],
  });
});

test("a line from which refunds were kept is a person's to tie to its days, and says why nothing is offered", async () => {
  await paysBy("stripe", 6, { cents: 80_00, day: 18 });
  await paysBy("stripe", 7, { cents: 20_00, day: 19 });
  await paidOut(35_00, "STRIPE PAYOUT PO_9");
  const [line] = await openLines("STRIPE PAYOUT PO_9");

  const answer = await as.manager("GET", "/api/cash/takings");
  const { days } = await answerOf(cashEndpoints.gatewayTakings, answer);
  const body = { gateway: "gateway:stripe", from: "2026-11-18", until: "2026-11-19" };
  const booked = await lineOf(await act(line, "payout", body));

  expect(line).toMatchObject({ payouts: [], why: expect.stringContaining("It names Stripe") });
  expect(days.filter(({ name }) => name === "Stripe")).toEqual([
    {
      gateway: "gateway:stripe",
      name: "Stripe",
      day: "2026-11-18",
      payments: 1,
      amount: { minor: 80_00, currency: "ZAR" },
    },
    {
      gateway: "gateway:stripe",
      name: "Stripe",
      day: "2026-11-19",
      payments: 1,
      amount: { minor: 20_00, currency: "ZAR" },
    },
  ]);
  expect(booked.allocations).toMatchObject([{ payout: { payments: 2, fee: { minor: 65_00 } } }]);
});

test("of two merchants at one gateway each payout brings payments of its own alone, and a name that both share says nothing", async () => {
  const [acme, beacon] = [await merchant("PayFast Acme"), await merchant("PayFast Beacon")];
  await paysBy("payfast", 8, { cents: 30_00, day: 19, takenBy: acme });
  await paysBy("payfast", 9, { cents: 20_00, day: 19, takenBy: acme });
  await paysBy("payfast", 10, { cents: 49_00, day: 19, takenBy: beacon });

  await paidOut(48_00, "PAYFAST PAYOUT 801");
  const [line] = await openLines("PAYFAST PAYOUT 801");
  const acmes = { gateway: acme, from: "2026-11-19", until: "2026-11-19" };
  const booked = await lineOf(await act(line, "payout", acmes));
  await paidOut(48_50, "PAYFAST BEACON 802");

  // Beacon's alone come to it, but nothing says that it is Beacon's.
  const offered = line?.payouts.filter(({ name }) => name.includes("PayFast"));
  expect(offered?.map(({ gateway, name, gross }) => [gateway, name, gross.minor])).toEqual([
    [beacon, "PayFast Beacon", 49_00],
    [acme, "PayFast Acme", 50_00],
  ]);
  expect(booked.allocations).toMatchObject([
    { payout: { name: "PayFast Acme", payments: 2, gross: { minor: 50_00 } } },
  ]);
  expect((await lastDone("PAYFASTBEACON802"))?.allocations).toMatchObject([
    { madeBy: "Fairflow", payout: { name: "PayFast Beacon", payments: 1, fee: { minor: 50 } } },
  ]);
});

test("payments that were passed on are not offered again, and all of it stands up to being verified", async () => {
  await paidOut(96_00, "PAYFAST PAYOUT 772");

  const [line] = await openLines("PAYFAST PAYOUT 772");

  expect(line?.payouts.map(({ gateway }) => gateway)).not.toContain("gateway:payfast");
  expect(await whatIsWrong(database)).toEqual([]);
  const payout = () => database.sql`select id from allocation where gateway = 'gateway:payfast'`;
  await database.sql`update payment set payout_id = null where payout_id = (${payout()})`;
  await database.sql`update payment set payout_id = (${payout()}) where source = 'gateway:ozow'`;
  expect(await whatIsWrong(database)).toHaveLength(1);
});
