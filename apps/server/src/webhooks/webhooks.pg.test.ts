import { createServer, type IncomingHttpHeaders } from "node:http";
import { webhookEndpoints } from "@fairflow/contract";
import { lockDebtors, recordEvents } from "@fairflow/db";
import { Webhook } from "standardwebhooks";
import { afterAll, expect, test } from "vitest";
import { samplePerson } from "../debtors/sample-person.ts";
import { activateLaw } from "../outside/active-law.ts";
import { answerOf, errorOf, testApp } from "../test-app.ts";
import { deliverDue } from "./deliver-due.ts";

interface Heard {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** Another system: it answers each path as it is told to, and remembers all. */
const heard: Heard[] = [];
const answers = new Map<
  string,
  { status: number; body?: string; headers?: Record<string, string> }
>();
const receiver = createServer((request, response) => {
  const path = request.url ?? "";
  let body = "";
  request.setEncoding("utf8").on("data", (piece: string) => (body += piece));
  request.on("end", () => {
    heard.push({ path, headers: request.headers, body });
    const { status, body: said = "", headers = {} } = answers.get(path) ?? { status: 200 };
    response.writeHead(status, headers).end(said);
  });
});
await new Promise<void>((resolve) => void receiver.listen(0, "127.0.0.1", resolve));
afterAll(() => new Promise<void>((resolve) => void receiver.close(() => resolve())));
const listening = receiver.address();
const origin = `http://127.0.0.1:${typeof listening === "object" ? listening?.port : 0}`;

const app = await testApp({
  reach: { alsoRanges: ["127.0.0.0/8"], plainHttp: true, ports: [] },
});
const { database, deps, as } = app;
await activateLaw(database);
const { debtorId, accountId } = await samplePerson(app);

let now = new Date();
const later = (ms: number) => (now = new Date(now.getTime() + ms));
const MINUTE = 60_000;

function deliver(): Promise<number> {
  const { keys, facts, tools } = deps;
  return deliverDue({
    database,
    keys,
    facts,
    wire: tools.wire,
    realNow: () => now,
    random: () => 0.5,
  });
}

async function endpointAt(path: string, eventTypes: readonly string[] = ["hold.placed"]) {
  const settings = { name: path, url: `${origin}${path}`, eventTypes, isOn: true };
  const response = await as.admin("POST", "/api/webhooks", { body: settings });
  const { id, secret } = await answerOf(webhookEndpoints.addWebhook, response);
  return { id, secret, settings };
}

let holds = 0;
/** Something happens to the person. */
async function happen(kind = "hold.placed"): Promise<void> {
  holds += 1;
  const cause = `test:${holds}`;
  await database.transaction((tx) =>
    recordEvents(
      tx,
      [{ debtorId, accountId, kind, payload: { state: "debt_review" }, cause }],
      new Date("2027-03-02T10:00:00Z"),
    ),
  );
  later(1_000);
}

const at = (path: string) => heard.filter((each) => each.path === path);

function headersOf({ headers }: Heard): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      typeof value === "string" ? [[name, value]] : [],
    ),
  );
}

function signaturesOf(message: Heard): readonly string[] {
  return headersOf(message)["webhook-signature"]?.split(" ") ?? [];
}

/** What the standard's own library makes of it, at the time that the message says. */
function signedBy(secret: string, message: Heard): string {
  const headers = headersOf(message);
  const sentAt = new Date(Number(headers["webhook-timestamp"]) * 1_000);
  return new Webhook(secret).sign(headers["webhook-id"] ?? "", sentAt, message.body);
}

async function endpoints() {
  return answerOf(webhookEndpoints.webhooks, await as.admin("GET", "/api/webhooks"));
}

async function deliveriesOf(id: string) {
  const response = await as.admin("GET", `/api/webhook-deliveries?endpoint=${id}`);
  return (await answerOf(webhookEndpoints.webhookDeliveries, response)).deliveries;
}

