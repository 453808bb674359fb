import {
  ApiScope,
  callListEndpoints,
  everyEndpoint,
  outsideFlowEndpoints,
  outsideLedgerEndpoints,
} from "@fairflow/contract";
import { setClock } from "@fairflow/db";
import { expect, test } from "vitest";
import { answerOf, errorOf, testApp } from "../test-app.ts";
import { activateLaw } from "./active-law.ts";

const app = await testApp();
const { database, anonymous } = app;
await activateLaw(database);
const system = await app.withKey("ledger", ApiScope.options);

const DEBTOR = {
  reference: "D-1",
  fullName: "Sipho Sample",
  phones: ["082 123 4567"],
  email: "sipho@example.org",
  country: "ZA",
  zone: "Africa/Johannesburg",
  language: "en",
};
const ACCOUNT = {
  account: "A-1",
  client: "Sample & Co",
  portfolio: "Invoices",
  currency: "ZAR",
  balanceMinor: 100_000,
  dueDate: "2026-01-31",
  debtor: DEBTOR,
};

async function bring(...accounts: readonly unknown[]) {
  const response = await system("POST", "/v1/accounts", { body: { accounts } });
  return (await answerOf(outsideLedgerEndpoints.reportAccounts, response)).rows;
}

async function pay(...payments: readonly unknown[]) {
  const response = await system("POST", "/v1/payments", { body: { payments } });
  return (await answerOf(outsideLedgerEndpoints.reportPayments, response)).rows;
}

test("accounts are made, changed or left as they are, and each bad row is told for itself", async () => {
  const first = await bring(
    ACCOUNT,
    {
      ...ACCOUNT,
      account: "A-2",
      debtor: { ...DEBTOR, zone: "Nowhere/At all", phones: ["nobody"] },
    },
    { ...ACCOUNT, account: "A-3", balanceMinor: "much" },
  );
  const again = await bring(ACCOUNT, { ...ACCOUNT, balanceMinor: 90_000, product: "Card" });
  const changed = await bring({ ...ACCOUNT, balanceMinor: 90_000, stage: "Late" });

  expect(first.map(({ result, problems }) => [result, problems.map(({ field }) => field)])).toEqual(
    [
      ["created", []],
      ["refused", ["debtor.zone", "debtor.phones[0]"]],
      ["refused", ["balanceMinor"]],
    ],
  );
  expect(again.map(({ result }) => result)).toEqual(["changed", "changed"]);
  expect(changed.map(({ result }) => result)).toEqual(["changed"]);
  const [stored] = await database.sql`
    select balance::int, arrears::int, product, stage from account where reference = 'A-1'`;
  expect(stored).toEqual({ balance: 90_000, arrears: 90_000, product: "Card", stage: "Late" });
});

test("a payment is booked once by its number, and one for nobody is told", async () => {
  const payment = { id: "P-1", account: "A-1", amountMinor: 40_000 };

  expect(await pay(payment, { ...payment, id: "P-2", account: "A-0" })).toMatchObject([
    { row: 1, result: "booked", balanceMinor: 50_000 },
    { row: 2, result: "unmatched", balanceMinor: null },
  ]);
  expect(await pay(payment, { ...payment, id: "P-3", amountMinor: 0 })).toMatchObject([
    { result: "known" },
    { result: "refused" },
  ]);
});

test("a counsellor stands beside the account, once, and is not the debtor", async () => {
  const counsellor = {
    account: "A-1",
    role: "debt_counsellor",
    name: "Counsel Sample",
    phones: ["083 765 4321", "no number"],
  };
  const parties = async () => {
    const response = await system("POST", "/v1/parties", { body: { parties: [counsellor] } });
    return (await answerOf(outsideLedgerEndpoints.reportParties, response)).rows;
  };

  const [first] = await parties();
  const [again] = await parties();

  expect(first).toMatchObject({ result: "created", problems: [{ field: "phones[1]" }] });
  expect(again).toMatchObject({ result: "unchanged" });
  const rows = await database.sql`
    select is_debtor, role from party join account_party on party_id = party.id order by role`;
  expect([...rows]).toEqual([
    { is_debtor: false, role: "debt_counsellor" },
    { is_debtor: true, role: "principal" },
  ]);
});

test("a flow that there is not, or that takes in nobody from outside, is told", async () => {
  const enrol = (flow: string) =>
    system("POST", "/v1/enrolments", { body: { flow, accounts: [{ account: "A-1" }] } });
  await app.as.editor("POST", "/api/flows", { body: { name: "A draft" } });

  expect((await enrol("None")).status).toBe(404);
  expect((await errorOf(await enrol("A draft"))).code).toBe("conflict");
});

