import fc from "fast-check";
import { createHmac } from "node:crypto";
import { expect, test } from "vitest";
import type { ProviderRequest } from "../inbound/provider-notice.ts";
import type { CallbackSettings } from "./callback-settings.ts";
import { madeUpProvider } from "./made-up-provider.ts";
import { readHttpNotice } from "./read-notice.ts";

const ATTEMPT = "01a204ec-6baa-7062-a5be-000000000001";
const TARGET = `/hooks/sms/made-up?a=${ATTEMPT}`;
const NOW_MS = Date.UTC(2026, 2, 11, 15, 0, 0);
const SECRETS = { callback: ["s3cr3t"] };

type Verification = CallbackSettings["verification"];
type Format = CallbackSettings["format"];

const settingsWith = (verification?: Verification, format: Format = "json") => {
  const settings = madeUpProvider();
  const { callback } = settings;
  if (callback === undefined) return settings;
  return {
    callback: { ...callback, format, verification: verification ?? callback.verification },
  };
};

const request = (
  body: string,
  headers: Record<string, string> = {},
  target = TARGET,
): ProviderRequest => ({
  target,
  headers: { "content-type": "application/json", ...headers },
  body: Buffer.from(body),
});
const signed = (said: object): ProviderRequest => {
  const body = JSON.stringify(said);
  return request(body, {
    "x-signature": `sha256=${createHmac("sha256", "s3cr3t").update(body).digest("hex")}`,
  });
};
const read = (
  of: ProviderRequest,
  settings = settingsWith(),
  secrets: Record<string, string[]> = SECRETS,
) => {
  const reading = readHttpNotice(settings, secrets, { request: of, nowMs: NOW_MS });
  const [only, another] = reading.ok ? reading.notices : [];
  return only === undefined || another !== undefined ? reading : { ok: true, notice: only.notice };
};

test("a delivery is read by its paths, with our attempt from the address", () => {
  expect(read(signed({ id: 77, status: "DELIVRD" }))).toEqual({
    ok: true,
    notice: {
      kind: "delivery",
      key: "77.DELIVRD",
      providerId: "77",
      attemptId: ATTEMPT,
      report: { status: "delivered", code: undefined, fault: undefined },
    },
  });
});

test.for([
  { said: { reason: "EXPIRED" }, code: "EXPIRED", fault: "expired" },
  { said: { reason: "toString" }, code: "toString", fault: "other" },
  { said: {}, code: "UNDELIV", fault: "other" },
])("a failure with $code is $fault", ({ said, code, fault }) => {
  expect(read(signed({ id: "77", status: "UNDELIV", ...said }))).toMatchObject({
    notice: { report: { status: "failed", code, fault } },
  });
});

test("a reply is read with its number made international", () => {
  const said = { replyId: "r1", msisdn: "27821234567", shortCode: "31234", text: "stop" };

  expect(read(signed(said))).toEqual({
    ok: true,
    notice: {
      kind: "reply",
      key: "r1",
      providerId: "r1",
      from: "+27821234567",
      to: "31234",
      body: "stop",
      meaning: { kind: "stop" },
    },
  });
});

test("a flipped byte of body or signature is refused", () => {
  const good = signed({ id: "77", status: "DELIVRD" });
  const signature = good.headers["x-signature"] ?? "";
  const flip = (text: Buffer) =>
    fc
      .record({ at: fc.nat(text.length - 1), byte: fc.nat(255) })
      .filter(({ at, byte }) => text[at] !== byte)
      .map(({ at, byte }) => Buffer.from(text).fill(byte, at, at + 1));
  const changed = fc.oneof(
    flip(Buffer.from(good.body)).map((body) => ({ ...good, body })),
    flip(Buffer.from(signature)).map((header) => ({
      ...good,
      headers: { ...good.headers, "x-signature": header.toString("latin1") },
    })),
  );

  expect(read(good).ok).toBe(true);
  fc.assert(
    fc.property(changed, (each) => {
      expect(read(each)).toMatchObject({ ok: false, status: 403 });
    }),
    { numRuns: 2_000 },
  );
});

