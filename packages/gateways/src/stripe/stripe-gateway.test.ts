import { Stripe } from "stripe";
import { expect, expectTypeOf, test } from "vitest";
import type { z } from "zod";
import { FAKE_KEYS, type FakeAnswer, type FakeRequest } from "../../fakes/fake-gateway.ts";
import { fetchOf } from "../../fakes/fetch-of.ts";
import { adapterOf, checkoutOf, fakeOf } from "../../fakes/gateways-under-test.ts";
import { stripeGateway } from "./stripe-gateway.ts";
import type { Dispute, PaymentIntent, Refund } from "./stripe-objects.ts";

const CHECKOUT = "01a204ec-6baa-7062-a5be-000000000001";
const LINK = "01a204ec-6baa-7062-a5be-c890419de32a";
const NOTIFY = "https://fairflow.example/hooks/stripe";
const receivedAt = new Date("2026-11-23T08:00:00Z");
const asked = { paymentLinkId: LINK, amount: 12_345, currency: "ZAR" };
const findAsked = (id: string) => Promise.resolve(id === CHECKOUT ? asked : undefined);
const request = checkoutOf(CHECKOUT, 12_345, LINK);

/** Stripe with one session open, and what it was asked. */
async function opened(answer?: (came: FakeRequest) => FakeAnswer | undefined) {
  const fake = fakeOf("stripe", NOTIFY, () => undefined);
  const requests: FakeRequest[] = [];
  const fetch = fetchOf((came) => answer?.(came) ?? fake.answer(came), requests);
  const at = {
    url: "https://api.stripe.com",
    notifyUrl: NOTIFY,
    asking: { fetch, timeoutMs: 1_000 },
  };
  const gateway = adapterOf("stripe", at);
  const checkout = await gateway.checkout(request);
  return { gateway, fake, requests, checkout };
}

test("asks for a session in the very form of Stripe's own library", async () => {
  const { requests, checkout } = await opened();
  const theirs: FakeRequest[] = [];
  const answer = () => ({ status: 200, body: "{}" });
  const library = new Stripe(FAKE_KEYS.stripeKey, {
    httpClient: Stripe.createFetchHttpClient(fetchOf(answer, theirs)),
  });
  await library.checkout.sessions.create(
    {
      mode: "payment",
      client_reference_id: CHECKOUT,
      metadata: { fairflow_checkout: CHECKOUT },
      payment_intent_data: { metadata: { fairflow_checkout: CHECKOUT } },
      line_items: [
        {
          quantity: 1,
          price_data: {
            currency: "zar",
            unit_amount: 12_345,
            product_data: { name: request.description },
          },
        },
      ],
      expires_at: request.expiresAt.getTime() / 1_000,
      success_url: request.returnUrl,
      cancel_url: request.cancelUrl,
    },
    { idempotencyKey: CHECKOUT },
  );

  const [ours] = requests;
  const [other] = theirs;
  expect(checkout).toEqual({
    kind: "open",
    url: "https://checkout.stripe.com/c/pay/cs_test_1",
    reference: "cs_test_1",
  });
  expect([ours?.method, ours?.target]).toEqual([other?.method, other?.target]);
  expect(new Map(new URLSearchParams(ours?.body))).toEqual(
    new Map(new URLSearchParams(other?.body)),
  );
  for (const header of ["authorization", "idempotency-key", "stripe-version", "content-type"]) {
    expect([header, ours?.headers[header]]).toEqual([header, other?.headers[header]]);
  }
});

// Compiled, not run: an object of Stripe's own types is one that our schemas read.
test("reads objects of which Stripe's library says that they are so", () => {
  const intent = (given: Stripe.PaymentIntent): z.input<typeof PaymentIntent> => given;
  const refund = (given: Stripe.Refund): Refund => given;
  const dispute = (given: Stripe.Dispute): Dispute => given;

  expectTypeOf([intent, refund, dispute]).items.toBeFunction();
});

test("opens the same session when asked again, and none for what Stripe cannot take", async () => {
  const { gateway, checkout } = await opened();

  expect(await gateway.checkout(request)).toEqual(checkout);
  expect(await gateway.checkout({ ...request, amount: 500 })).toEqual({
    kind: "unavailable",
    code: "status-400",
  });
  const unavailable = { kind: "unavailable", code: "amount" };
  expect(await gateway.checkout({ ...request, amount: 0 })).toEqual(unavailable);
  expect(await gateway.checkout({ ...request, currency: "UGX" })).toEqual(unavailable);
  expect(await gateway.checkout({ ...request, currency: "KWD" })).toEqual(unavailable);
  const soon = { ...request, expiresAt: new Date(Date.now() + 60_000) };
  expect(await gateway.checkout(soon)).toEqual({ kind: "unavailable", code: "expiry" });
});

