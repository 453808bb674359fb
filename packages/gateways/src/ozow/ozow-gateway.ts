import type {
  Checkout,
  CheckoutRequest,
  Confirmation,
  FindAsked,
  MoneyMovement,
  PaymentGatewayPort,
  PaymentStanding,
} from "@fairflow/engine";
import { z } from "zod";
import { askGateway, readAnswer, type Asking } from "../asking/ask-gateway.ts";
import { centsOf, decimalOf } from "../asking/minor-units.ts";
import { furthest } from "../payment-course.ts";
import { ozowHash } from "./ozow-hash.ts";
import { isNotificationSigned, readNotification } from "./read-notification.ts";

export interface OzowSettings {
  readonly siteCode: string;
  /** Two while one is exchanged, the first of which signs. */
  readonly privateKeys: readonly [string, ...string[]];
  readonly apiKey: string;
  readonly isLive: boolean;
  /** `https://pay.ozow.com`, without a slash at the end. */
  readonly payUrl: string;
  /** `https://api.ozow.com`, or `https://stagingapi.ozow.com`. */
  readonly apiUrl: string;
  readonly notifyUrl: string;
  readonly asking: Asking;
}

const Transactions = z.array(
  z.object({
    transactionId: z.string(),
    transactionReference: z.string(),
    siteCode: z.string(),
    currencyCode: z.string(),
    amount: z.union([z.number(), z.string()]),
    status: z.string(),
  }),
);
type Transaction = z.infer<typeof Transactions>[number];

/** https://hub.ozow.com/docs/outcome */
const STANDINGS: ReadonlyMap<string, PaymentStanding> = new Map([
  ["complete", "paid"],
  ["pending", "pending"],
  ["pendinginvestigation", "pending"],
  ["cancelled", "failed"],
  ["error", "failed"],
  ["abandoned", "failed"],
]);

const REFERENCE = /^[\da-z-]{1,50}$/;
const BANK_REFERENCE_LENGTH = 20;

/**
 * Ozow's instant EFT: a form that the browser posts, and a notification, after which Ozow is asked by our reference. Several
 * notifications of one transaction are usual, and so are several transactions of one reference, when a debtor tries again:
 * each that is complete is a payment of its own.
 *
 * Not certain from its public pages, and to be tried on its staging site before money moves: whether zeros at the front of a
 * hash are cut (both are taken), whether the status query writes amounts as numbers or texts (both are read), and the case of
 * a notification's `IsTest` (none is asked for). Refunds are left out: how their notices are hashed is not published.
 * https://hub.ozow.com/docs/step-3-check-transaction-status-using-api
 *
 * @throws RangeError without a private key or an API key
 */
export function ozowGateway(settings: OzowSettings): PaymentGatewayPort {
  if (settings.privateKeys.some((each) => each === "") || settings.apiKey === "") {
    throw new RangeError("Ozow needs a private key and an API key");
  }
  return {
    name: "ozow",
    isLive: settings.isLive,
    pageOrigins: [new URL(settings.payUrl).origin],
    contentType: "application/x-www-form-urlencoded",
    checkout: (request) => Promise.resolve(paymentForm(settings, request)),
    open: ({ body }) => {
      const notification = readNotification(body);
      if (notification === undefined) return { kind: "refused", why: "malformed" };
      if (!settings.privateKeys.some((each) => isNotificationSigned(notification, each))) {
        return { kind: "refused", why: "unsigned" };
      }
      const isOurs =
        notification.siteCode === settings.siteCode && notification.isTest !== settings.isLive;
      if (!isOurs) return { kind: "refused", why: "not-ours" };
      return { kind: "genuine", eventId: `${notification.transactionId}:${notification.status}` };
    },
    confirm: (body, findAsked) => {
      const notification = readNotification(body);
      if (notification === undefined) return Promise.resolve({ kind: "odd", why: "malformed" });
      return confirmReference(settings, notification.checkoutId, findAsked);
    },
  };
}