test("either of two secrets verifies while they are rotated", () => {
  const good = signed({ id: "77", status: "DELIVRD" });

  expect(read(good, settingsWith(), { callback: ["new", "s3cr3t"] }).ok).toBe(true);
  expect(read(good, settingsWith(), { callback: ["new"] }).ok).toBe(false);
  expect(read(good, settingsWith(), {}).ok).toBe(false);
});

test.for([
  { offset: 0, ok: true },
  { offset: -300, ok: true },
  { offset: 300, ok: true },
  { offset: -301, ok: false },
  { offset: 301, ok: false },
])("a signed time of $offset s is taken: $ok", ({ offset, ok }) => {
  const time = String(NOW_MS / 1000 + offset);
  const body = JSON.stringify({ id: "77", status: "DELIVRD" });
  const signature = createHmac("sha512", "s3cr3t").update(`${time}.${body}`).digest("base64");
  const settings = settingsWith({
    kind: "hmac",
    secret: "callback",
    header: "x-signature",
    algorithm: "sha512",
    encoding: "base64",
    prefix: "",
    timeHeader: "x-time",
  });

  expect(read(request(body, { "x-signature": signature, "x-time": time }), settings).ok).toBe(ok);
});

test.for([
  { place: "header", target: TARGET, headers: { "x-token": "s3cr3t" }, ok: true },
  { place: "header", target: TARGET, headers: { "x-token": "S3cr3t" }, ok: false },
  { place: "header", target: TARGET, headers: {}, ok: false },
  { place: "query", target: `${TARGET}&X-Token=s3cr3t`, headers: {}, ok: true },
  { place: "query", target: `${TARGET}&X-Token=s3cr3`, headers: {}, ok: false },
  { place: "query", target: `${TARGET}&X-Token=s3cr3t&X-Token=s3cr3t`, headers: {}, ok: false },
] as const)("a token in the $place of $target: $ok", ({ place, target, headers, ok }) => {
  const settings = settingsWith({ kind: "token", secret: "callback", in: place, name: "X-Token" });
  const body = JSON.stringify({ id: "77", status: "ENROUTE" });

  expect(read(request(body, headers, target), settings).ok).toBe(ok);
});

test("a form is read like flat JSON, and a field told twice is refused", () => {
  const settings = settingsWith(
    { kind: "token", secret: "callback", in: "header", name: "X-Token" },
    "form",
  );
  const headers = {
    "content-type": "application/x-www-form-urlencoded",
    "x-token": "s3cr3t",
  };

  expect(read(request("id=77&status=ENROUTE", headers), settings)).toMatchObject({
    notice: { key: "77.ENROUTE", report: { status: "sent" } },
  });
  expect(read(request("id=77&status=ENROUTE&status=DELIVRD", headers), settings)).toEqual({
    ok: false,
    status: 400,
    why: "unreadable",
  });
});

test.for([
  { what: "what is no JSON", of: "} I am not JSON" },
  { what: "what maps to nothing", of: "{}" },
  { what: "an empty id", of: '{"id":"","status":"DELIVRD"}' },
])("refuses $what though it is signed", ({ of }) => {
  const signature = `sha256=${createHmac("sha256", "s3cr3t").update(of).digest("hex")}`;

  expect(read(request(of, { "x-signature": signature }))).toMatchObject({ ok: false, status: 400 });
});

test("refuses another content type, a body too long, and a provider without callbacks", () => {
  const good = signed({ id: "77", status: "DELIVRD" });

  expect(read({ ...good, headers: { "content-type": "text/plain" } })).toMatchObject({
    status: 415,
  });
  expect(read({ ...good, body: Buffer.alloc(262_145) })).toMatchObject({ status: 413 });
  expect(readHttpNotice({}, SECRETS, { request: good, nowMs: NOW_MS })).toMatchObject({
    status: 400,
  });
});