test("tells of money by payments, refunds and disputes, each with a reference of its own", async () => {
  const { gateway, fake } = await opened();
  const [first] = fake.act(CHECKOUT, "fail");
  for (const act of ["pay", "refund", "dispute", "win"] as const) fake.act(CHECKOUT, act);
  const body = Buffer.from(first?.body ?? "");
  const came = { body, headers: first?.headers(receivedAt) ?? {}, receivedAt };
  const of = (kind: string, reference: string, amount: number) => ({
    kind,
    reference,
    paymentReference: "pi_1",
    amount,
    currency: "ZAR",
  });

  expect(gateway.open(came)).toEqual({ kind: "genuine", eventId: "evt_1" });
  // It told of a failure; when Stripe is asked, the payment has come and gone since.
  expect(await gateway.confirm(body, findAsked)).toEqual({
    kind: "confirmed",
    paymentLinkId: LINK,
    standing: "paid",
    movements: [
      of("payment", "pi_1", 12_345),
      of("refund", "re_pi_1", 6_172),
      of("chargeback", "du_pi_1", 12_345),
      of("chargeback-won", "du_pi_1:won", 12_345),
    ],
  });
});

test("books nothing that is not as asked, or that Stripe does not confirm", async () => {
  const { gateway, fake } = await opened();
  const [notice] = fake.act(CHECKOUT, "pay");
  const body = Buffer.from(notice?.body ?? "");

  expect(await gateway.confirm(body, () => Promise.resolve({ ...asked, amount: 1 }))).toEqual({
    kind: "odd",
    why: "another amount than asked",
  });
  expect(await gateway.confirm(body, () => Promise.resolve({ ...asked, currency: "USD" }))).toEqual(
    {
      kind: "odd",
      why: "another amount than asked",
    },
  );
  expect(await gateway.confirm(body, () => Promise.resolve(undefined))).toEqual({
    kind: "odd",
    why: "a checkout that nobody opened",
  });
  for (const [status, text, kind] of [
    [500, "{}", "ask-again"],
    [429, "{}", "ask-again"],
    [401, "{}", "ask-again"],
    [200, "<html>", "ask-again"],
    [404, "{}", "odd"],
  ] as const) {
    const answer = ({ method }: FakeRequest) =>
      method === "GET" ? { status, body: text } : undefined;
    const other = await opened(answer);
    expect(await other.gateway.confirm(body, findAsked)).toMatchObject({ kind });
  }
});

test("refuses events of the other mode, and bytes that are no event", async () => {
  const { gateway } = await opened();
  const library = new Stripe(FAKE_KEYS.stripeKey);
  const refusal = (payload: string) => {
    const header = library.webhooks.generateTestHeaderString({
      payload,
      secret: FAKE_KEYS.stripeSecret,
      timestamp: receivedAt.getTime() / 1_000,
      scheme: "v1",
      signature: "",
      cryptoProvider: Stripe.createNodeCryptoProvider(),
    });
    const headers = { "stripe-signature": header };
    return gateway.open({ body: Buffer.from(payload), headers, receivedAt });
  };
  const event = {
    id: "evt_1",
    object: "event",
    type: "charge.succeeded",
    livemode: false,
    data: { object: { id: "ch_1", object: "charge" } },
  };

  expect(refusal(JSON.stringify(event))).toEqual({ kind: "genuine", eventId: "evt_1" });
  expect(refusal(JSON.stringify({ ...event, livemode: true }))).toEqual({
    kind: "refused",
    why: "not-ours",
  });
  for (const payload of [
    JSON.stringify({ ...event, object: "v2.core.event" }),
    "} I am not valid JSON; 123][",
    "",
    "null",
    `\uFEFF${JSON.stringify(event)}`,
  ]) {
    expect(refusal(payload)).toEqual({ kind: "refused", why: "malformed" });
  }
});

test("knows a key of one of Stripe's modes and a webhook secret", () => {
  const asking = { fetch, timeoutMs: 1_000 };
  const settings = {
    secretKey: "sk_live_x",
    apiUrl: "https://api.stripe.com",
    webhookSecrets: ["whsec_x"],
    asking,
  };
  const now = () => receivedAt;

  expect(stripeGateway(settings, now).isLive).toBe(true);
  expect(() => stripeGateway({ ...settings, secretKey: "pk_live_x" }, now)).toThrow(RangeError);
  expect(() => stripeGateway({ ...settings, webhookSecrets: [] }, now)).toThrow(RangeError);
});
