import type { OutgoingMessage, SendResult } from "@fairflow/engine";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Fault, startFakeTwilio, type FakeTwilio } from "../fake-twilio/start-fake-twilio.ts";
import { httpWire } from "../http/http-wire.ts";
import { joinReports } from "@fairflow/engine";
import type { ProviderNotice } from "../inbound/provider-notice.ts";
import { readTwilioNotice } from "./read-notice.ts";
import { twilioChannel } from "./twilio-channel.ts";
import { TwilioSettings } from "./twilio-settings.ts";

const SETTINGS = TwilioSettings.parse({
  accountSid: `AC${"1".repeat(32)}`,
  sender: { kind: "number", from: "+27600000000" },
});
const CALLBACK_URL = "https://collect.example/callbacks/1";
const SECRETS = { authTokens: ["12345"] };

let folder: string;
let fake: FakeTwilio;
const wire = httpWire({
  reach: { alsoRanges: ["127.0.0.0/8"], plainHttp: true, ports: [] },
  // The machine may be busy; nothing here goes without an answer.
  answerMs: 30_000,
  connectMs: 30_000,
});

/** What came in, and whoever waits for more of it. */
const notices: ProviderNotice[] = [];
const waiting: { readonly isThere: () => boolean; readonly resolve: () => void }[] = [];
const receiver = createServer((request, answer) => {
  void bodyOf(request).then((body) => {
    const { url: target = "/", headers } = request;
    const reading = readTwilioNotice({ settings: SETTINGS, callbackUrl: CALLBACK_URL }, SECRETS, {
      target,
      headers: texts(headers),
      body,
    });
    if (reading.ok) notices.push(...reading.notices.map(({ notice }) => notice));
    answer.writeHead(reading.ok ? 200 : reading.status).end();
    for (const { isThere, resolve } of waiting) if (isThere()) resolve();
    return undefined;
  });
});

beforeAll(async () => {
  await new Promise<void>((resolve) => void receiver.listen(0, "127.0.0.1", resolve));
  folder = await mkdtemp(join(tmpdir(), "fairflow-fake-twilio-"));
  fake = await startFakeTwilio({
    ledger: join(folder, "ledger.jsonl"),
    accountSid: SETTINGS.accountSid,
    authToken: "12345",
    deliverTo: `http://127.0.0.1:${String(portOf(receiver.address()))}`,
  });
});
afterAll(async () => {
  wire.close();
  await fake.stop();
  receiver.closeAllConnections();
  await new Promise<void>((resolve) => void receiver.close(() => resolve()));
  await rm(folder, { recursive: true });
});

function portOf(address: AddressInfo | string | null): number {
  return typeof address === "object" && address !== null ? address.port : 0;
}

async function bodyOf(request: IncomingMessage): Promise<Uint8Array> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(Buffer.from(piece));
  return Buffer.concat(pieces);
}

function texts(headers: IncomingMessage["headers"]): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      typeof value === "string" ? [[name, value]] : [],
    ),
  );
}

const attempt = (number: number) => `01a204ec-6baa-7062-a5be-${String(number).padStart(12, "0")}`;

function send(number: number): Promise<SendResult> {
  const message: OutgoingMessage = {
    attemptId: attempt(number),
    channel: "sms",
    to: `+2782${String(number).padStart(7, "0")}`,
    subject: undefined,
    body: `Message ${String(number)}`,
    language: "en",
  };
  const channel = twilioChannel({
    name: "twilio",
    callbackUrl: CALLBACK_URL,
    settings: SETTINGS,
    secrets: SECRETS,
    wire,
    apiOrigin: fake.origin,
    now: () => new Date("2026-03-11T15:00:00Z"),
    recall: () => Promise.resolve(undefined),
  });
  return channel.send(message, () => Promise.resolve(true));
}

const deliveriesOf = (number: number) =>
  notices.flatMap((notice) =>
    notice.kind === "delivery" && notice.attemptId === attempt(number) ? [notice] : [],
  );

function told(number: number, count: number): Promise<void> {
  const isThere = () => deliveriesOf(number).length >= count;
  const { promise, resolve } = Promise.withResolvers<void>();
  if (isThere()) resolve();
  else waiting.push({ isThere, resolve });
  return promise;
}

