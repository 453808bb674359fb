import { stripeGateway } from "@fairflow/gateways";
import { z } from "zod";
import { readWith } from "../providers/kinds/read-with.ts";
import { readSecrets, type GatewayDefinition, type Secrets } from "./gateway-definition.ts";

const API = "https://api.stripe.com";
const KEY = /^(?:sk|rk)_(live|test)_/u;

const Config = z.strictObject({});

interface Settings {
  readonly secretKey: string;
  readonly webhookSecrets: Secrets;
}

export const stripeKind: GatewayDefinition<Settings> = {
  kind: "stripe",
  purpose: "payment",
  read: ({ config, secrets }) => {
    const read = readWith(Config, config);
    if (!read.ok) return read;
    const open = readSecrets(secrets, ["secretKey", "webhookSecret"]);
    if (!open.ok) return open;
    const { secretKey, webhookSecret: webhookSecrets } = open.settings;
    if (!KEY.test(secretKey[0])) {
      const message = "A Stripe key begins with sk_ or rk_, live or test";
      return { ok: false, problems: [{ path: "secretKey", message }] };
    }
    return { ok: true, settings: { secretKey: secretKey[0], webhookSecrets } };
  },
  isLive: ({ secretKey }) => KEY.exec(secretKey)?.[1] === "live",
  warnings: () => [],
  test: async ({ secretKey }, _as, { wire }) => {
    const exchange = await wire.exchange({
      method: "GET",
      url: new URL(`${API}/v1/checkout/sessions?limit=1`),
      headers: { authorization: `Bearer ${secretKey}` },
      body: undefined,
    });
    if (exchange.kind !== "answered") return { passed: false, answer: "Stripe does not answer" };
    const passed = exchange.status === 200;
    return { passed, answer: passed ? "Stripe knows the key" : `Stripe says ${exchange.status}` };
  },
  open: ({ secretKey, webhookSecrets }, { asking, realNow }) =>
    stripeGateway({ secretKey, apiUrl: API, webhookSecrets, asking }, realNow),
};
