import { servedApp } from "@fairflow/server/served-app";
import { expect, test } from "vitest";
import { isGenuine } from "./verify-webhook.ts";
import { walk } from "./walk.ts";

const app = await servedApp(["payment.full"]);

test("a script that knows the document alone brings accounts, enrols them, asks, reports and hears", async () => {
  const { origin, key, flow, secret, port } = app;

  const walked = await walk({ origin, key, flow, secret, port });

  expect(walked).toEqual({
    imported: ["created", "created"],
    enrolled: ["entered", "entered"],
    verdict: expect.stringMatching(/^(allowed|deferred)$/),
    reported: "recorded",
    paid: "booked",
    told: ["payment.full"],
  });
});

// The published message of standard-webhooks/standard-webhooks, libraries/javascript/src/webhook.test.ts.
const message = {
  headers: {
    "webhook-id": "msg_p5jXN8AQM9LWM0D4loKWxJek",
    "webhook-timestamp": "1614265330",
    "webhook-signature": "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
  },
  body: `{"test": 2432232314}`,
};
const SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
const SENT_AT = new Date(1_614_265_330_000);

test.for<[string, Partial<typeof message.headers>, boolean]>([
  ["as it was published", {}, true],
  [
    "among others",
    { "webhook-signature": `v1,AAAA ${message.headers["webhook-signature"]}` },
    true,
  ],
  [
    "with another signature",
    { "webhook-signature": "v1,R3PTzyfHASBKHH98a7yexTwaJ4yNIcGhFQc1yuN+BPU=" },
    false,
  ],
  ["with none", { "webhook-signature": "" }, false],
  ["with another id", { "webhook-id": "msg_other" }, false],
  ["too old", { "webhook-timestamp": "1614265029" }, false],
  ["without a time", { "webhook-timestamp": "hello" }, false],
])("believes a message %s or not", ([, changed, expected]) => {
  const headers = { ...message.headers, ...changed };

  expect(isGenuine({ ...message, headers }, SECRET, SENT_AT)).toBe(expected);
});