function stateOf(number: number) {
  return deliveriesOf(number)
    .map(({ report }) => report)
    .reduce((known, next) => joinReports(known, next));
}

const DELIVERED = { status: "delivered", code: undefined, fault: undefined };

test.for([
  { fault: "none", number: 1, count: 2, state: DELIVERED },
  { fault: "callbacks-thrice", number: 2, count: 6, state: DELIVERED },
  { fault: "callbacks-reversed", number: 3, count: 2, state: DELIVERED },
  { fault: "callbacks-first", number: 4, count: 2, state: DELIVERED },
  { fault: "reset-after", number: 5, count: 2, state: DELIVERED },
  {
    fault: "overflows",
    number: 6,
    count: 1,
    state: { status: "failed", code: "30001", fault: "queue-full" },
  },
  {
    fault: "expires",
    number: 7,
    count: 1,
    state: { status: "failed", code: "30036", fault: "expired" },
  },
] satisfies { fault: Fault; number: number; count: number; state: object }[])(
  "callbacks say what became of a message: $fault",
  async ({ fault, number, count, state }) => {
    await fake.plan({ kind: "listed", faults: [fault] });

    const result = await send(number);
    await told(number, count);

    expect(stateOf(number)).toEqual(state);
    const keys = new Set(deliveriesOf(number).map(({ key }) => key));
    expect(keys.size).toBe(Math.min(2, count));
    const [first] = deliveriesOf(number);
    expect(result).toEqual(
      fault === "reset-after"
        ? { kind: "in-doubt", code: "ECONNRESET" }
        : { kind: "accepted", providerId: first?.providerId },
    );
  },
);

test("callbacks that come days late end the same", async () => {
  await fake.plan({ kind: "listed", faults: ["callbacks-late"] });
  await send(8);
  expect(deliveriesOf(8)).toEqual([]);

  await fake.release();

  expect(stateOf(8)).toEqual(DELIVERED);
});

test("whoever replied STOP is known to Twilio as well, and is told so", async () => {
  await fake.plan({ kind: "listed", faults: [] });
  await fake.reply({
    url: `${CALLBACK_URL}/inbound`,
    from: "+27820000009",
    to: "+27600000000",
    body: "Stop",
  });

  expect(notices.at(-1)).toMatchObject({
    kind: "reply",
    from: "+27820000009",
    meaning: { kind: "stop" },
  });
  expect(await send(9)).toEqual({ kind: "refused", code: "21610", address: "opted-out" });
});

test.for([1, 2, 3])(
  "whatever goes wrong, each message is asked for once: seed %i",
  async (seed) => {
    // What never answers takes its time, and has a test of its own.
    const faults = Fault.options.filter((fault) => !fault.startsWith("silent"));
    await fake.plan({ kind: "seeded", seed, oneIn: 2, faults });
    const numbers = Array.from({ length: 120 }, (_, nth) => seed * 1_000 + nth);

    const results = await Promise.all(
      numbers.map(async (number) => ({ number, result: await send(number) })),
    );

    const ledger = fake.ledger();
    const broken = results.filter(({ number, result }) => {
      const to = `+2782${String(number).padStart(7, "0")}`;
      const own = ledger.filter((entry) => entry.kind !== "called-back" && entry.to === to);
      const taken = own.flatMap((entry) => (entry.kind === "accepted" ? [entry.sid] : []));
      return own.length - taken.length !== 1 || !agrees(result, taken);
    });
    expect(broken).toEqual([]);
    expect(new Set(results.map(({ result }) => result.kind))).toEqual(
      new Set(["accepted", "refused", "retry-later", "in-doubt"]),
    );
  },
);

/** Whether what we were told is what the provider did. */
function agrees(result: SendResult, taken: readonly string[]): boolean {
  switch (result.kind) {
    case "accepted":
      return taken.length === 1 && taken[0] === result.providerId;
    case "in-doubt":
      return taken.length <= 1;
    case "refused":
    case "retry-later":
      return taken.length === 0;
  }
}
