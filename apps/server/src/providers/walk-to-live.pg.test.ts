import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startFakeSmtp } from "@fairflow/channels/fake-smtp";
import { startFakeTwilio } from "@fairflow/channels/fake-twilio";
import { endpoints, providerEndpoints, templateEndpoints } from "@fairflow/contract";
import { askToEnrol, installQueues, startEngine } from "@fairflow/engine";
import { flowOf } from "@fairflow/engine/reminder-flow";
import { catalog } from "@fairflow/nodes";
import { afterAll, expect, test } from "vitest";
import { createApp } from "../create-app.ts";
import { submitAndPublish } from "../flows/submit-and-publish.ts";
import { importSample } from "../imports/import-sample.ts";
import { listen } from "../installation/serve-http.ts";
import { activateLaw } from "../outside/active-law.ts";
import { answerOf, emailOf, testApp } from "../test-app.ts";
import { takeMessageNotices } from "./message-notices.ts";

/*
 * "From the sandbox to real phones and mailboxes" in docs/operations.md, step by step, with a Twilio and a mail server that are
 * processes of their own. The clock of an installation that reaches people is the real one, and this runs at night too: what
 * is sent answers its reader, which no hour forbids.
 */
const ACCOUNT = { accountSid: `AC${"1".repeat(32)}`, authToken: "12345" };
const PUBLIC = "https://collect.example";
const OURS = "+27600000000";
const PERSON = { phone: "+27821234567", email: "own@example.org" };

const folder = await mkdtemp(join(tmpdir(), "fairflow-walk-"));
afterAll(() => rm(folder, { recursive: true }));
const port = await freePort();
const ledger = join(folder, "sms.jsonl");
const deliverTo = `http://127.0.0.1:${port}`;
const twilio = await startFakeTwilio({ ...ACCOUNT, ledger, deliverTo });
afterAll(() => twilio.stop());
const mailServer = await startFakeSmtp(join(folder, "mail.jsonl"));
afterAll(() => mailServer.stop());
const app = await testApp({
  publicUrl: PUBLIC,
  twilioApi: twilio.origin,
  reach: { alsoRanges: ["127.0.0.0/8"], plainHttp: true, ports: [] },
});
const { as, database, deps } = app;
const { sql } = database;
const serving = await listen(createApp(deps), { host: "127.0.0.1", port });
afterAll(() => serving.close());
const faults: unknown[] = [];
await installQueues(app.databaseUrl);
const engine = await startEngine({
  database,
  databaseUrl: app.databaseUrl,
  catalog,
  law: deps.facts.law,
  keyring: deps.keys(),
  ports: deps.providers,
  publicUrl: PUBLIC,
  roles: ["clock", "tick", "send"],
  readInbox: (facts) => takeMessageNotices({ ...deps, facts }),
  reconcileEveryMs: 300,
  onFault: (_what, _id, fault) => faults.push(fault),
});
afterAll(() => engine.stop());

const WITHIN = { timeout: 30_000, interval: 50 };

const post = (path: string, body: unknown) => as.admin("POST", path, { body });
const statuses = async (channel: string) =>
  (
    await sql<
      { status: string }[]
    >`select status from attempt where channel = ${channel} order by status`
  ).map(({ status }) => status);
const sentBySms = () =>
  twilio.ledger().flatMap((entry) => (entry.kind === "accepted" ? [entry] : []));
/** Sources with each header in one line. */
const mails = async () =>
  (await mailServer.readLedger()).map(({ source }) =>
    Buffer.from(source, "base64")
      .toString("utf8")
      .replaceAll(/\r\n[ \t]+/g, " "),
  );
const headerOf = (mail: string | undefined, name: string) =>
  new RegExp(`^${name}: (.*)\r$`, "m").exec(mail ?? "")?.[1];
const listed = async () =>
  answerOf(providerEndpoints.providers, await as.admin("GET", "/api/providers"));
const takers = async () =>
  Object.fromEntries((await listed()).otherwise.map(({ purpose, taker }) => [purpose, taker]));

