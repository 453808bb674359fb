import type { OutgoingMessage, SendResult } from "@fairflow/engine";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startFakeTwilio, type FakeTwilio, type Fault } from "../fake-twilio/start-fake-twilio.ts";
import { httpWire, type Wire } from "../http/http-wire.ts";
import { checkTwilio } from "./check-twilio.ts";
import type { Recollection } from "./find-message.ts";
import { twilioChannel } from "./twilio-channel.ts";
import { TwilioSettings } from "./twilio-settings.ts";

const ACCOUNT = `AC${"1".repeat(32)}`;
const NOW = new Date("2026-03-11T15:00:00Z");
const SETTINGS = TwilioSettings.parse({
  accountSid: ACCOUNT,
  sender: { kind: "service", sid: `MG${"2".repeat(32)}`, hearsReplies: true },
});
const mayGo = () => Promise.resolve(true);

let folder: string;
let fake: FakeTwilio;
const LOOPBACK = { alsoRanges: ["127.0.0.0/8"], plainHttp: true, ports: [] };
const wire = httpWire({ reach: LOOPBACK, answerMs: 30_000 });
const hurried = httpWire({ reach: LOOPBACK, answerMs: 1_000 });

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "fairflow-fake-twilio-"));
  const ledger = join(folder, "ledger.jsonl");
  fake = await startFakeTwilio({ ledger, accountSid: ACCOUNT, authToken: "12345" });
});
afterAll(async () => {
  wire.close();
  hurried.close();
  await fake.stop();
  await rm(folder, { recursive: true });
});

const channelOf = (
  of: {
    authToken?: string;
    origin?: string;
    known?: Recollection;
    settings?: TwilioSettings;
    wire?: Wire;
  } = {},
) =>
  twilioChannel({
    name: "twilio",
    callbackUrl: "https://collect.example/callbacks/1",
    settings: of.settings ?? SETTINGS,
    secrets: { authTokens: [of.authToken ?? "12345"] },
    wire: of.wire ?? wire,
    apiOrigin: of.origin ?? fake.origin,
    now: () => NOW,
    recall: () => Promise.resolve(of.known),
  });

test("the credentials can be tried out, and Twilio's own answer is shown", async () => {
  const deps = { settings: SETTINGS, wire, apiOrigin: fake.origin };

  expect(await checkTwilio({ ...deps, secrets: { authTokens: ["12345"] } })).toEqual({
    ok: true,
    account: "A fake",
    status: "active",
  });
  expect(await checkTwilio({ ...deps, secrets: { authTokens: ["wrong"] } })).toEqual({
    ok: false,
    code: "http-401",
    answer: "Authenticate (20003)",
  });
});

const message = (to: string, more: Partial<OutgoingMessage> = {}): OutgoingMessage => ({
  attemptId: "01a204ec-6baa-7062-a5be-000000010000",
  channel: "sms",
  to,
  subject: undefined,
  body: "Jou saldo is R 500,00. & meer: https://f.example/l/ab+c",
  language: "af",
  ...more,
});

test.for([
  { from: "FAIRFLOW", kind: "refused" },
  { from: "+27600000000", kind: "accepted" },
])("a text that asks for STOP by $from is $kind", async ({ from, kind }) => {
  const settings = TwilioSettings.parse({ accountSid: ACCOUNT, sender: { kind: "number", from } });
  const body = "You owe R 500.00. Reply STOP to opt out.";
  const to = from === "FAIRFLOW" ? "+27820000071" : "+27820000072";

  const result = await channelOf({ settings }).send(message(to, { body }), mayGo);

  expect(result).toMatchObject(kind === "refused" ? { kind, code: "reply-not-heard" } : { kind });
  expect(askedFor(to)).toHaveLength(kind === "refused" ? 0 : 1);
});

const acceptedFor = (to: string) =>
  fake.ledger().filter((entry) => entry.kind === "accepted" && entry.to === to);
const askedFor = (to: string) =>
  fake.ledger().filter((entry) => entry.kind === "asked" && entry.to === to);

test("asks for the message as drawn, with its window and a callback that names the attempt", async () => {
  const to = "+27820000001";
  const leaveBefore = new Date(NOW.getTime() + 90_500);

  const result = await channelOf().send(message(to, { leaveBefore }), mayGo);

  const [entry] = acceptedFor(to);
  expect(entry).toMatchObject({
    to,
    from: "",
    messagingServiceSid: SETTINGS.sender.kind === "service" ? SETTINGS.sender.sid : null,
    body: message(to).body,
    validityPeriod: 90,
    statusCallback:
      "https://collect.example/callbacks/1/status?a=01a204ec-6baa-7062-a5be-000000010000",
  });
  expect(result).toEqual({
    kind: "accepted",
    providerId: entry?.kind === "accepted" ? entry.sid : "",
  });
});

