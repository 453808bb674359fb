import type { PaymentGatewayPort } from "@fairflow/engine";
import { expect, test } from "vitest";
import { FAKE_KEYS } from "../fakes/fake-gateway.ts";
import { fetchOf } from "../fakes/fetch-of.ts";
import { checkoutOf, fakeOf, GATEWAYS, type GatewayName } from "../fakes/gateways-under-test.ts";
import { ozowGateway } from "./ozow/ozow-gateway.ts";
import { payfastGateway } from "./payfast/payfast-gateway.ts";
import { stripeGateway } from "./stripe/stripe-gateway.ts";

const CHECKOUT = "01a204ec-6baa-7062-a5be-000000000001";
const LINK = "01a204ec-6baa-7062-a5be-c890419de32a";
const NOTIFY = "https://fairflow.example/hooks";
const GATEWAY = "https://gateway.example";
const SECRETS: Readonly<Record<GatewayName, string>> = {
  stripe: FAKE_KEYS.stripeSecret,
  payfast: FAKE_KEYS.payfastPassphrase,
  ozow: FAKE_KEYS.ozowPrivateKey,
};
const receivedAt = new Date();

type Secrets = readonly [string, ...string[]];

/** The adapter with these secrets, before a gateway that knows its own. */
function adapterWith(name: GatewayName, secrets: Secrets, answer: Answer): PaymentGatewayPort {
  const asking = { fetch: fetchOf(answer), timeoutMs: 1_000 };
  switch (name) {
    case "stripe":
      return stripeGateway(
        { secretKey: FAKE_KEYS.stripeKey, apiUrl: GATEWAY, webhookSecrets: secrets, asking },
        () => receivedAt,
      );
    case "payfast":
      return payfastGateway({
        merchantId: FAKE_KEYS.payfastMerchant,
        merchantKey: FAKE_KEYS.payfastKey,
        passphrases: secrets,
        isLive: false,
        url: GATEWAY,
        notifyUrl: NOTIFY,
        sources: ["127.0.0.1"],
        asking,
      });
    case "ozow":
      return ozowGateway({
        siteCode: FAKE_KEYS.ozowSite,
        privateKeys: secrets,
        apiKey: FAKE_KEYS.ozowApiKey,
        isLive: false,
        payUrl: GATEWAY,
        apiUrl: GATEWAY,
        notifyUrl: NOTIFY,
        asking,
      });
  }
}

type Answer = Parameters<typeof fetchOf>[0];

/** What the gateway tells of a checkout that was paid. */
async function noticeOf(name: GatewayName) {
  const fake = fakeOf(name, NOTIFY, () => undefined);
  const gateway = adapterWith(name, [SECRETS[name]], fake.answer);
  const checkout = await gateway.checkout(checkoutOf(CHECKOUT, 12_345, LINK));
  if (checkout.kind === "form") {
    const body = new URLSearchParams(
      checkout.fields.map(([key, value]) => [key, value]),
    ).toString();
    fake.answer({ method: "POST", target: pathOf(checkout.url), headers: {}, body });
  }
  const [notice] = fake.act(CHECKOUT, "pay");
  if (notice === undefined) throw new Error("Nothing is told");
  const came = {
    body: Buffer.from(notice.body),
    headers: notice.headers(receivedAt),
    remoteAddress: "127.0.0.1",
    receivedAt,
  };
  return { came, answer: fake.answer };
}

function pathOf(url: string): string {
  return new URL(url).pathname;
}

test.for(GATEWAYS)(
  "%s: the old and the new secret are believed while one is exchanged, and the old no more after",
  async (name) => {
    const { came, answer } = await noticeOf(name);
    const [mine, other] = [SECRETS[name], `${SECRETS[name]}-next`];
    const openedBy = (secrets: Secrets) => adapterWith(name, secrets, answer).open(came);

    const [first, second] = [openedBy([mine, other]), openedBy([other, mine])];
    const after = openedBy([other]);

    expect(first.kind).toBe("genuine");
    expect(second).toEqual(first);
    expect(after).toEqual({ kind: "refused", why: "unsigned" });
  },
);