test("what happened is read in order, page by page, and nothing comes twice", async () => {
  await pay({ id: "P-4", account: "A-1", amountMinor: 1_000 });
  await pay({ id: "P-5", account: "A-1", amountMinor: 1_000 });
  const page = async (cursor?: string) => {
    const query = cursor === undefined ? "" : `&cursor=${cursor}`;
    const response = await system("GET", `/v1/events?limit=1&type=payment.part${query}`);
    return answerOf(outsideFlowEndpoints.events, response);
  };
  const seen: string[] = [];
  let cursor: string | undefined;
  for (let pages = 0; pages < 6; pages += 1) {
    const { events, next } = await page(cursor);
    seen.push(...events.map(({ id }) => id));
    cursor = next ?? undefined;
  }

  // What the feed lowered is told as money too.
  expect(seen).toHaveLength(4);
  expect(new Set(seen).size).toBe(4);
});

test("an event that a writer has not committed is not passed over", async () => {
  const hold = Promise.withResolvers<void>();
  const wrote = Promise.withResolvers<void>();
  const writing = database.transaction(async (tx) => {
    const [{ id: debtorId } = { id: "" }] = await tx.sql<{ id: string }[]>`select id from debtor`;
    await tx.sql`
      insert into event (shard, debtor_id, kind, at)
      select shard, id, 'opted-out', now() from debtor where id = ${debtorId}`;
    wrote.resolve();
    await hold.promise;
  });
  await wrote.promise;
  const page = async (type: string, cursor?: string) => {
    const query = cursor === undefined ? "" : `&cursor=${cursor}`;
    const response = await system("GET", `/v1/events?type=${type}${query}`);
    return answerOf(outsideFlowEndpoints.events, response);
  };
  // Told later than what is still being written, and committed before it.
  await pay({ id: "P-6", account: "A-1", amountMinor: 1_000 });
  const before = await page("payment.part");
  hold.resolve();
  await writing;

  const after = await page("opted-out", before.next ?? undefined);
  const last = await page("payment.part", before.next ?? undefined);

  expect(before.events).toHaveLength(4);
  expect(after.events.map(({ type }) => type)).toEqual(["opted-out"]);
  expect(last.events).toHaveLength(1);
});

test("another system's own event is told to the runs once", async () => {
  const event = { id: "E-1", account: "A-1", name: "parcel-arrived" };
  const body = {
    events: [event, event, { ...event, id: "E-2", account: "A-0" }, { ...event, name: "NO" }],
  };

  const response = await system("POST", "/v1/events", { body });

  const { rows } = await answerOf(outsideFlowEndpoints.tellEvents, response);
  expect(rows.map(({ result }) => result)).toEqual(["told", "told", "unmatched", "refused"]);
  const told = await database.sql`select payload from event where kind = 'custom'`;
  expect([...told]).toEqual([{ payload: { name: "custom:parcel-arrived" } }]);
});

async function openCall(): Promise<string> {
  const [task] = await database.sql<{ id: string }[]>`
    insert into task (debtor_id, account_id, team, kind, title, outcomes, created_at)
    select debtor_id, id, 'Calls', 'call', '=1+1 call', '[{"id": "promised", "label": "Promised"}]', now()
    from account where reference = 'A-1'
    returning id`;
  return task?.id ?? "";
}

/** A Tuesday at ten or at night in Johannesburg. */
async function clockTo(instant: string): Promise<void> {
  await setClock(database, { speed: 0, now: new Date(instant) });
}

test("calls go out with their number while the law allows them, and what came of them comes back", async () => {
  await clockTo("2027-03-02T10:00:00+02:00");
  const task = await openCall();
  const list = async () =>
    answerOf(callListEndpoints.callList, await system("GET", "/v1/call-lists?team=Calls"));
  const report = async (disposition: object) => {
    const body = { dispositions: [{ task, outcome: "promised", ...disposition }] };
    const response = await system("POST", "/v1/dispositions", { body });
    return (await answerOf(callListEndpoints.reportDispositions, response)).rows;
  };

  const day = await list();
  const file = await (await system("GET", "/v1/call-lists.csv?team=Calls")).text();
  await clockTo("2027-03-02T23:00:00+02:00");
  const night = await list();
  await clockTo("2027-03-03T10:00:00+02:00");
  const wrong = await report({ outcome: "not-offered" });
  const done = await report({
    contact: "conversation",
    reached: "debtor",
    phone: "082 123 4567",
    agent: "a7",
  });
  const again = await report({ contact: "conversation" });

  expect(day.calls).toMatchObject([
    { task, verdict: "allowed", phone: "+27821234567", accounts: ["A-1"] },
  ]);
  expect(file).toContain(`${task},A-1,+27821234567,"'=1+1 call",Calls,,promised\r\n`);
  expect(night.calls).toMatchObject([{ task, verdict: "deferred", phone: null }]);
  expect(wrong).toMatchObject([{ result: "refused", problems: [{ field: "outcome" }] }]);
  expect(done).toMatchObject([{ result: "done", verdict: "allowed" }]);
  expect(again).toMatchObject([{ result: "closed" }]);
  const taken = await database.sql`
    select after from audit where action = 'call-list.take' order by id`;
  expect([...taken]).toEqual([
    { after: { team: "Calls", numbers: 1 } },
    { after: { team: "Calls", numbers: 1 } },
  ]);
  const contacts = await database.sql`
    select channel, outcome, agent from attempt where provider = 'outside:ledger'`;
  expect([...contacts]).toEqual([{ channel: "call", outcome: "conversation", agent: "a7" }]);
});