test("what happened is told to those who asked for it, signed so that the standard's own library opens it", async () => {
  const { id, secret } = await endpointAt("/told");
  await endpointAt("/other", ["payment.full"]);

  await happen();
  await deliver();

  expect(at("/other")).toEqual([]);
  const [message, ...more] = at("/told");
  expect(more).toEqual([]);
  if (message === undefined) throw new Error("Nothing was told");
  const opened: unknown = new Webhook(secret).verify(message.body, headersOf(message));
  expect(opened).toEqual({
    type: "hold.placed",
    timestamp: "2027-03-02T10:00:00.000Z",
    data: {
      state: "debt_review",
      debtor: debtorId,
      accounts: [
        { account: "INV-2040", client: expect.any(String), portfolio: expect.any(String) },
      ],
    },
  });
  expect((await deliveriesOf(id)).map(({ status, statusCode }) => [status, statusCode])).toEqual([
    ["delivered", 200],
  ]);
});

test("what is rolled back is never told, and what is told twice for one cause is one message", async () => {
  const { id } = await endpointAt("/once");
  const event = { debtorId, kind: "hold.placed", cause: "test:once" };

  const failing = database.transaction(async (tx) => {
    await lockDebtors(tx, [debtorId]);
    await recordEvents(tx, [event], now);
    throw new Error("Undone");
  });
  await expect(failing).rejects.toThrow("Undone");
  expect(await deliveriesOf(id)).toEqual([]);
  for (const _ of [1, 2]) await database.transaction((tx) => recordEvents(tx, [event], now));

  expect(await deliveriesOf(id)).toHaveLength(1);
});

test("what is not taken is tried again under one id, by the standard's table, and told once it is", async () => {
  const { id } = await endpointAt("/flaky");
  answers.set("/flaky", { status: 503, body: "Not now" });
  await happen();
  await deliver();
  later(4_000);
  await deliver();
  expect(at("/flaky")).toHaveLength(1);

  later(2_000);
  await deliver();
  answers.set("/flaky", { status: 204 });
  later(6 * MINUTE);
  await deliver();

  expect(new Set(at("/flaky").map(({ headers }) => headers["webhook-id"])).size).toBe(1);
  expect(at("/flaky")).toHaveLength(3);
  const [told] = await deliveriesOf(id);
  const detail = await answerOf(
    webhookEndpoints.webhookDelivery,
    await as.admin("GET", `/api/webhook-deliveries/${told?.id}`),
  );
  expect(detail.tries.map(({ statusCode, answer }) => [statusCode, answer])).toEqual([
    [204, ""],
    [503, "Not now"],
    [503, "Not now"],
  ]);
  expect(detail.body).toBe(at("/flaky")[0]?.body);
});

test("a receiver that asks for time is given it", async () => {
  const { id } = await endpointAt("/busy");
  answers.set("/busy", { status: 429, headers: { "retry-after": "600" } });

  await happen();
  await deliver();

  const [waiting] = await deliveriesOf(id);
  expect((waiting?.nextTryMs ?? 0) - now.getTime()).toBe(600_000);
});

test("a sender that is lost after it sent leaves the message to the next, under the same id", async () => {
  await endpointAt("/lost");
  await happen();
  const broken = {
    ...deps.tools.wire,
    exchange: async (...asked: Parameters<typeof deps.tools.wire.exchange>) => {
      await deps.tools.wire.exchange(...asked);
      throw new Error("Killed");
    },
  };
  const { keys, facts } = deps;
  await expect(
    deliverDue({ database, keys, facts, wire: broken, realNow: () => now, random: () => 0.5 }),
  ).rejects.toThrow("Killed");
  later(MINUTE + 1_000);
  await deliver();

  const ids = at("/lost").map(({ headers }) => headers["webhook-id"]);
  expect(ids).toHaveLength(2);
  expect(new Set(ids).size).toBe(1);
});

test("one that says that it is gone is switched off at once, and a person is told", async () => {
  const { id } = await endpointAt("/gone");
  answers.set("/gone", { status: 410 });
  await happen();
  await deliver();
  await happen();
  await deliver();

  expect(at("/gone")).toHaveLength(1);
  const gone = (await endpoints()).find((each) => each.id === id);
  expect(gone).toMatchObject({ isOn: false, disabled: { why: "gone" }, failed: 1, waiting: 0 });
  const told = await database.sql`
    select title from task where kind = 'webhook_off' and title like '%/gone%'`;
  expect([...told]).toEqual([
    { title: "The webhook /gone was switched off: it said that it is gone" },
  ]);
  const audited = await database.sql`
    select actor_kind, after from audit where action = 'webhook.disable' and subject_id = ${id}`;
  expect([...audited]).toEqual([{ actor_kind: "system", after: { why: "gone" } }]);
});

