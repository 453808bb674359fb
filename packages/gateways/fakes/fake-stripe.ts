import { createHmac } from "node:crypto";
import {
  FAKE_KEYS,
  fieldsOf,
  type Act,
  type FakeAnswer,
  type FakeGateway,
  type FakeNotice,
  type FakeRequest,
  type WriteBooks,
} from "./fake-gateway.ts";

interface Payment {
  readonly checkoutId: string;
  readonly amount: number;
  readonly currency: string;
  readonly sessionId: string;
  readonly intentId: string;
  status: "none" | "processing" | "requires_payment_method" | "succeeded";
  refund?: { readonly id: string; readonly amount: number };
  dispute?: { readonly id: string; readonly amount: number; status: string };
}

/** Stripe's Checkout Sessions, payment intents, refunds, disputes and events. */
export function fakeStripe(webhookUrl: string, writeBooks: WriteBooks): FakeGateway {
  const payments: Payment[] = [];
  const kept = new Map<string, { readonly body: string; readonly answer: FakeAnswer }>();
  let events = 0;

  const tell = (type: string, object: object): FakeNotice => {
    events += 1;
    const event = {
      id: `evt_${events}`,
      object: "event",
      livemode: false,
      type,
      data: { object },
    };
    const body = JSON.stringify(event, null, 2);
    return {
      url: webhookUrl,
      body,
      headers: (now) => {
        const seconds = Math.floor(now.getTime() / 1_000);
        const digest = createHmac("sha256", FAKE_KEYS.stripeSecret)
          .update(`${seconds}.${body}`)
          .digest("hex");
        return {
          "content-type": "application/json; charset=utf-8",
          "stripe-signature": `t=${seconds},v1=${digest},v0=${"0".repeat(64)}`,
        };
      },
    };
  };

  const create = (body: string): FakeAnswer => {
    const fields = fieldsOf(body);
    const number = payments.length + 1;
    const payment: Payment = {
      checkoutId: fields.get("payment_intent_data[metadata][fairflow_checkout]") ?? "",
      amount: Number(fields.get("line_items[0][price_data][unit_amount]")),
      currency: fields.get("line_items[0][price_data][currency]") ?? "",
      sessionId: `cs_test_${number}`,
      intentId: `pi_${number}`,
      status: "none",
    };
    payments.push(payment);
    return json(200, sessionOf(payment));
  };

  return {
    answer: (request) => {
      if (request.headers["authorization"] !== `Bearer ${FAKE_KEYS.stripeKey}`)
        return json(401, {});
      const { pathname, searchParams } = new URL(request.target, "http://stripe");
      if (request.method === "POST" && pathname === "/v1/checkout/sessions") {
        return once(kept, request, create);
      }
      const [, collection, id] = /^\/v1\/([a-z_/]+?)(?:\/((?:cs|pi)_\w+))?$/.exec(pathname) ?? [];
      const intentId = searchParams.get("payment_intent");
      const payment = payments.find((each) =>
        [each.sessionId, each.intentId].includes(id ?? intentId ?? ""),
      );
      if (payment === undefined) return json(404, { error: { type: "invalid_request_error" } });
      if (collection === "checkout/sessions") return json(200, sessionOf(payment));
      if (collection === "payment_intents") return json(200, intentOf(payment));
      const data = collection === "refunds" ? refundsOf(payment) : disputesOf(payment);
      return json(200, { data, has_more: false });
    },
    act: (checkoutId, act) => {
      const payment = payments.find((each) => each.checkoutId === checkoutId);
      const types = payment === undefined ? [] : change(payment, act, writeBooks);
      return types.map((type) => tell(type, objectOf(type, payment)));
    },
  };
}

/** The first answer under an idempotency key is the answer. */
function once(
  kept: Map<string, { readonly body: string; readonly answer: FakeAnswer }>,
  request: FakeRequest,
  create: (body: string) => FakeAnswer,
): FakeAnswer {
  const key = request.headers["idempotency-key"] ?? "";
  const earlier = kept.get(key);
  if (earlier !== undefined) {
    return earlier.body === request.body
      ? earlier.answer
      : json(400, { error: { type: "idempotency_error" } });
  }
  const answer = create(request.body);
  kept.set(key, { body: request.body, answer });
  return answer;
}

function change(payment: Payment, act: Act, writeBooks: WriteBooks): readonly string[] {
  const { checkoutId, amount } = payment;
  const isPaid = payment.status === "succeeded";
  switch (act) {
    case "pend":
      if (isPaid) return [];
      payment.status = "processing";
      return ["payment_intent.processing", "checkout.session.completed"];
    case "fail":
      if (isPaid) return [];
      payment.status = "requires_payment_method";
      return ["payment_intent.payment_failed", "checkout.session.async_payment_failed"];
    case "pay":
      if (isPaid) return [];
      writeBooks({ checkoutId, amount });
      payment.status = "succeeded";
      return ["payment_intent.succeeded", "charge.succeeded", "checkout.session.completed"];
    case "refund": {
      const back = Math.floor(amount / 2);
      if (!isPaid || payment.refund !== undefined || back === 0) return [];
      writeBooks({ checkoutId, amount: -back });
      payment.refund = { id: `re_${payment.intentId}`, amount: back };
      return ["refund.created", "charge.refunded"];
    }
    case "dispute":
      if (!isPaid || payment.dispute !== undefined) return [];
      writeBooks({ checkoutId, amount: -amount });
      payment.dispute = { id: `du_${payment.intentId}`, amount, status: "needs_response" };
      return ["charge.dispute.created", "charge.dispute.funds_withdrawn"];
    case "win":
      if (payment.dispute?.status !== "needs_response") return [];
      writeBooks({ checkoutId, amount });
      payment.dispute.status = "won";
      return ["charge.dispute.closed", "charge.dispute.funds_reinstated"];
  }
}

function objectOf(type: string, payment: Payment | undefined): object {
  if (payment === undefined) return {};
  if (type.startsWith("checkout.")) return sessionOf(payment);
  if (type.startsWith("payment_intent.")) return intentOf(payment);
  if (type.startsWith("refund.")) return { ...refundsOf(payment)[0], object: "refund" };
  if (type.startsWith("charge.dispute.")) return { ...disputesOf(payment)[0], object: "dispute" };
  return { id: `ch_${payment.intentId}`, object: "charge", payment_intent: payment.intentId };
}

function sessionOf(payment: Payment): object {
  return {
    id: payment.sessionId,
    object: "checkout.session",
    url: `https://checkout.stripe.com/c/pay/${payment.sessionId}`,
    client_reference_id: payment.checkoutId,
    status: payment.status === "succeeded" ? "complete" : "open",
    payment_intent: payment.status === "none" ? null : payment.intentId,
  };
}

function intentOf({ intentId, checkoutId, amount, currency, status }: Payment): object {
  return {
    id: intentId,
    object: "payment_intent",
    livemode: false,
    status,
    amount,
    amount_received: status === "succeeded" ? amount : 0,
    currency,
    metadata: { fairflow_checkout: checkoutId },
    last_payment_error: status === "requires_payment_method" ? { code: "card_declined" } : null,
  };
}

function refundsOf({ refund, currency, intentId }: Payment): readonly object[] {
  if (refund === undefined) return [];
  return [{ ...refund, currency, status: "succeeded", payment_intent: intentId }];
}

function disputesOf({ dispute, currency, intentId }: Payment): readonly object[] {
  return dispute === undefined ? [] : [{ ...dispute, currency, payment_intent: intentId }];
}

function json(status: number, body: object): FakeAnswer {
  return { status, body: JSON.stringify(body) };
}
