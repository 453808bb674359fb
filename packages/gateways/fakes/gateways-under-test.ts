import type { PaymentGatewayPort } from "@fairflow/engine";
import type { Asking } from "../src/asking/ask-gateway.ts";
import { ozowGateway } from "../src/ozow/ozow-gateway.ts";
import { payfastGateway } from "../src/payfast/payfast-gateway.ts";
import { stripeGateway } from "../src/stripe/stripe-gateway.ts";
import { FAKE_KEYS, type FakeGateway, type WriteBooks } from "./fake-gateway.ts";
import { fakeOzow } from "./fake-ozow.ts";
import { fakePayfast } from "./fake-payfast.ts";
import { fakeStripe } from "./fake-stripe.ts";

export const GATEWAYS = ["stripe", "payfast", "ozow"] as const;
export type GatewayName = (typeof GATEWAYS)[number];

/** Our adapter, pointed at a gateway of that kind. */
export function adapterOf(
  name: GatewayName,
  at: { readonly url: string; readonly notifyUrl: string; readonly asking: Asking },
): PaymentGatewayPort {
  const { url, notifyUrl, asking } = at;
  switch (name) {
    case "stripe":
      return stripeGateway(
        {
          secretKey: FAKE_KEYS.stripeKey,
          apiUrl: url,
          webhookSecrets: [FAKE_KEYS.stripeSecret],
          asking,
        },
        () => new Date(),
      );
    case "payfast":
      return payfastGateway({
        merchantId: FAKE_KEYS.payfastMerchant,
        merchantKey: FAKE_KEYS.payfastKey,
        passphrases: [FAKE_KEYS.payfastPassphrase],
        isLive: false,
        url,
        notifyUrl,
        sources: ["127.0.0.1"],
        asking,
      });
    case "ozow":
      return ozowGateway({
        siteCode: FAKE_KEYS.ozowSite,
        privateKeys: [FAKE_KEYS.ozowPrivateKey],
        apiKey: FAKE_KEYS.ozowApiKey,
        isLive: false,
        payUrl: url,
        apiUrl: url,
        notifyUrl,
        asking,
      });
  }
}

export function fakeOf(name: GatewayName, notifyUrl: string, writeBooks: WriteBooks): FakeGateway {
  switch (name) {
    case "stripe":
      return fakeStripe(notifyUrl, writeBooks);
    case "payfast":
      return fakePayfast(writeBooks);
    case "ozow":
      return fakeOzow(writeBooks);
  }
}

/** A checkout as the tests ask for it. */
export function checkoutOf(checkoutId: string, amount: number, paymentLinkId: string) {
  return {
    paymentLinkId,
    checkoutId,
    amount,
    currency: "ZAR",
    description: "Payment of an account",
    returnUrl: "https://pay.example/p/done?a=1",
    cancelUrl: "https://pay.example/p/back",
    expiresAt: new Date(Math.floor(Date.now() / 1_000) * 1_000 + 3_600_000),
  } as const;
}
