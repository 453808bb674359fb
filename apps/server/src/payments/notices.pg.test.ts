import { once } from "node:events";
import { serve } from "@hono/node-server";
import type { Confirmation, MoneyMovement, PaymentGatewayPort } from "@fairflow/engine";
import { emptyReadLongAgo } from "@fairflow/db";
import { expect, test } from "vitest";
import { createApp } from "../create-app.ts";
import { samplePerson } from "../debtors/sample-person.ts";
import { testApp } from "../test-app.ts";
import { bookNotices, providerOf, type BookingDeps } from "./book-notices.ts";
import { keepNotice } from "./keep-notice.ts";
import { sandboxGateway } from "./sandbox-gateway.ts";

const SENDERS = 50;
const PAYMENTS = 120;

const app = await testApp();
const { deps, database } = app;
const person = await samplePerson(app);
const bank = sandboxGateway(deps.keys());
const booking: BookingDeps = deps;
const owed = (amount: number) => ({ paymentLinkId: person.linkId, amount, currency: "ZAR" });

function noticeOf(id: string, amount: number) {
  const { body, headers } = bank.pay(owed(amount), { kind: "paid" }, id);
  return {
    body: Buffer.from(body).toString("utf8"),
    headers: { ...headers, "content-type": "application/json" },
  };
}

async function paymentsOf(prefix: string) {
  return database.sql<{ externalId: string; amount: number }[]>`
    select external_id as "externalId", amount from payment
    where external_id like ${`${prefix}%`} order by external_id`;
}

async function inboxOf(prefix: string) {
  return database.sql<{ providerId: string; outcome: string | null; isQuarantined: boolean }[]>`
    select provider_id as "providerId", outcome, quarantined_at is not null as "isQuarantined" from inbox
    where provider_id like ${`${prefix}%`} order by received_at, provider_id`;
}

test("keeps and books once whatever fifty senders tell at the same time, each of it twice", async () => {
  const server = serve({ fetch: createApp(deps).fetch, port: 0, hostname: "127.0.0.1" });
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  const ids = Array.from({ length: PAYMENTS }, (_, index) => `many-${1_000 + index}`);
  const untold = [...ids, ...ids.toReversed()];
  const statuses: number[] = [];
  const send = async () => {
    for (let id = untold.shift(); id !== undefined; id = untold.shift()) {
      const { body, headers } = noticeOf(id, 100);
      const url = `http://127.0.0.1:${port}/hooks/sandbox`;
      const response = await fetch(url, { method: "POST", body, headers });
      statuses.push(response.status);
      await response.arrayBuffer();
    }
  };
  const booksMeanwhile = bookNotices(booking);

  await Promise.all(Array.from({ length: SENDERS }, send));
  await booksMeanwhile;
  await Promise.all([bookNotices(booking), bookNotices(booking), bookNotices(booking)]);
  server.close();

  expect(statuses).toEqual(Array.from({ length: 2 * PAYMENTS }, () => 200));
  expect(await inboxOf("many-")).toHaveLength(PAYMENTS);
  expect(new Set((await inboxOf("many-")).map(({ outcome }) => outcome))).toEqual(
    new Set(["booked"]),
  );
  expect(await paymentsOf("many-")).toEqual(ids.map((externalId) => ({ externalId, amount: 100 })));
});

test("answers all that it refuses with the same nothing, and keeps none of it", async () => {
  const good = noticeOf("refused-1", 100);
  const changed = good.body.replace(`"amount":100`, `"amount":900`);
  const ask = (path: string, body: string, headers: Record<string, string>) =>
    app.anonymous("POST", path, { body, headers });

  const answers = await Promise.all([
    ask("/hooks/sandbox", changed, good.headers),
    ask("/hooks/sandbox", good.body, { "content-type": "application/json" }),
    ask("/hooks/sandbox", good.body, { ...good.headers, "content-type": "text/plain" }),
    ask("/hooks/sandbox", "x".repeat(300_000), good.headers),
    ask("/hooks/sandbox?again=1", good.body, good.headers),
    ask("/callbacks/01a204ec-6baa-7062-a5be-c890419de32a", good.body, good.headers),
  ]);

  expect(answers.map(({ status }) => status)).toEqual([400, 400, 400, 400, 404, 404]);
  expect(await Promise.all(answers.map((answer) => answer.text()))).toEqual(answers.map(() => ""));
  expect(await inboxOf("refused-")).toEqual([]);
});