/** Sets a provider up, tests it and switches it on. @returns its id and what it said to the test */
async function setUp(settings: object): Promise<{ readonly id: string; readonly answer: string }> {
  const { id } = await answerOf(
    providerEndpoints.addProvider,
    await post("/api/providers", { ...settings, portfolioIds: [] }),
  );
  const { answer } = await answerOf(
    providerEndpoints.testProvider,
    await post(`/api/providers/${id}/test`, {}),
  );
  const on = await post(`/api/providers/${id}/switch`, { isOn: true, isDefault: true });
  expect(on.status).toBe(200);
  return { id, answer };
}

const OWING = {
  id: "owing",
  name: "Owes something",
  criteria: { kind: "rule", field: "account.balance", operator: "at_least", value: 1 },
};

/** Publishes a flow of one message for everybody, and lets the next quarter of an hour come. */
async function publish(
  name: string,
  channel: "sms" | "email",
  template: object,
  purpose = "reply_to_consumer",
): Promise<void> {
  const id = `own-${channel}-${purpose}`;
  const flow = flowOf(name, {
    nodes: {
      start: {
        type: "start",
        config: { entry: { kind: "segment", segment: "owing" }, reentry: { kind: "never" } },
      },
      message: { type: channel, config: { template: id, purpose } },
      over: { type: "end", config: { reason: "told" } },
    },
    edges: [
      ["start", "next", "message"],
      ["message", "sent", "over"],
    ],
  });
  const templates = [{ id, name: id, channel, purpose, fallback: [], languages: { en: template } }];
  const from = { schema: "fairflow.export/1", flow, segments: [OWING], templates };
  const created = await answerOf(
    endpoints.createFlow,
    await as.editor("POST", "/api/flows", { body: { name, from } }),
  );
  const draft = { id: created.id, revision: 1, reason: "Our own people" };
  expect((await submitAndPublish(app, draft)).status).toBe(200);
  await database.transaction((tx) => askToEnrol(engine.facts.jobs, tx));
}

