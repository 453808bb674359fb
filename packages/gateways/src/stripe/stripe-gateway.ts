import type {
  Checkout,
  CheckoutRequest,
  Confirmation,
  FindAsked,
  PaymentGatewayPort,
} from "@fairflow/engine";
import { readJson } from "../webhook/read-text.ts";
import { isStripeAmount } from "./stripe-amounts.ts";
import { makeStripe, readStripe, type StripeAccount, type StripeAnswer } from "./stripe-api.ts";
import { movementsOf, standingOf } from "./stripe-movements.ts";
import {
  CheckoutSession,
  Disputes,
  PaymentIntent,
  Refunds,
  StripeEvent,
} from "./stripe-objects.ts";
import { judgeStripeSignature } from "./stripe-signature.ts";

export interface StripeSettings extends StripeAccount {
  /** Of this endpoint, `whsec_...`; two while one is rolled. */
  readonly webhookSecrets: readonly string[];
}

const KEY = /^(?:sk|rk)_(live|test)_/;
/** Expiry of a Checkout Session: half an hour to a day after it is made. */
const SHORTEST_MS = 30 * 60_000;
const LONGEST_MS = 24 * 60 * 60_000;
const ID_IN_METADATA = "fairflow_checkout";

/**
 * Stripe Checkout. It speaks HTTP itself rather than through Stripe's library: five requests are used, the library is 16 MB
 * with retries, telemetry and time-outs of its own under which a test could not see every request; it is the oracle of the
 * tests instead. A notice only says whom to ask about: amounts and states are read from Stripe before anything is booked.
 * https://docs.stripe.com/api/checkout/sessions
 *
 * @throws RangeError for a key of neither mode, or without a webhook secret
 */
export function stripeGateway(settings: StripeSettings, realNow: () => Date): PaymentGatewayPort {
  const mode = KEY.exec(settings.secretKey)?.[1];
  if (mode === undefined) throw new RangeError("A Stripe key begins with sk_ or rk_, live or test");
  if (settings.webhookSecrets.length === 0) throw new RangeError("Stripe needs a webhook secret");
  const isLive = mode === "live";
  return {
    name: "stripe",
    isLive,
    pageOrigins: ["https://checkout.stripe.com"],
    contentType: "application/json",
    checkout: (request) => openSession(settings, request, realNow()),
    open: ({ body, headers, receivedAt }) => {
      const verdict = judgeStripeSignature(body, headers["stripe-signature"], {
        secrets: settings.webhookSecrets,
        receivedAt,
      });
      if (verdict !== "signed") return { kind: "refused", why: verdict };
      const event = StripeEvent.safeParse(readJson(body));
      if (!event.success) return { kind: "refused", why: "malformed" };
      if (event.data.livemode !== isLive) return { kind: "refused", why: "not-ours" };
      return { kind: "genuine", eventId: event.data.id };
    },
    confirm: (body, findAsked) => {
      const event = StripeEvent.safeParse(readJson(body));
      if (!event.success) return Promise.resolve({ kind: "odd", why: "malformed" });
      return confirmEvent(settings, event.data, findAsked);
    },
  };
}

async function openSession(
  settings: StripeSettings,
  { checkoutId, amount, currency, description, returnUrl, cancelUrl, expiresAt }: CheckoutRequest,
  now: Date,
): Promise<Checkout> {
  if (!isStripeAmount(amount, currency)) return { kind: "unavailable", code: "amount" };
  const leftMs = expiresAt.getTime() - now.getTime();
  if (leftMs < SHORTEST_MS || leftMs > LONGEST_MS) return { kind: "unavailable", code: "expiry" };
  const answer = await makeStripe(settings, "/v1/checkout/sessions", {
    idempotencyKey: checkoutId,
    schema: CheckoutSession,
    fields: [
      ["mode", "payment"],
      ["client_reference_id", checkoutId],
      [`metadata[${ID_IN_METADATA}]`, checkoutId],
      [`payment_intent_data[metadata][${ID_IN_METADATA}]`, checkoutId],
      ["line_items[0][quantity]", "1"],
      ["line_items[0][price_data][currency]", currency.toLowerCase()],
      ["line_items[0][price_data][unit_amount]", String(amount)],
      ["line_items[0][price_data][product_data][name]", description],
      ["expires_at", String(Math.floor(expiresAt.getTime() / 1_000))],
      ["success_url", returnUrl],
      ["cancel_url", cancelUrl],
    ],
  });
  if (answer.kind === "unanswered") return { kind: "unavailable", code: answer.why };
  if (answer.kind === "refused") return { kind: "unavailable", code: `status-${answer.status}` };
  const { url, id } = answer.value;
  if (url == null) return { kind: "unavailable", code: "no-page" };
  return { kind: "open", url, reference: id };
}