test("one that takes nothing for five days is switched off; it goes on where it stood when it is on again", async () => {
  const { id, settings } = await endpointAt("/dead");
  answers.set("/dead", { status: 500 });
  await happen();
  await deliver();
  await database.sql`
    update webhook_endpoint set failing_since = failing_since - interval '6 days' where id = ${id}`;
  later(10_000);
  await deliver();
  const dead = (await endpoints()).find((each) => each.id === id);
  expect(dead).toMatchObject({ isOn: false, disabled: { why: "failing" }, waiting: 1 });

  answers.set("/dead", { status: 200 });
  await as.admin("PUT", `/api/webhooks/${id}`, { body: settings });
  later(6 * MINUTE);
  await deliver();

  expect((await deliveriesOf(id)).map(({ status }) => status)).toEqual(["delivered"]);
  const alive = (await endpoints()).find((each) => each.id === id);
  expect(alive).toMatchObject({ isOn: true, disabled: null, failingSinceMs: null });
});

test("while a secret is being changed either opens what is told", async () => {
  const { id, secret } = await endpointAt("/rotating");
  const rotate = () => as.admin("POST", `/api/webhooks/${id}/secret`);
  const next = await answerOf(webhookEndpoints.rotateWebhookSecret, await rotate());
  expect((await rotate()).status).toBe(409);

  await happen();
  await deliver();
  const [both] = at("/rotating");
  await as.admin("POST", `/api/webhooks/${id}/secret/retire`);
  await happen();
  await deliver();
  const [, after] = at("/rotating");

  if (both === undefined || after === undefined) throw new Error("Nothing was told");
  expect(signaturesOf(both)).toEqual([signedBy(next.secret, both), signedBy(secret, both)]);
  expect(signaturesOf(after)).toEqual([signedBy(next.secret, after)]);
});

test("what was told is told again by hand, one or all since an instant, under the ids that it had", async () => {
  const { id } = await endpointAt("/again");
  await happen();
  await happen();
  await deliver();
  const [newest] = await deliveriesOf(id);
  await as.admin("POST", `/api/webhook-deliveries/${newest?.id}/redeliver`);
  await deliver();
  const since = (sinceMs: number) =>
    as.admin("POST", `/api/webhooks/${id}/redeliver`, { body: { sinceMs, which: "any" } });
  const all = await answerOf(webhookEndpoints.redeliverWebhooks, await since(0));
  await deliver();

  expect(all).toEqual({ messages: 2 });
  const ids = at("/again").map(({ headers }) => headers["webhook-id"]);
  expect(ids).toHaveLength(5);
  expect(new Set(ids).size).toBe(2);
});

test("an address that is not to be reached is refused when it is set up, by what it says, and never written to", async () => {
  const refuse = (url: string) =>
    as.admin("POST", "/api/webhooks", {
      body: { name: "inner", url, eventTypes: [], isOn: true },
    });

  expect((await errorOf(await refuse("http://169.254.169.254/latest/user-data"))).message).toBe(
    "url: This installation does not reach addresses that are not public.",
  );
  expect((await refuse("ftp://example.org/")).status).toBe(422);
  expect((await errorOf(await refuse("https://user:pass@example.org/"))).code).toBe("invalid");
});

test("a test message shows whether it is heard, and no secret is ever shown again", async () => {
  const { id, secret } = await endpointAt("/tested", []);
  const { delivery } = await answerOf(
    webhookEndpoints.testWebhook,
    await as.admin("POST", `/api/webhooks/${id}/test`),
  );
  await deliver();

  expect((await deliveriesOf(id)).map((each) => [each.id, each.status])).toEqual([
    [delivery, "delivered"],
  ]);
  const shown = JSON.stringify(await endpoints()) + app.logged.join("");
  expect(shown).not.toContain(secret.slice("whsec_".length));
});