test("what came of calls comes back as a file too", async () => {
  const task = await openCall();
  const send = (body: string, type = "text/csv") =>
    system("POST", "/v1/dispositions.csv", {
      body: new Blob([body]),
      headers: { "content-type": type },
    });

  const response = await send(
    `task,outcome,note\n${task},promised,"Calls back, on Friday"\nx,promised,\n`,
  );

  const { rows } = await answerOf(callListEndpoints.reportDispositions, response);
  expect(rows.map(({ result }) => result)).toEqual(["done", "refused"]);
  expect((await send("task\n", "application/json")).status).toBe(415);
  expect((await send(`__proto__,outcome\n${task},promised\n`)).status).toBe(422);
});

/** PayloadsAllTheThings, Prototype Pollution. */
const POLLUTING = [
  `{"__proto__":{"evilProperty":"evilPayload"}}`,
  `{"__proto__":{"argv0":"node","shell":"node","NODE_OPTIONS":"--inspect=payload"}}`,
  `{"constructor":{"prototype":{"foo":"bar","json spaces":10}}}`,
  `{"__proto__":{"json spaces":" "}}`,
  `{"__proto__":{"exposedHeaders":["foo"]}}`,
  `{"__proto__":{"status":510}}`,
  `{"__proto__":{"parameterLimit":1}}`,
];

test.for(
  POLLUTING.flatMap((payload) => [
    { path: "/v1/accounts", body: payload },
    { path: "/v1/accounts", body: `{"accounts":[${payload}]}` },
    { path: "/v1/contacts", body: `{"contacts":[${payload}]}` },
    { path: "/v1/may-contact", body: `{"questions":[${payload}]}` },
    {
      path: "/v1/events",
      body: `{"events":[{"id":"x","account":"A-1","name":"x","more":${payload}}]}`,
    },
  ]),
)("$path changes nothing of what objects inherit by $body", async ({ path, body }) => {
  const response = await system("POST", path, {
    body,
    headers: { "content-type": "application/json" },
  });

  expect([200, 400, 422]).toContain(response.status);
  // Refused whole, or by its row.
  expect(await response.text()).toMatch(/"result":"refused"|"error":/);
  const plain: Record<string, unknown> = {};
  for (const name of ["evilProperty", "argv0", "foo", "json spaces", "exposedHeaders", "status"]) {
    expect(plain[name]).toBeUndefined();
  }
  const health = await anonymous("GET", "/api/health");
  expect(health.status).toBe(200);
  expect(await health.text()).not.toContain("\n");
  expect(health.headers.get("access-control-expose-headers")).toBeNull();
});

test.for(["?__proto__[xxx]=1", "?a[constructor][prototype]=1"])(
  "refuses the query %s",
  async (query) => {
    expect((await system("GET", `/v1/events${query}`)).status).toBe(400);
    const plain: Record<string, unknown> = {};
    expect(plain["xxx"]).toBeUndefined();
  },
);

test("the document names every operation for other systems, and every name in it stands in it", async () => {
  const response = await anonymous("GET", "/v1/openapi.json");
  const text = await response.text();
  const document: unknown = JSON.parse(text);

  expect(document).toMatchObject({ openapi: "3.1.0", servers: [{ url: "http://localhost:4000" }] });
  for (const [name, { path }] of Object.entries(everyEndpoint)) {
    expect([name, text.includes(`"operationId":"${name}"`)]).toEqual([
      name,
      path.startsWith("/v1/"),
    ]);
  }
  const references = [...text.matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g)].map(
    ([, name]) => name,
  );
  const { components } = JSON.parse(text);
  expect(references.filter((name) => !Object.hasOwn(components.schemas, name ?? ""))).toEqual([]);
  expect(new Set(references)).toContain("ReportedAccount");
});

test("the reference page is whole by itself: no script, no request to anywhere", async () => {
  const page = await (await anonymous("GET", "/v1/reference")).text();

  expect(page).toContain("POST</span><code>/v1/accounts</code>");
  expect(page).not.toMatch(/<script|<link|<img|src=|url\(/i);
});