async function confirmEvent(
  settings: StripeSettings,
  { type, data: { object } }: StripeEvent,
  findAsked: FindAsked,
): Promise<Confirmation> {
  switch (object.object) {
    case "checkout.session":
      return confirmSession(settings, object.id, findAsked);
    case "payment_intent":
      return confirmIntent(settings, object.id, findAsked);
    case "charge":
    case "refund":
    case "dispute":
      return object.payment_intent == null
        ? { kind: "ignored", why: `${type} of no payment intent` }
        : confirmIntent(settings, object.payment_intent, findAsked);
    default:
      return { kind: "ignored", why: type };
  }
}

async function confirmSession(
  settings: StripeSettings,
  sessionId: string,
  findAsked: FindAsked,
): Promise<Confirmation> {
  const path = `/v1/checkout/sessions/${encodeURIComponent(sessionId)}`;
  const session = await readStripe(settings, path, CheckoutSession);
  if (session.kind !== "answered") return without(session, "session");
  const { payment_intent: intentId, client_reference_id: checkoutId, status } = session.value;
  if (intentId != null) return confirmIntent(settings, intentId, findAsked);
  const asked = checkoutId == null ? undefined : await findAsked(checkoutId);
  if (asked === undefined) return { kind: "ignored", why: "a session of somebody else" };
  const standing = status === "expired" ? "failed" : "pending";
  return { kind: "confirmed", paymentLinkId: asked.paymentLinkId, standing, movements: [] };
}

async function confirmIntent(
  settings: StripeSettings,
  intentId: string,
  findAsked: FindAsked,
): Promise<Confirmation> {
  const id = encodeURIComponent(intentId);
  const found = await readStripe(settings, `/v1/payment_intents/${id}`, PaymentIntent);
  if (found.kind !== "answered") return without(found, "payment intent");
  const intent = found.value;
  const checkoutId = intent.metadata[ID_IN_METADATA];
  // One account may serve other shops too: what carries none of our ids is not for us.
  if (checkoutId === undefined) return { kind: "ignored", why: "a payment of somebody else" };
  const asked = await findAsked(checkoutId);
  if (asked === undefined) return { kind: "odd", why: "a checkout that nobody opened" };
  const isAsked =
    intent.amount === asked.amount && intent.currency.toUpperCase() === asked.currency;
  if (!isAsked) return { kind: "odd", why: "another amount than asked" };
  const standing = standingOf(intent);
  if (standing !== "paid") {
    return { kind: "confirmed", paymentLinkId: asked.paymentLinkId, standing, movements: [] };
  }
  const query = `payment_intent=${id}&limit=100`;
  const refunds = await readStripe(settings, `/v1/refunds?${query}`, Refunds);
  if (refunds.kind !== "answered") return without(refunds, "refunds");
  const disputes = await readStripe(settings, `/v1/disputes?${query}`, Disputes);
  if (disputes.kind !== "answered") return without(disputes, "disputes");
  if (refunds.value.has_more || disputes.value.has_more) {
    return { kind: "odd", why: "more than a hundred refunds or disputes" };
  }
  const movements = movementsOf(intent, refunds.value.data, disputes.value.data);
  return { kind: "confirmed", paymentLinkId: asked.paymentLinkId, standing, movements };
}

/** A key that is refused is our fault, not the payment's: it is asked for again when somebody has put it right. */
function without(
  answer: Exclude<StripeAnswer<unknown>, { readonly kind: "answered" }>,
  what: string,
): Confirmation {
  if (answer.kind === "unanswered") return { kind: "ask-again", why: answer.why };
  return answer.status === 404
    ? { kind: "odd", why: `Stripe knows no such ${what}` }
    : { kind: "ask-again", why: `status-${answer.status}` };
}
