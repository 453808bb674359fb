import { createHmac } from "node:crypto";
import { endpoints, providerEndpoints, templateEndpoints } from "@fairflow/contract";
import { setClock } from "@fairflow/db";
import { emptyFlow } from "@fairflow/flow";
import { expect, test } from "vitest";
import { samplePerson } from "../debtors/sample-person.ts";
import { answerOf, errorOf, testApp } from "../test-app.ts";
import { takeMessageNotices } from "./message-notices.ts";

const app = await testApp();
const { as, anonymous, database, deps } = app;
const person = await samplePerson(app);
const ACCOUNT = `AC${"1".repeat(32)}`;
const SID = `SM${"a".repeat(32)}`;

const TWILIO = {
  kind: "twilio",
  config: { accountSid: ACCOUNT, sender: { kind: "number", from: "+27600000000" } },
  portfolioIds: [],
};

async function setUp(name: string, authToken = "first"): Promise<string> {
  const body = { ...TWILIO, name, secrets: { authToken } };
  const { id } = await answerOf(
    providerEndpoints.addProvider,
    await as.admin("POST", "/api/providers", { body }),
  );
  return id;
}

async function list() {
  return answerOf(providerEndpoints.providers, await as.admin("GET", "/api/providers"));
}

const post = async (path: string, body: unknown) =>
  (await as.admin("POST", `/api/providers/${path}`, { body })).status;

/** As Twilio signs: HMAC-SHA1 over the address and the fields in their order. */
function callBack(
  target: string,
  fields: Readonly<Record<string, string>>,
  { token = "first", change = (body: string) => body } = {},
): Promise<Response> {
  const form = { AccountSid: ACCOUNT, ...fields };
  const pairs = Object.entries(form).toSorted(([a], [b]) => (a < b ? -1 : 1));
  const signed = deps.publicUrl.origin + target + pairs.flat().join("");
  const signature = createHmac("sha1", token).update(signed).digest("base64");
  return anonymous("POST", target, {
    body: change(new URLSearchParams(form).toString()),
    headers: {
      host: "attacker.example",
      "content-type": "application/x-www-form-urlencoded",
      "x-twilio-signature": signature,
    },
  });
}

const takeAll = () => takeMessageNotices(deps);
const DELIVERED = { MessageSid: SID, MessageStatus: "delivered" };

test("no secret leaves, neither in an answer nor on the trail, and which are set is told", async () => {
  const id = await setUp("Quiet", "a-very-secret-token");

  const answer = JSON.stringify(await list());
  const own = (await list()).providers.find((each) => each.id === id);
  const trail = JSON.stringify(await database.sql`select before, after from audit`);
  const [stored] = await database.sql<{ value: Uint8Array }[]>`
    select value from provider_secret where provider_id = ${id}`;

  expect(answer).not.toContain("a-very-secret-token");
  expect(trail).not.toContain("a-very-secret-token");
  expect(Buffer.from(stored?.value ?? []).toString("utf8")).not.toContain("secret");
  expect(own).toMatchObject({
    isOn: false,
    secrets: [{ name: "authToken", previousSetAtMs: null }],
    callbacks: [
      { url: `http://localhost:4000/callbacks/${id}/inbound` },
      { url: `http://localhost:4000/callbacks/${id}/status` },
    ],
  });
});

test("settings that do not fit are refused by field, and a name is taken once", async () => {
  const body = { ...TWILIO, name: "Odd", config: { accountSid: "AC1" }, secrets: {} };
  const refused = await as.admin("POST", "/api/providers", { body });
  await setUp("Taken");
  const again = await as.admin("POST", "/api/providers", {
    body: { ...TWILIO, name: "taken", secrets: { authToken: "x" } },
  });

  expect(refused.status).toBe(422);
  const { details } = await errorOf(refused);
  expect(details).toMatchObject({
    issues: expect.arrayContaining([expect.objectContaining({ path: "accountSid" })]),
  });
  expect(again.status).toBe(409);
});

test("while a secret is exchanged two are believed, a third is refused, and a retired one is not", async () => {
  const id = await setUp("Rotating");
  const target = `/callbacks/${id}/status`;
  const believed = async () => {
    const answers: number[] = [];
    for (const token of ["first", "second"]) {
      answers.push((await callBack(target, DELIVERED, { token })).status);
    }
    return answers;
  };

  expect(await believed()).toEqual([200, 403]);
  expect(await post(`${id}/secrets/authToken`, { value: "second" })).toBe(200);
  expect(await believed()).toEqual([200, 200]);
  expect(await post(`${id}/secrets/authToken`, { value: "third" })).toBe(409);
  expect(await post(`${id}/secrets/authToken/retire`, { place: "previous" })).toBe(200);
  expect(await believed()).toEqual([403, 200]);
  expect(await post(`${id}/secrets/authToken/retire`, { place: "current" })).toBe(409);
});

