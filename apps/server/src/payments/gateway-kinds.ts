import {
  ozowGateway,
  PAYFAST_SOURCES,
  payfastGateway,
  stripeGateway,
  type Asking,
} from "@fairflow/gateways";
import type { PaymentGatewayPort } from "@fairflow/engine";
import { z } from "zod";

/** What an adapter is made of beside its provider's own settings. */
export interface GatewayMaking {
  readonly config: unknown;
  readonly isLive: boolean;
  /** By name those that are valid now, the current one first. */
  readonly secrets: Readonly<Record<string, readonly string[]>>;
  /** Where the gateway tells what became of payments. */
  readonly notifyUrl: string;
  readonly asking: Asking;
  readonly realNow: () => Date;
}

export const PayfastConfig = z.strictObject({
  merchantId: z.string().regex(/^\d{1,12}$/),
  /** It stands in the form that the debtor's browser posts, and is no secret. */
  merchantKey: z.string().min(1).max(100),
  /** Where notices may come from; empty for the ranges that PayFast tells. */
  sources: z.array(z.string()).max(100).default([]),
});

export const OzowConfig = z.strictObject({ siteCode: z.string().min(1).max(50) });

export const StripeConfig = z.strictObject({});

/** A provider's settings lack something; it is not offered until they have it. */
export class UnusableGatewayError extends Error {
  override readonly name = "UnusableGatewayError";
}

/** Every kind of payment gateway that this program can speak to, by the name that a provider's row has. */
export const GATEWAY_KINDS: ReadonlyMap<string, (making: GatewayMaking) => PaymentGatewayPort> =
  new Map([
    ["payfast", payfastOf],
    ["ozow", ozowOf],
    ["stripe", stripeOf],
  ]);

function payfastOf(making: GatewayMaking): PaymentGatewayPort {
  const { merchantId, merchantKey, sources } = PayfastConfig.parse(making.config);
  const { isLive, notifyUrl, asking } = making;
  return payfastGateway({
    merchantId,
    merchantKey,
    passphrases: secretsOf(making, "passphrase"),
    isLive,
    url: isLive ? "https://www.payfast.co.za" : "https://sandbox.payfast.co.za",
    notifyUrl,
    sources: sources.length === 0 ? PAYFAST_SOURCES : sources,
    asking,
  });
}

function ozowOf(making: GatewayMaking): PaymentGatewayPort {
  const { siteCode } = OzowConfig.parse(making.config);
  const { isLive, notifyUrl, asking } = making;
  return ozowGateway({
    siteCode,
    privateKeys: secretsOf(making, "privateKey"),
    apiKey: secretsOf(making, "apiKey")[0],
    isLive,
    payUrl: "https://pay.ozow.com",
    apiUrl: isLive ? "https://api.ozow.com" : "https://stagingapi.ozow.com",
    notifyUrl,
    asking,
  });
}

function stripeOf(making: GatewayMaking): PaymentGatewayPort {
  const [secretKey] = secretsOf(making, "secretKey");
  const port = stripeGateway(
    {
      secretKey,
      apiUrl: "https://api.stripe.com",
      webhookSecrets: secretsOf(making, "webhookSecret"),
      asking: making.asking,
    },
    making.realNow,
  );
  // A live key under settings that say test would move money that nobody expects to move.
  if (port.isLive !== making.isLive) throw new UnusableGatewayError("The key is of the other mode");
  return port;
}

function secretsOf({ secrets }: GatewayMaking, name: string): readonly [string, ...string[]] {
  const [current, ...others] = secrets[name] ?? [];
  if (current === undefined) throw new UnusableGatewayError(`${name} is not set`);
  return [current, ...others];
}
