import fc from "fast-check";
import { Webhook } from "standardwebhooks";
import { expect, test } from "vitest";
import { flipByte, flipHeader, flipOf } from "../../fakes/flip-byte.ts";
import { openWebhook } from "./open-webhook.ts";
import { signWebhook } from "./sign-webhook.ts";

// The published message of standard-webhooks/standard-webhooks, libraries/javascript/src/webhook.test.ts.
const secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
const body = Buffer.from(`{"test": 2432232314}`);
const SIGNATURE = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
const OTHER = "Ceo5qEr07ixe2NLpvHk3FH9bwy/WavXrAFQ/9tdO6mc=";
const headers = {
  "webhook-id": "msg_p5jXN8AQM9LWM0D4loKWxJek",
  "webhook-timestamp": "1614265330",
  "webhook-signature": SIGNATURE,
};
const receivedAt = new Date(1_614_265_330_000);
const genuine = { kind: "genuine", eventId: "msg_p5jXN8AQM9LWM0D4loKWxJek" };

test("signs as the published message is signed", () => {
  const message = { id: headers["webhook-id"], sentAt: receivedAt, body };

  expect(signWebhook(message, [secret])).toEqual(headers);
});

test.for<[string, Partial<typeof headers>, string]>([
  ["with its prefix", {}, secret],
  ["without the prefix", {}, secret.slice("whsec_".length)],
  [
    "among other signatures",
    { "webhook-signature": `v1,${OTHER} v2,${OTHER} ${SIGNATURE} v1,${OTHER}` },
    secret,
  ],
])("opens the published message: %s", ([, changed, key]) => {
  const came = { body, headers: { ...headers, ...changed }, receivedAt };

  expect(openWebhook(came, { secrets: [key] })).toEqual(genuine);
});

test.for<[string, Record<string, string>, string]>([
  [
    "another signature",
    { "webhook-signature": "v1,R3PTzyfHASBKHH98a7yexTwaJ4yNIcGhFQc1yuN+BPU=" },
    "unsigned",
  ],
  ["no base64", { "webhook-signature": "v1,dawfeoifkpqwoekfpqoekf" }, "unsigned"],
  ["an empty one", { "webhook-signature": "v1," }, "unsigned"],
  ["the beginning of a good one", { "webhook-signature": SIGNATURE.slice(0, 8) }, "unsigned"],
  ["another scheme", { "webhook-signature": SIGNATURE.replace("v1", "v2") }, "unsigned"],
  ["no signature", { "webhook-signature": "" }, "unsigned"],
  ["no id", { "webhook-id": "" }, "malformed"],
  ["an id with a full stop", { "webhook-id": "msg.1" }, "malformed"],
  ["no time", { "webhook-timestamp": "" }, "malformed"],
  ["a word for a time", { "webhook-timestamp": "hello" }, "malformed"],
  ["a fraction", { "webhook-timestamp": "161426533.0" }, "malformed"],
  ["a time before 1970", { "webhook-timestamp": "-161426533" }, "malformed"],
  ["a second too old", { "webhook-timestamp": "1614265029" }, "too-old"],
  ["a second too new", { "webhook-timestamp": "1614265631" }, "in-future"],
])("refuses the published message with %s", ([, changed, why]) => {
  const came = { body, headers: { ...headers, ...changed }, receivedAt };

  expect(openWebhook(came, { secrets: [secret] })).toEqual({ kind: "refused", why });
});

test.for(["", "whsec_", "whsec_not base64!"])("knows no key in the secret %o", (empty) => {
  const came = { body, headers, receivedAt };

  expect(() => openWebhook(came, { secrets: [empty] })).toThrow(RangeError);
});

test("opens what the standard's own library signs, and it opens ours, before, during and after a change of secret", () => {
  const next = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      const theirs = new Webhook(secret).sign(headers["webhook-id"], receivedAt, text);
      const signed = { ...headers, "webhook-signature": theirs };
      const came = { body: Buffer.from(text), headers: signed, receivedAt };
      expect(openWebhook(came, { secrets: [next, secret] })).toEqual(genuine);
      expect(openWebhook(came, { secrets: [next] })).toEqual({ kind: "refused", why: "unsigned" });

      const message = { id: headers["webhook-id"], sentAt: receivedAt, body: Buffer.from(text) };
      const ours = signWebhook(message, [next, secret])["webhook-signature"].split(" ");
      expect(ours).toContain(theirs);
      expect(ours).toContain(new Webhook(next).sign(headers["webhook-id"], receivedAt, text));
    }),
  );
});

test("refuses each change of one byte of the body or a header", () => {
  const names = ["webhook-id", "webhook-timestamp", "webhook-signature"] as const;
  fc.assert(
    fc.property(flipOf(body.length), (flip) => {
      const came = { body: flipByte(body, flip), headers, receivedAt };
      expect(openWebhook(came, { secrets: [secret] }).kind).toBe("refused");
    }),
    { numRuns: 2_000 },
  );
  for (const name of names) {
    fc.assert(
      fc.property(flipOf(headers[name].length), (flip) => {
        const changed = { ...headers, [name]: flipHeader(headers[name], flip) };
        const came = { body, headers: changed, receivedAt };
        expect(openWebhook(came, { secrets: [secret] }).kind).toBe("refused");
      }),
      { numRuns: 2_000 },
    );
  }
});