test("keeps one event that is told in two ways for a person, and books what came first", async () => {
  for (const amount of [200, 300]) {
    const { body, headers } = noticeOf("twice-1", amount);
    await app.anonymous("POST", "/hooks/sandbox", { body, headers });
  }
  await bookNotices(booking);

  expect(await inboxOf("twice-")).toEqual([
    { providerId: "twice-1", outcome: "booked", isQuarantined: false },
    {
      providerId: expect.stringMatching(/^twice-1#[0-9a-f]{64}$/),
      outcome: null,
      isQuarantined: true,
    },
  ]);
  expect(await paymentsOf("twice-")).toEqual([{ externalId: "twice-1", amount: 200 }]);
});

/** A gateway that answers as told, and the sandbox's bank in all else. */
async function told(eventId: string, ...answers: readonly Confirmation[]) {
  const waiting = [...answers];
  const gateway: PaymentGatewayPort = {
    ...bank,
    name: "scripted",
    confirm: () => Promise.resolve(waiting.shift() ?? { kind: "ask-again", why: "silent" }),
  };
  const body = Buffer.from(eventId);
  const mounted = { key: "scripted", port: gateway, portfolioIds: [] };
  const provider = providerOf(mounted);
  await keepNotice(deps, { provider, eventId, digest: "0", body });
  const gateways = () => Promise.resolve([mounted]);
  return () => bookNotices({ ...booking, gateways });
}

const payment = (reference: string) =>
  ({
    kind: "payment",
    reference,
    paymentReference: reference,
    amount: 400,
    currency: "ZAR",
  }) as const;
const confirmed = {
  kind: "confirmed",
  paymentLinkId: person.linkId,
  standing: "paid",
  movements: [payment("asked-p")],
} as const;

test("what was read a month ago is emptied, is still known when it comes again, and what waits stays", async () => {
  const tell = async (id: string, amount: number) => {
    const { body, headers } = noticeOf(id, amount);
    const answer = await app.anonymous("POST", "/hooks/sandbox", { body, headers });
    return answer.status;
  };
  await tell("old-1", 400);
  await bookNotices(booking);
  await database.sql`
    update inbox set processed_at = now() - interval '31 days' where provider_id = 'old-1'`;
  await tell("old-2", 500);
  await database.sql`
    update inbox set received_at = now() - interval '31 days' where provider_id = 'old-2'`;

  await emptyReadLongAgo(database);
  const again = [await tell("old-1", 400), await tell("old-1", 900)];
  await bookNotices(booking);

  expect(again).toEqual([200, 200]);
  const kept = await database.sql`
    select provider_id as id, octet_length(body) > 0 as "hasBody" from inbox
    where provider_id like 'old-%' order by provider_id`;
  expect(kept).toEqual([
    { id: "old-1", hasBody: false },
    { id: "old-2", hasBody: true },
  ]);
  expect(await paymentsOf("old-")).toEqual([
    { externalId: "old-1", amount: 400 },
    { externalId: "old-2", amount: 500 },
  ]);
});

test("books nothing until the gateway has answered, then once, whichever event asks", async () => {
  const failed = { ...confirmed, standing: "failed", movements: [] } as const;
  const book = await told("asked-1", { kind: "ask-again", why: "status-503" }, confirmed);
  await book();
  expect(await paymentsOf("asked-")).toEqual([]);
  await book();
  await (
    await told("asked-2", confirmed)
  )();
  await (
    await told("asked-3", failed)
  )();

  expect(await paymentsOf("asked-")).toEqual([{ externalId: "asked-p", amount: 400 }]);
  expect((await inboxOf("asked-")).map(({ outcome }) => outcome)).toEqual([
    "booked",
    "known",
    "failed",
  ]);
});

test("leaves to a person what is not as asked, with the reason and one task for all of it", async () => {
  const nowhere = { ...confirmed, paymentLinkId: person.debtorId, movements: [payment("odd-n")] };
  const dollars = { ...confirmed, movements: [{ ...payment("odd-d"), currency: "USD" }] };
  const orphan = { ...payment("odd-r"), kind: "refund", paymentReference: "odd-unknown" } as const;
  await (
    await told("odd-1", { kind: "odd", why: "another amount than asked" })
  )();
  await (
    await told("odd-2", nowhere)
  )();
  await (
    await told("odd-3", dollars)
  )();
  await (
    await told("odd-4", { ...confirmed, movements: [orphan] })
  )();

  const odd = await database.sql<{ reason: string }[]>`
    select quarantine_reason as reason from inbox
    where provider_id like 'odd-%' and quarantined_at is not null order by provider_id`;
  expect(odd.map(({ reason }) => reason)).toEqual([
    "another amount than asked",
    "money by a link that nobody made",
    "money of another currency",
    "money back of a payment that is not booked",
  ]);
  expect(await paymentsOf("odd-")).toEqual([]);
  expect(await database.sql`select status from task where kind = 'payment_notice'`).toEqual([
    { status: "open" },
  ]);
});

test("books refunds and chargebacks against their payment, and what is won or fails again, each once", async () => {
  const of = (kind: MoneyMovement["kind"], reference: string, amount: number): MoneyMovement => ({
    ...payment(reference),
    kind,
    amount,
    paymentReference: "back-p",
  });
  const paid = payment("back-p");
  const before = await balance();
  const told1 = { ...confirmed, movements: [of("refund", "re-1", 150), paid] };
  const told2 = { ...confirmed, movements: [...told1.movements, of("chargeback", "dp-1", 250)] };
  const told3 = {
    ...confirmed,
    movements: [
      ...told2.movements,
      of("refund-failed", "re-1", 150),
      of("chargeback-won", "dp-1", 250),
    ],
  };
  const balances: number[] = [];
  // Each notice says all that is known by then: told late or again, it says nothing new.
  for (const [index, each] of [told1, told2, told1, told3, told2, told3].entries()) {
    await (
      await told(`back-${index}`, each)
    )();
    balances.push((await balance()) - before);
  }

  expect(balances).toEqual([-250, 0, 0, -400, -400, -400]);
  expect((await inboxOf("back-")).map(({ outcome }) => outcome)).toEqual([
    "booked",
    "booked",
    "known",
    "booked",
    "known",
    "known",
  ]);
  expect(await paymentsOf("back-")).toEqual([{ externalId: "back-p", amount: 400 }]);
});

async function balance(): Promise<number> {
  const [row] = await database.sql<{ balance: number }[]>`
    select balance from account where id = ${person.accountId}`;
  return row?.balance ?? 0;
}
