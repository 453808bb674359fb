import type {
  Checkout,
  CheckoutRequest,
  Confirmation,
  FindAsked,
  PaymentGatewayPort,
  PaymentStanding,
} from "@fairflow/engine";
import { askGateway, type Asking } from "../asking/ask-gateway.ts";
import { centsOf, decimalOf } from "../asking/minor-units.ts";
import { addressList } from "../webhook/address-list.ts";
import type { FormField } from "../webhook/read-form.ts";
import { payfastSignature, signedText } from "./payfast-signature.ts";

import { isItnSigned, readItn, type Itn } from "./read-itn.ts";

export interface PayfastSettings {
  readonly merchantId: string;
  /** It stands in the form that the debtor's browser posts, and is no secret. */
  readonly merchantKey: string;
  /** Set on PayFast's dashboard, the only secret of its signatures; two while one is exchanged, the first of which signs. */
  readonly passphrases: readonly [string, ...string[]];
  readonly isLive: boolean;
  /** `https://www.payfast.co.za`, or the sandbox's; without a slash at the end. */
  readonly url: string;
  readonly notifyUrl: string;
  /** Addresses and ranges that notices may come from, such as `PAYFAST_SOURCES`. */
  readonly sources: readonly string[];
  readonly asking: Asking;
}

const STANDINGS: ReadonlyMap<string, PaymentStanding> = new Map([
  ["COMPLETE", "paid"],
  ["PENDING", "pending"],
  ["FAILED", "failed"],
  ["CANCELLED", "failed"],
]);

/** The most that `item_name` holds. */
const NAME_LENGTH = 100;

/**
 * PayFast: a form that the browser posts, and instant transaction notifications. A notification is believed after four
 * checks: its signature with the passphrase, the address that it came from, PayFast's own word when asked, and the amount in
 * cents against what was asked. It is told of payments only: refunds and chargebacks are on PayFast's statements, and are
 * booked from there. It takes no expiry: money that comes after a checkout's end is booked all the same.
 * https://developers.payfast.co.za/docs
 *
 * @throws RangeError without a passphrase or sources
 */
export function payfastGateway(settings: PayfastSettings): PaymentGatewayPort {
  if (settings.passphrases.some((each) => each.trim() === ""))
    throw new RangeError("PayFast needs a passphrase");
  if (settings.sources.length === 0)
    throw new RangeError("PayFast needs the addresses it sends from");
  const isSource = addressList(settings.sources);
  return {
    name: "payfast",
    isLive: settings.isLive,
    pageOrigins: [new URL(settings.url).origin],
    contentType: "application/x-www-form-urlencoded",
    checkout: (request) => Promise.resolve(paymentForm(settings, request)),
    open: ({ body, remoteAddress }) => {
      if (!isSource(remoteAddress)) return { kind: "refused", why: "wrong-source" };
      const itn = readItn(body);
      if (itn === undefined) return { kind: "refused", why: "malformed" };
      if (!settings.passphrases.some((each) => isItnSigned(itn, each)))
        return { kind: "refused", why: "unsigned" };
      if (itn.merchantId !== settings.merchantId) return { kind: "refused", why: "not-ours" };
      // A payment is told again as its status changes: each is an event of its own.
      return { kind: "genuine", eventId: `${itn.pfPaymentId}:${itn.status}` };
    },
    confirm: (body, findAsked) => {
      const itn = readItn(body);
      if (itn === undefined) return Promise.resolve({ kind: "odd", why: "malformed" });
      return confirmItn(settings, itn, findAsked);
    },
  };
}

function paymentForm(
  { merchantId, merchantKey, passphrases, url, notifyUrl }: PayfastSettings,
  { checkoutId, amount, currency, description, returnUrl, cancelUrl }: CheckoutRequest,
): Checkout {
  if (currency !== "ZAR") return { kind: "unavailable", code: "currency" };
  if (!Number.isSafeInteger(amount) || amount <= 0) return { kind: "unavailable", code: "amount" };
  // The order is PayFast's, and is what is signed.
  const fields: readonly FormField[] = [
    { name: "merchant_id", value: merchantId },
    { name: "merchant_key", value: merchantKey },
    { name: "return_url", value: returnUrl },
    { name: "cancel_url", value: cancelUrl },
    { name: "notify_url", value: notifyUrl },
    { name: "m_payment_id", value: checkoutId },
    { name: "amount", value: decimalOf(amount) },
    { name: "item_name", value: description.slice(0, NAME_LENGTH).trim() },
  ];
  const signature = payfastSignature(signedText(fields), passphrases[0]);
  return {
    kind: "form",
    url: `${url}/eng/process`,
    reference: checkoutId,
    fields: [...fields, { name: "signature", value: signature }].map(({ name, value }) => [
      name,
      value,
    ]),
  };
}

async function confirmItn(
  { url, asking }: PayfastSettings,
  itn: Itn,
  findAsked: FindAsked,
): Promise<Confirmation> {
  const standing = STANDINGS.get(itn.status);
  if (standing === undefined) return { kind: "odd", why: `status ${itn.status}` };
  const answer = await askGateway(asking, `${url}/eng/query/validate`, {
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: itn.signedText,
  });
  if (answer.kind === "unanswered") return { kind: "ask-again", why: answer.why };
  if (answer.kind === "refused") return { kind: "ask-again", why: `status-${answer.status}` };
  const word = answer.text.trim();
  if (word === "INVALID") return { kind: "odd", why: "PayFast does not know it" };
  if (word !== "VALID") return { kind: "ask-again", why: "malformed-answer" };
  const asked = await findAsked(itn.checkoutId);
  if (asked === undefined) return { kind: "odd", why: "a checkout that nobody opened" };
  const amount = centsOf(itn.amountGross);
  if (amount === undefined || amount !== asked.amount || asked.currency !== "ZAR") {
    return { kind: "odd", why: "another amount than asked" };
  }
  const reference = itn.pfPaymentId;
  return {
    kind: "confirmed",
    paymentLinkId: asked.paymentLinkId,
    standing,
    movements:
      standing === "paid"
        ? [{ kind: "payment", reference, paymentReference: reference, amount, currency: "ZAR" }]
        : [],
  };
}