test("what a provider tells of a message is kept once, and its attempt is delivered", async () => {
  const id = await setUp("Telling");
  await database.sql`
    update attempt set provider = ${id}, provider_id = ${SID} where status = 'accepted'`;

  const answers = [];
  for (const MessageStatus of ["delivered", "sent", "delivered"]) {
    const response = await callBack(`/callbacks/${id}/status?a=${person.debtorId}`, {
      MessageSid: SID,
      MessageStatus,
    });
    answers.push([response.status, response.headers.get("content-type")]);
  }
  await takeAll();
  await takeAll();

  expect(new Set(answers.map(String))).toEqual(new Set(["200,text/xml; charset=utf-8"]));
  expect(
    await database.sql`select outcome from inbox where provider = ${`messages:${id}`} order by outcome`,
  ).toEqual([{ outcome: "delivered" }, { outcome: "delivered" }]);
  expect(
    await database.sql`select status, outcome from attempt where provider_id = ${SID}`,
  ).toEqual([{ status: "delivered", outcome: "delivered" }]);
});

test("a STOP opts the number out, and whoever changes a byte or forges a signature is refused and not kept", async () => {
  const id = await setUp("Hearing");
  const said = { MessageSid: `SM${"b".repeat(32)}`, From: "+27821234567", To: "+27600000000" };
  const target = `/callbacks/${id}/inbound`;

  const forged = await callBack(target, { ...said, Body: "STOP" }, { token: "guessed" });
  const changed = await callBack(
    target,
    { ...said, Body: "STOP" },
    { change: (body) => body.replace("STOP", "STOQ") },
  );
  const elsewhere = await callBack(`${target}?x=1`, { ...said, Body: "Hi" }, { token: "no" });
  expect([forged.status, changed.status, elsewhere.status]).toEqual([403, 403, 403]);
  expect(await database.sql`select from inbox where provider = ${`messages:${id}`}`).toHaveLength(
    0,
  );

  expect((await callBack(target, { ...said, Body: "Stop." })).status).toBe(200);
  await takeAll();

  expect(
    await database.sql`
      select channel, reason, suppression.source from suppression
      join address on address.hmac = address_hmac where debtor_id = ${person.debtorId}`,
  ).toEqual([{ channel: "sms", reason: "opted_out", source: "debtor" }]);
});

test("HELP that a Messaging Service has answered is nobody's work, and any other is", async () => {
  const tasks = async () =>
    (await database.sql`select from task where title like 'Answer:%'`).length;
  const service = { kind: "service", sid: `MG${"2".repeat(32)}`, hearsReplies: true };
  const id = await setUp("Helping");
  const config = { accountSid: ACCOUNT, sender: service };
  await as.admin("PUT", `/api/providers/${id}`, {
    body: { name: "Helping", config, portfolioIds: [] },
  });
  const ask = async (sid: string, Body: string) => {
    const said = { MessageSid: `SM${sid.repeat(32)}`, From: "+27821234567", To: "+27600000000" };
    const { status } = await callBack(`/callbacks/${id}/inbound`, { ...said, Body });
    await takeAll();
    return status;
  };

  expect([await ask("c", "HELP"), await tasks()]).toEqual([200, 0]);
  expect([await ask("d", "Hulp"), await tasks()]).toEqual([200, 1]);
});

test("a body that is too long, a provider that is removed and one that nobody knows are refused", async () => {
  const id = await setUp("Removed");
  const target = `/callbacks/${id}/status`;
  const long = await anonymous("POST", target, { body: "x".repeat(300_000) });
  await as.admin("DELETE", `/api/providers/${id}`);

  expect(long.status).toBe(413);
  expect((await callBack(target, DELIVERED)).status).toBe(404);
  expect((await callBack(`/callbacks/${person.debtorId}/status`, DELIVERED)).status).toBe(404);
  expect(await database.sql`select from provider_secret where provider_id = ${id}`).toEqual([]);
});

