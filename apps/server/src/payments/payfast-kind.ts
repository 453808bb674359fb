import { PAYFAST_SOURCES, payfastGateway } from "@fairflow/gateways";
import { z } from "zod";
import { readWith } from "../providers/kinds/read-with.ts";
import { readSecrets, type GatewayDefinition, type Secrets } from "./gateway-definition.ts";

const Config = z.strictObject({
  merchantId: z.string().regex(/^\d{1,12}$/u, "A merchant id is a number"),
  merchantKey: z.string().min(1).max(100),
  isTest: z.boolean().default(false),
  /** Where notices may come from; the ranges that PayFast tells where absent. */
  sources: z.array(z.string()).max(100).optional(),
});

interface Settings extends z.infer<typeof Config> {
  readonly passphrases: Secrets;
}

function urlOf({ isTest }: Settings): string {
  return isTest ? "https://sandbox.payfast.co.za" : "https://www.payfast.co.za";
}

export const payfastKind: GatewayDefinition<Settings> = {
  kind: "payfast",
  purpose: "payment",
  read: ({ config, secrets }) => {
    const read = readWith(Config, config);
    if (!read.ok) return read;
    const open = readSecrets(secrets, ["passphrase"]);
    if (!open.ok) return open;
    return { ok: true, settings: { ...read.settings, passphrases: open.settings.passphrase } };
  },
  isLive: ({ isTest }) => !isTest,
  warnings: () => [
    "PayFast's notices are believed only from its own addresses: behind a proxy, say in TRUSTED_PROXIES which one it is.",
    "PayFast tells of payments only: refunds and chargebacks come with its statements.",
  ],
  test: async (settings, _as, { wire }) => {
    const exchange = await wire.exchange({
      method: "POST",
      url: new URL(`${urlOf(settings)}/eng/query/validate`),
      headers: { "content-type": "application/x-www-form-urlencoded" },
      body: "m_payment_id=test",
    });
    if (exchange.kind !== "answered") return { passed: false, answer: "PayFast does not answer" };
    const answer = `PayFast answers (${String(exchange.status)}). Whether it knows the merchant shows with the first payment.`;
    return { passed: exchange.status < 500, answer };
  },
  open: (settings, { notifyUrl, asking }) => {
    const { merchantId, merchantKey, passphrases, isTest, sources = [] } = settings;
    return payfastGateway({
      merchantId,
      merchantKey,
      passphrases,
      isLive: !isTest,
      url: urlOf(settings),
      notifyUrl,
      sources: sources.length === 0 ? PAYFAST_SOURCES : sources,
      asking,
    });
  },
};
