import fc from "fast-check";
import twilio from "twilio";
import { expect, test } from "vitest";
import { joinReports, type DeliveryReport } from "@fairflow/engine";
import type { ProviderRequest } from "../inbound/provider-notice.ts";
import { readTwilioNotice } from "./read-notice.ts";
import { TwilioSettings } from "./twilio-settings.ts";

const ATTEMPT = "01a204ec-6baa-7062-a5be-000000000001";
const SID = `SM${"a".repeat(32)}`;
const TOKEN = "12345";
const SETTINGS = TwilioSettings.parse({
  accountSid: `AC${"1".repeat(32)}`,
  sender: { kind: "number", from: "+27600000000" },
});
const CALLBACK_URL = "https://collect.example/callbacks/1";
const STATUS = `/callbacks/1/status?a=${ATTEMPT}`;
const INBOUND = "/callbacks/1/inbound";

const status = (more: Record<string, string> = {}): Record<string, string> => ({
  AccountSid: SETTINGS.accountSid,
  From: "+27600000000",
  MessageSid: SID,
  MessageStatus: "delivered",
  To: "+27821234567",
  ...more,
});
const reply = (more: Record<string, string> = {}): Record<string, string> => ({
  AccountSid: SETTINGS.accountSid,
  Body: "Hello & goodbye, 100 % of my money: 'x' = ü😀\n",
  From: "+27821234567",
  MessageSid: SID,
  NumMedia: "0",
  To: "+27600000000",
  ...more,
});

/** As Twilio sends it, signed by Twilio's own SDK. */
const signed = (target: string, form: Record<string, string>): ProviderRequest => ({
  target,
  headers: {
    host: "attacker.example",
    "content-type": "application/x-www-form-urlencoded; charset=UTF-8",
    "x-twilio-signature": twilio.getExpectedTwilioSignature(
      TOKEN,
      new URL(CALLBACK_URL).origin + target,
      form,
    ),
  },
  body: Buffer.from(new URLSearchParams(form).toString()),
});
const read = (request: ProviderRequest, authTokens = [TOKEN]) =>
  readTwilioNotice({ settings: SETTINGS, callbackUrl: CALLBACK_URL }, { authTokens }, request);

const notice = (request: ProviderRequest) => {
  const reading = read(request);
  return reading.ok ? reading.notices[0]?.notice : reading;
};

test("a status tells which attempt it is of, even before the answer has named the message", () => {
  expect(notice(signed(STATUS, status()))).toEqual({
    kind: "delivery",
    key: `${SID}.delivered`,
    providerId: SID,
    attemptId: ATTEMPT,
    report: { status: "delivered", code: undefined, fault: undefined },
  });
});

test.for([
  { code: "30001", fault: "queue-full" },
  { code: "30036", fault: "expired" },
  { code: "30005", fault: "dead-address" },
  { code: "21610", fault: "opted-out" },
  { code: "30003", fault: "unreachable" },
  { code: "30007", fault: "filtered" },
  { code: "39999", fault: "other" },
])("a failure with $code is $fault", ({ code, fault }) => {
  const form = status({ MessageStatus: "undelivered", ErrorCode: code });

  expect(notice(signed(STATUS, form))).toMatchObject({ report: { status: "failed", code, fault } });
});

test("a status that we do not know is let be", () => {
  expect(notice(signed(STATUS, status({ MessageStatus: "pondered" })))).toEqual({
    kind: "ignored",
    why: "Twilio says pondered",
  });
});

test("a reply says what it means, and Twilio's own word for opting out comes first", () => {
  expect(notice(signed(INBOUND, reply()))).toEqual({
    kind: "reply",
    key: SID,
    providerId: SID,
    from: "+27821234567",
    to: "+27600000000",
    body: reply()["Body"],
    meaning: { kind: "reply" },
  });
  expect(notice(signed(INBOUND, reply({ Body: "Stop." })))).toMatchObject({
    meaning: { kind: "stop" },
  });
  expect(notice(signed(INBOUND, reply({ Body: "bin", OptOutType: "STOP" })))).toMatchObject({
    meaning: { kind: "stop" },
  });
});

test.for([
  { sender: "service", body: " Help", answersHelp: true },
  { sender: "service", body: "Hulp", answersHelp: undefined },
  { sender: "number", body: "HELP", answersHelp: undefined },
  { sender: "number", body: "bystand", type: "HELP", answersHelp: true },
])("of $body, said to a $sender, Twilio has answered it: $answersHelp", (each) => {
  const { body, sender, type } = each;
  const service = { kind: "service", sid: `MG${"2".repeat(32)}`, hearsReplies: true };
  const settings =
    sender === "service" ? TwilioSettings.parse({ ...SETTINGS, sender: service }) : SETTINGS;
  const more = { Body: body, ...(type === undefined ? {} : { OptOutType: type }) };

  const reading = readTwilioNotice(
    { settings, callbackUrl: CALLBACK_URL },
    { authTokens: [TOKEN] },
    signed(INBOUND, reply(more)),
  );

  const [came] = reading.ok ? reading.notices : [];
  const told = came?.notice.kind === "reply" ? came.notice : undefined;
  expect([told?.meaning.kind, told?.answersHelp]).toEqual(["help", each.answersHelp]);
});

const good = signed(STATUS, status());