function paymentForm(
  { siteCode, privateKeys, payUrl, notifyUrl, isLive }: OzowSettings,
  { checkoutId, amount, currency, returnUrl, cancelUrl }: CheckoutRequest,
): Checkout {
  if (currency !== "ZAR") return { kind: "unavailable", code: "currency" };
  if (!Number.isSafeInteger(amount) || amount <= 0) return { kind: "unavailable", code: "amount" };
  if (!REFERENCE.test(checkoutId)) return { kind: "unavailable", code: "reference" };
  // The order is Ozow's, and is what is hashed.
  const fields: readonly (readonly [string, string])[] = [
    ["SiteCode", siteCode],
    ["CountryCode", "ZA"],
    ["CurrencyCode", "ZAR"],
    ["Amount", decimalOf(amount)],
    ["TransactionReference", checkoutId],
    // What the bank statements of both sides show.
    ["BankReference", checkoutId.replaceAll("-", "").slice(-BANK_REFERENCE_LENGTH)],
    ["CancelUrl", cancelUrl],
    ["ErrorUrl", cancelUrl],
    ["SuccessUrl", returnUrl],
    ["NotifyUrl", notifyUrl],
    ["IsTest", isLive ? "false" : "true"],
  ];
  const hash = ozowHash(
    fields.map(([, value]) => value),
    privateKeys[0],
  );
  return {
    kind: "form",
    url: payUrl,
    reference: checkoutId,
    fields: [...fields, ["HashCheck", hash]],
  };
}

async function confirmReference(
  { siteCode, apiKey, apiUrl, isLive, asking }: OzowSettings,
  checkoutId: string,
  findAsked: FindAsked,
): Promise<Confirmation> {
  const asked = await findAsked(checkoutId);
  if (asked === undefined) return { kind: "odd", why: "a checkout that nobody opened" };
  const query = new URLSearchParams({
    siteCode,
    transactionReference: checkoutId,
    ...(isLive ? {} : { isTest: "true" }),
  });
  const answer = await askGateway(
    asking,
    `${apiUrl}/GetTransactionByReference?${query.toString()}`,
    {
      method: "GET",
      headers: { accept: "application/json", ApiKey: apiKey },
    },
  );
  if (answer.kind === "unanswered") return { kind: "ask-again", why: answer.why };
  if (answer.kind === "refused") return { kind: "ask-again", why: `status-${answer.status}` };
  const transactions = readAnswer(Transactions, answer.text);
  if (transactions === undefined) return { kind: "ask-again", why: "malformed-answer" };
  const own = transactions.filter(
    (each) => each.siteCode === siteCode && each.transactionReference === checkoutId,
  );
  if (own.length === 0) return { kind: "odd", why: "Ozow knows no such transaction" };
  const standings = own.flatMap(({ status }) => STANDINGS.get(status.toLowerCase()) ?? []);
  if (standings.length < own.length) return { kind: "odd", why: "an unknown status" };
  const movements = own
    .filter((_, index) => standings[index] === "paid")
    .map((transaction) => paymentOf(transaction));
  const isAsked = movements.every(
    ({ amount, currency }) => amount === asked.amount && currency === asked.currency,
  );
  if (!isAsked) return { kind: "odd", why: "another amount than asked" };
  const standing = furthest(standings);
  return { kind: "confirmed", paymentLinkId: asked.paymentLinkId, standing, movements };
}

function paymentOf({ transactionId, amount, currencyCode }: Transaction): MoneyMovement {
  const reference = transactionId.toLowerCase();
  return {
    kind: "payment",
    reference,
    paymentReference: reference,
    // An amount with a fraction of a cent is none, and is not what was asked either.
    amount: centsOfNumber(amount) ?? 0,
    currency: currencyCode,
  };
}

function centsOfNumber(amount: number | string): number | undefined {
  const text = typeof amount === "string" ? amount : amount.toFixed(2);
  if (typeof amount === "number" && Number(text) !== amount) return undefined;
  return centsOf(text);
}