test("from the sandbox to a live Twilio and a live mail server, as the walk says", async () => {
  expect(await takers()).toEqual({ sms: "sandbox", email: "sandbox", letter: "sandbox" });
  const sms = await setUp({
    kind: "twilio",
    name: "Twilio",
    config: { accountSid: ACCOUNT.accountSid, sender: { kind: "number", from: OURS } },
    secrets: { authToken: ACCOUNT.authToken },
  });
  expect(sms.answer).toBe("A fake: active");
  expect(await takers()).toEqual({ sms: "provider", email: "nobody", letter: "nobody" });
  const [own] = (await listed()).providers;
  const inbound = own?.callbacks.find(({ label }) => label === "A message comes in")?.url ?? "";
  expect(own?.warnings).toEqual([]);

  const text = { body: "Your account is {{ account.reference }}. Reply STOP to opt out." };
  const template = { id: "t", name: "T", channel: "sms", fallback: [], languages: { en: text } };
  const [number, asked] = ["+27605550100", { template, language: "en" }];
  expect((await post("/api/templates/test", { ...asked, number })).status).toBe(422);
  const { ticket } = await answerOf(
    templateEndpoints.askTestNumber,
    await post("/api/templates/test-number", { number }),
  );
  const code = /^\d{6}/.exec(sentBySms()[0]?.body ?? "")?.[0] ?? "";
  const prove = (shown: string) =>
    post("/api/templates/test-number/proof", { ticket, code: shown });
  expect((await prove(code === "000000" ? "000001" : "000000")).status).toBe(422);
  const { proof } = await answerOf(templateEndpoints.proveTestNumber, await prove(code));
  const tried = await answerOf(
    templateEndpoints.sendTestMessage,
    await post("/api/templates/test", { ...asked, proof }),
  );
  expect(tried).toMatchObject({ to: number, result: "accepted" });
  const another = await as.editor("POST", "/api/templates/test", { body: { ...asked, proof } });
  expect(another.status).toBe(422);
  expect(sentBySms().map(({ to, body }) => [to, body.slice(0, 7)])).toEqual([
    [number, `${code} `],
    [number, "[Test] "],
  ]);

  const csv = `Customer,Name,Phone,Email,Invoice,Amount,Due\nC-1,Own Person,${PERSON.phone},${PERSON.email},INV-1,120.50,2026-01-10`;
  await importSample(app, csv, { "debtor.phone": "Phone", "debtor.email": "Email" });
  await post("/api/sending", { on: false, reason: "Nobody is reached yet" });
  await activateLaw(database);
  await publish("First", "sms", text);
  await expect.poll(() => statuses("sms"), WITHIN).toEqual(["planned"]);
  expect(sentBySms()).toHaveLength(2);
  await post("/api/sending", { on: true, reason: "Our own people may be reached" });
  await expect.poll(() => statuses("sms"), WITHIN).toEqual(["delivered"]);
  expect(sentBySms().slice(2)).toEqual([
    expect.objectContaining({ to: PERSON.phone, from: OURS, body: expect.stringMatching(/INV-1/) }),
  ]);

  await twilio.reply({ url: inbound, from: PERSON.phone, to: OURS, body: "Stop" });
  const barred = () => sql`
    select channel, reason, source from suppression where ended_at is null order by channel`;
  await expect
    .poll(barred, WITHIN)
    .toEqual([{ channel: "sms", reason: "opted_out", source: "debtor" }]);
  await publish("Second", "sms", text, "collection");
  await expect.poll(() => statuses("sms"), WITHIN).toEqual(["delivered", "forbidden"]);
  expect(sentBySms()).toHaveLength(3);

  const smtp = await setUp({
    kind: "smtp",
    name: "Mail",
    config: {
      host: "127.0.0.1",
      port: mailServer.port,
      tls: "starttls",
      authority: mailServer.authority,
      credentials: { user: "fairflow" },
      from: { name: "Acme", address: "accounts@acme.example" },
    },
    secrets: { password: "secret" },
  });
  expect(smtp.answer).toBe("The server let us in.");
  const written = { subject: "Your account", body: "It is {{ account.reference }}." };
  const mailTemplate = { ...template, channel: "email", languages: { en: written } };
  await post("/api/templates/test", { template: mailTemplate, language: "en" });
  await publish("By mail", "email", written);
  await expect.poll(() => statuses("email"), WITHIN).toEqual(["accepted"]);
  const [toMe, mail] = await mails();
  expect([headerOf(toMe, "Subject"), headerOf(toMe, "To")]).toEqual([
    "[Test] Your account",
    emailOf("admin"),
  ]);
  expect(mail).toContain("It is INV-1.");
  expect(headerOf(mail, "List-Unsubscribe-Post")).toBe("List-Unsubscribe=One-Click");
  const leave = /^<(.*?)>/.exec(headerOf(mail, "List-Unsubscribe") ?? "")?.[1] ?? "";
  expect(leave.startsWith(`${PUBLIC}/u/`)).toBe(true);
  const path = leave.slice(PUBLIC.length);
  const clicked = await fetch(`${deliverTo}${path}`, {
    method: "POST",
    body: new URLSearchParams({ "List-Unsubscribe": "One-Click" }),
  });
  expect(clicked.status).toBe(200);
  expect((await barred()).map(({ channel }) => channel)).toEqual(["email", "sms"]);

  // Who changes to a sender that hears nothing is told which steps ask for an answer.
  const sender = { kind: "number", from: "FAIRFLOW" };
  await as.admin("PUT", `/api/providers/${sms.id}`, {
    body: { name: "Twilio", config: { accountSid: ACCOUNT.accountSid, sender }, portfolioIds: [] },
  });
  const warned = (await listed()).providers.find(({ id }) => id === sms.id)?.warnings ?? [];
  const asking = warned.filter((warning) => warning.includes("this sender refuses it"));
  expect(asking.toSorted()).toEqual([
    expect.stringMatching(/ of First \(v1\) says “Reply STOP” in “own-sms/),
    expect.stringMatching(/ of Second \(v1\)/),
  ]);
  expect(faults).toEqual([]);
});

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise<void>((resolve) => void server.close(() => resolve()));
  return typeof address === "object" && address !== null ? address.port : 0;
}
