import type { z } from "zod";
import { askGateway, readAnswer, type Asking } from "../asking/ask-gateway.ts";

export interface StripeAccount {
  /** `sk_` or `rk_`, with `_live_` or `_test_`. */
  readonly secretKey: string;
  /** `https://api.stripe.com`, without a slash at the end. */
  readonly apiUrl: string;
  readonly asking: Asking;
}

/** The version whose answers `stripe-objects.ts` reads; an account's own may be changed on its dashboard. */
const API_VERSION = "2026-10-28.endive";

export type StripeAnswer<T> =
  | { readonly kind: "answered"; readonly value: T }
  | { readonly kind: "refused"; readonly status: number }
  | { readonly kind: "unanswered"; readonly why: string };

/**
 * Reads an object of the account.
 *
 * @param path with its query, such as `/v1/refunds?payment_intent=pi_1`
 */
export async function readStripe<T>(
  account: StripeAccount,
  path: string,
  schema: z.ZodType<T>,
): Promise<StripeAnswer<T>> {
  return ask(account, { path, schema, init: { method: "GET", headers: {} } });
}

/**
 * Makes an object of the account. Stripe keeps the first answer under the idempotency key for a day, failures included, so
 * asking twice makes one object. https://docs.stripe.com/api/idempotent_requests
 */
export async function makeStripe<T>(
  account: StripeAccount,
  path: string,
  made: {
    readonly fields: readonly (readonly [string, string])[];
    readonly idempotencyKey: string;
    readonly schema: z.ZodType<T>;
  },
): Promise<StripeAnswer<T>> {
  const headers = {
    "content-type": "application/x-www-form-urlencoded",
    "idempotency-key": made.idempotencyKey,
  };
  const body = new URLSearchParams(made.fields.map(([name, value]) => [name, value])).toString();
  return ask(account, { path, schema: made.schema, init: { method: "POST", headers, body } });
}

async function ask<T>(
  { secretKey, apiUrl, asking }: StripeAccount,
  request: {
    readonly path: string;
    readonly schema: z.ZodType<T>;
    readonly init: Parameters<typeof askGateway>[2];
  },
): Promise<StripeAnswer<T>> {
  const headers = {
    ...request.init.headers,
    authorization: `Bearer ${secretKey}`,
    "stripe-version": API_VERSION,
  };
  const answer = await askGateway(asking, `${apiUrl}${request.path}`, { ...request.init, headers });
  if (answer.kind === "unanswered") return answer;
  if (answer.kind === "refused") return { kind: "refused", status: answer.status };
  const value = readAnswer(request.schema, answer.text);
  return value === undefined
    ? { kind: "unanswered", why: "malformed-answer" }
    : { kind: "answered", value };
}