test("a live provider and a moved clock exclude each other, whichever came first", async () => {
  const id = await setUp("Live");
  const on = { isOn: true, isDefault: true };
  await setClock(database, { speed: 60 });

  expect(await post(`${id}/switch`, on)).toBe(409);
  await setClock(database, "real-time");
  expect(await post(`${id}/switch`, on)).toBe(200);
  const [taker] = (await list()).otherwise;
  expect(taker).toMatchObject({ purpose: "sms", taker: "provider" });
  const other = (await list()).otherwise.find(({ purpose }) => purpose === "email");
  expect(other?.taker).toBe("nobody");
  expect(await post(`${id}/switch`, { isOn: false, isDefault: false })).toBe(200);
  expect((await list()).otherwise[0]?.taker).toBe("sandbox");
});

test("letters that wait for a batch are not said to wait for a provider", async () => {
  const setting = {
    collects: true,
    closesAtMinute: null,
    zone: "Africa/Johannesburg",
    handsOver: "desk",
    name: "Acme",
    returnLine: "Acme, PO Box 1, 2000 Johannesburg",
    footer: ["Acme"],
    window: "A",
  };
  const taker = async (collects: boolean) => {
    await as.admin("PUT", "/api/letters/setting", { body: { ...setting, collects } });
    return (await list()).otherwise.find(({ purpose }) => purpose === "letter")?.taker;
  };

  expect([await taker(true), await taker(false)]).toEqual(["batches", "sandbox"]);
});

test("messages of a portfolio go by its own provider, and all others by the default", async () => {
  const [portfolio] = (await list()).portfolios;
  const own = await setUp("Own");
  const shared = await setUp("Shared");
  const body = { name: "Own", config: TWILIO.config, portfolioIds: [portfolio?.id] };
  await as.admin("PUT", `/api/providers/${own}`, { body });
  await post(`${own}/switch`, { isOn: true, isDefault: false });
  await post(`${shared}/switch`, { isOn: true, isDefault: true });

  const routes = await deps.providers.routes("sms");

  expect(routes.map(({ port, portfolios }) => [port.name, portfolios])).toEqual([
    [own, { only: [portfolio?.id] }],
    [shared, { except: [portfolio?.id] }],
  ]);
});

test("a template may not ask for STOP while a sender of its channel cannot receive, and no flow with it is put forward", async () => {
  const id = await setUp("Sender by name");
  await post(`${id}/switch`, { isOn: true, isDefault: true });
  const sendFrom = (from: string) => {
    const config = { accountSid: ACCOUNT, sender: { kind: "number", from } };
    return as.admin("PUT", `/api/providers/${id}`, {
      body: { name: "Sender by name", config, portfolioIds: [] },
    });
  };
  const template = {
    id: "answerable",
    name: "Answerable",
    channel: "sms",
    languages: { en: { body: "{{ account.reference }} is due. Reply STOP to opt out." } },
    fallback: [],
  };
  await as.editor("PUT", "/api/templates/answerable", { body: template });
  const nodes = [
    {
      id: "start",
      type: "start",
      name: "",
      config: { entry: { kind: "manual" }, reentry: { kind: "never" } },
    },
    { id: "sms", type: "sms", name: "", config: { template: "answerable" } },
    { id: "end", type: "end", name: "", config: { reason: "done" } },
  ];
  const edges = ["sent", "failed", "not-allowed"].map((exit) => ({ from: "sms", exit, to: "end" }));
  const flow = {
    ...emptyFlow("Asks for STOP"),
    nodes,
    edges: [{ from: "start", exit: "next", to: "sms" }, ...edges],
  };
  const created = await answerOf(
    endpoints.createFlow,
    await as.editor("POST", "/api/flows", { body: { name: "Asks for STOP" } }),
  );
  await as.editor("PUT", `/api/flows/${created.id}/draft`, {
    body: { flow },
    headers: { "if-match": '"1"' },
  });
  const told = async () => {
    const body = { revision: 2, note: "look" };
    const submitted = await as.editor("POST", `/api/flows/${created.id}/submissions`, { body });
    const seen = await answerOf(
      templateEndpoints.previewTemplate,
      await as.editor("POST", "/api/templates/preview", { body: { template, language: "en" } }),
    );
    return {
      unheard: (await answerOf(endpoints.library, await as.editor("GET", "/api/library"))).unheard,
      preview: seen.issues.map(({ message }) => message),
      submitted: submitted.ok ? [] : (await errorOf(submitted)).details,
    };
  };
  const words = expect.stringContaining("It asks people to reply STOP");

  await sendFrom("FAIRFLOW");
  expect(await told()).toEqual({
    unheard: ["sms"],
    preview: expect.arrayContaining([words]),
    submitted: { issues: [expect.objectContaining({ node: "sms", message: words })] },
  });
  await sendFrom("+27600000000");
  expect(await told()).toMatchObject({
    unheard: [],
    preview: expect.not.arrayContaining([words]),
    submitted: [],
  });
});