/** As houses tell of several at once: deliveries in one list, replies in another, or both in one. */
const tellingSeveral = (more: Partial<CallbackSettings>) => {
  const { callback } = madeUpProvider();
  return callback === undefined ? {} : { callback: { ...callback, ...more } };
};
const readAll = (said: object, settings: ReturnType<typeof tellingSeveral>, path = "status") => {
  const of = { ...signed(said), target: `/callbacks/1/${path}?a=${ATTEMPT}` };
  const reading = readHttpNotice(settings, SECRETS, { request: of, nowMs: NOW_MS });
  if (!reading.ok) return reading.why;
  return reading.notices.map(({ notice, body }) => ({
    key: "key" in notice ? notice.key : notice.why,
    attemptId: notice.kind === "delivery" ? notice.attemptId : null,
    kept: Buffer.from(body).toString(),
  }));
};
const REPLY = { id: "$.id", from: "$.from", to: "$.to", body: "$.text" };
const DELIVERY = {
  id: "$.id",
  status: "$.status",
  statuses: { OK: "delivered" },
  faults: {},
} as const;
const WROTE = { id: "r1", from: "27821234567", to: "31234", text: "STOP" };

test("every notice of a list is read, each with its own part as evidence, and none is taken for the message of the address", () => {
  const settings = tellingSeveral({ delivery: { ...DELIVERY, each: "$.results" } });
  const results = [
    { id: "1", status: "OK" },
    { nothing: true },
    { id: "2", status: "ODD" },
    { id: "3", status: "OK" },
  ];

  expect(readAll({ results }, settings)).toEqual([
    { key: "1.OK", attemptId: undefined, kept: '{"id":"1","status":"OK"}' },
    { key: "A status that is not mapped", attemptId: null, kept: '{"id":"2","status":"ODD"}' },
    { key: "3.OK", attemptId: undefined, kept: '{"id":"3","status":"OK"}' },
  ]);
  expect(readAll({ results: results.slice(0, 1) }, settings)).toMatchObject([
    { key: "1.OK", attemptId: ATTEMPT },
  ]);
  expect(readAll({ results: [] }, settings)).toEqual([]);
  expect(readAll({ results: [{}] }, settings)).toBe("unreadable");
  expect(readAll({ other: [] }, settings)).toBe("unreadable");
});

test("one list may hold deliveries and replies, told apart by a word", () => {
  const settings = tellingSeveral({
    delivery: { ...DELIVERY, each: "$", when: { path: "$.type", equals: ["SENT"] } },
    reply: { ...REPLY, each: "$", when: { path: "$.type", equals: ["RECEIVED"] } },
  });
  const told = [
    { ...WROTE, type: "RECEIVED", status: "OK" },
    { ...WROTE, id: "2", type: "SENT", status: "OK" },
    { ...WROTE, id: "3", type: "OTHER", status: "OK" },
  ];

  expect(readAll(told, settings)).toMatchObject([{ key: "2.OK" }, { key: "r1" }]);
});

test.for([
  { what: "to its own address", path: "inbound", status: "OK" },
  { what: "where its state is not mapped", path: "status", status: "RECEIVED" },
])("a reply that could be a delivery is a reply: $what", ({ path, status }) => {
  const settings = tellingSeveral({ delivery: DELIVERY, reply: REPLY });

  expect(readAll({ ...WROTE, status }, settings, path)).toMatchObject([{ key: "r1" }]);
});

test("what comes by GET is read from the address, once its token is right", () => {
  const settings = settingsWith(
    { kind: "token", secret: "callback", in: "query", name: "token" },
    "query",
  );
  const get = (query: string) =>
    read(
      { target: `/callbacks/1/inbound?${query}`, headers: {}, body: new Uint8Array() },
      settings,
    );
  const said = "replyId=r1&msisdn=27821234567&shortCode=31234&text=Stop%20";

  expect(get(`${said}&token=s3cr3t`)).toMatchObject({
    notice: { kind: "reply", from: "+27821234567", meaning: { kind: "stop" } },
  });
  expect(get(said)).toMatchObject({ ok: false, status: 403 });
  expect(get(`${said}&text=No&token=s3cr3t`)).toMatchObject({ ok: false, status: 400 });
});