test("never asks for more than Twilio's ten hours", async () => {
  const to = "+27820000002";
  const leaveBefore = new Date(NOW.getTime() + 3 * 86_400_000);

  await channelOf().send(message(to, { leaveBefore }), mayGo);

  expect(acceptedFor(to)).toMatchObject([{ validityPeriod: 36_000 }]);
});

test.for([
  { why: "its window is as good as over", leaveBefore: new Date(NOW.getTime() + 5_999), go: true },
  { why: "it may no longer go", leaveBefore: undefined, go: false },
])("gives a message back without asking when $why", async ({ leaveBefore, go }) => {
  const to = "+27820000003";

  const result = await channelOf().send(message(to, { leaveBefore }), () => Promise.resolve(go));

  expect(result).toEqual({ kind: "retry-later", code: "given-back", afterMs: 0 });
  expect(askedFor(to)).toEqual([]);
});

const doubt = (code: string): SendResult => ({ kind: "in-doubt", code });

test.for([
  { fault: "too-many-requests", result: { kind: "retry-later", code: "20429", afterMs: 7_000 } },
  { fault: "queue-full", result: { kind: "retry-later", code: "21611", afterMs: 600_000 } },
  { fault: "opted-out", result: { kind: "refused", code: "21610", address: "opted-out" } },
  { fault: "dead-address", result: { kind: "refused", code: "21211", address: "dead" } },
  { fault: "broken-before", result: doubt("http-500") },
  { fault: "broken-after", taken: true, result: doubt("http-500") },
  { fault: "silent-before", result: doubt("no-answer") },
  { fault: "silent-after", taken: true, result: doubt("no-answer") },
  { fault: "reset-before", result: doubt("ECONNRESET") },
  { fault: "reset-after", taken: true, result: doubt("ECONNRESET") },
  { fault: "malformed-after", taken: true, result: doubt("unreadable-answer") },
  { fault: "cut-after", taken: true, result: doubt("unreadable-answer") },
] satisfies { fault: Fault; taken?: boolean; result: SendResult }[])(
  "asks once and no more when $fault",
  async ({ fault, taken = false, result }) => {
    const to = `+2783${String(Math.abs(hash(fault)))
      .padStart(7, "0")
      .slice(0, 7)}`;
    await fake.plan({ kind: "listed", faults: [fault] });

    const isSilent = fault.startsWith("silent");
    const channel = channelOf(isSilent ? { wire: hurried } : {});
    const answer = await channel.send(message(to), mayGo);

    expect(answer).toEqual(result);
    expect(askedFor(to)).toHaveLength(1);
    expect(acceptedFor(to)).toHaveLength(taken ? 1 : 0);
  },
);

function hash(text: string): number {
  return Array.from(text).reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 9_999_991, 7);
}

test("a slow yes is a yes", async () => {
  await fake.plan({ kind: "listed", faults: ["slow"] });

  expect(await channelOf().send(message("+27820000004"), mayGo)).toMatchObject({
    kind: "accepted",
  });
});

test("credentials that are wrong keep the message until somebody mends them", async () => {
  const to = "+27820000005";

  const result = await channelOf({ authToken: "wrong" }).send(message(to), mayGo);

  expect(result).toEqual({ kind: "retry-later", code: "20003", afterMs: 300_000 });
  expect(askedFor(to)).toEqual([]);
});

test("a provider that cannot be reached was surely not asked", async () => {
  const result = await channelOf({ origin: "http://127.0.0.1:9" }).send(message("+2782"), mayGo);

  expect(result).toEqual({ kind: "retry-later", code: "ECONNREFUSED", afterMs: 30_000 });
});

test("finds a message in doubt by what is known of it, and reads what it cost", async () => {
  const to = "+27820000006";
  await fake.plan({ kind: "listed", faults: ["broken-after"] });
  await channelOf().send(message(to), mayGo);
  const [entry] = acceptedFor(to);
  const known = {
    to,
    body: message(to).body,
    claimedAt: new Date(entry?.at ?? 0),
    takenIds: new Set<string>(),
    hasRivals: false,
  };

  const found = await channelOf({ known }).lookup?.("any");

  const sid = entry?.kind === "accepted" ? entry.sid : "";
  expect(found).toEqual({ kind: "accepted", providerId: sid });
  expect(await channelOf().priceOf?.(sid)).toEqual({
    amount: "0.00750",
    currency: "USD",
    parts: 1,
  });
});

test("what Twilio does not list stays in doubt: it may still arrive", async () => {
  const known = {
    to: "+27820000007",
    body: "Hello",
    claimedAt: new Date(),
    takenIds: new Set<string>(),
    hasRivals: false,
  };

  expect(await channelOf({ known }).lookup?.("any")).toEqual({ kind: "unknown" });
  expect(await channelOf().lookup?.("any")).toEqual({ kind: "unknown" });
  expect(await channelOf({ known, origin: "http://127.0.0.1:9" }).lookup?.("any")).toEqual({
    kind: "unknown",
  });
  expect(await channelOf().priceOf?.(`SM${"0".repeat(32)}`)).toBeUndefined();
});