test.for([
  {
    what: "no signature",
    request: { ...good, headers: { ...good.headers, "x-twilio-signature": undefined } },
    status: 400,
  },
  { what: "another token", request: good, tokens: ["new"], status: 403 },
  { what: "another path", request: { ...good, target: INBOUND }, status: 403 },
  {
    what: "another account, though signed",
    request: signed(STATUS, status({ AccountSid: `AC${"9".repeat(32)}` })),
    status: 403,
  },
  { what: "no path of ours", request: signed("/hooks/other", status()), status: 400 },
  {
    what: "a lost field",
    request: signed(STATUS, { AccountSid: SETTINGS.accountSid }),
    status: 400,
  },
  {
    what: "JSON",
    request: { ...good, headers: { ...good.headers, "content-type": "application/json" } },
    status: 415,
  },
  { what: "more than 64 KB", request: { ...good, body: Buffer.alloc(65_537, "a") }, status: 413 },
  {
    what: "a header that came twice",
    request: {
      ...good,
      headers: {
        ...good.headers,
        "x-twilio-signature": `${good.headers["x-twilio-signature"] ?? ""}, x`,
      },
    },
    status: 403,
  },
  {
    what: "a field told twice",
    request: { ...good, body: Buffer.concat([good.body, Buffer.from(`&MessageSid=${SID}`)]) },
    status: 400,
  },
  {
    what: "a byte order mark",
    request: { ...good, body: Buffer.concat([Buffer.from("\u{feff}"), good.body]) },
    status: 400,
  },
])("refuses $what", ({ request, tokens, status: expected }) => {
  const headers = Object.fromEntries(
    Object.entries(request.headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, value]],
    ),
  );

  expect(read({ ...request, headers }, tokens)).toMatchObject({ ok: false, status: expected });
});

/** Every other byte in one place of a text. */
const flips = (text: Uint8Array) =>
  fc
    .record({ at: fc.nat(text.length - 1), byte: fc.nat(255) })
    .filter(({ at, byte }) => text[at] !== byte)
    .map(({ at, byte }) => Buffer.from(text).fill(byte, at, at + 1));

const requests = [signed(STATUS, status()), signed(INBOUND, reply({ Body: "a'b&c=d e+f%2bÄ" }))];

test.for(requests)("a flipped byte of $target or its body or signature is refused", (request) => {
  const signature = request.headers["x-twilio-signature"] ?? "";
  const changed = fc.oneof(
    flips(request.body).map((body) => ({ ...request, body })),
    flips(Buffer.from(request.target, "latin1")).map((target) => ({
      ...request,
      target: target.toString("latin1"),
    })),
    flips(Buffer.from(signature, "latin1")).map((header) => ({
      ...request,
      headers: { ...request.headers, "x-twilio-signature": header.toString("latin1") },
    })),
  );

  expect(read(request).ok).toBe(true);
  fc.assert(
    fc.property(changed, (each) => {
      expect(read(each).ok).toBe(false);
    }),
    { numRuns: 5_000 },
  );
});

test("every byte of a body, an address and a signature, in every other value, is refused", () => {
  // Last of all names, so that its border could turn into another field's and be signed alike.
  const request = signed(`${INBOUND}?a=${ATTEMPT}`, reply({ Body: "=&+ %", Za: "b" }));
  const signature = request.headers["x-twilio-signature"] ?? "";
  const accepted: string[] = [];
  const flipAll = (text: Uint8Array, changed: (flipped: Buffer) => ProviderRequest) => {
    for (let at = 0; at < text.length; at += 1) {
      for (let byte = 0; byte < 256; byte += 1) {
        const flipped = Buffer.from(text).fill(byte, at, at + 1);
        if (flipped.equals(text)) continue;
        if (read(changed(flipped)).ok) accepted.push(flipped.toString("latin1"));
      }
    }
  };

  expect(read(request).ok).toBe(true);
  flipAll(request.body, (body) => ({ ...request, body }));
  flipAll(Buffer.from(request.target), (flipped) => ({
    ...request,
    target: flipped.toString("latin1"),
  }));
  flipAll(Buffer.from(signature), (flipped) => ({
    ...request,
    headers: { ...request.headers, "x-twilio-signature": flipped.toString("latin1") },
  }));

  expect(accepted).toEqual([]);
});

test("forms of any text pass as Twilio signs them", () => {
  const text = fc.string({ unit: "grapheme", maxLength: 40 });
  fc.assert(
    fc.property(text, (body) => {
      expect(notice(signed(INBOUND, reply({ Body: body })))).toMatchObject({ kind: "reply", body });
    }),
  );
});

test("callbacks in any order, any of them repeated, end the same", () => {
  const reports = ["queued", "sending", "sent", "delivered"].map((word) => {
    const told = notice(signed(STATUS, status({ MessageStatus: word })));
    return told !== undefined && "report" in told
      ? told.report
      : { status: "accepted" as const, code: "", fault: undefined };
  });
  const join = (all: readonly DeliveryReport[]) => all.reduce((a, b) => joinReports(a, b));

  fc.assert(
    fc.property(fc.shuffledSubarray([...reports, ...reports], { minLength: 8 }), (shuffled) => {
      expect(join(shuffled)).toEqual({ status: "delivered", code: undefined, fault: undefined });
    }),
  );
});
