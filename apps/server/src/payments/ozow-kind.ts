import { ozowGateway } from "@fairflow/gateways";
import { z } from "zod";
import { readWith } from "../providers/kinds/read-with.ts";
import { readSecrets, type GatewayDefinition, type Secrets } from "./gateway-definition.ts";

const Config = z.strictObject({
  siteCode: z.string().min(1).max(50),
  isTest: z.boolean().default(false),
});

interface Settings extends z.infer<typeof Config> {
  readonly privateKeys: Secrets;
  readonly apiKey: string;
}

function apiOf({ isTest }: Settings): string {
  return isTest ? "https://stagingapi.ozow.com" : "https://api.ozow.com";
}

export const ozowKind: GatewayDefinition<Settings> = {
  kind: "ozow",
  purpose: "payment",
  read: ({ config, secrets }) => {
    const read = readWith(Config, config);
    if (!read.ok) return read;
    const open = readSecrets(secrets, ["privateKey", "apiKey"]);
    if (!open.ok) return open;
    const { privateKey: privateKeys, apiKey } = open.settings;
    return { ok: true, settings: { ...read.settings, privateKeys, apiKey: apiKey[0] } };
  },
  isLive: ({ isTest }) => !isTest,
  warnings: () => [
    "Ozow's public pages leave some points open: try its staging site before money moves, and book refunds from the bank statement.",
  ],
  test: async (settings, _as, { wire }) => {
    const { siteCode, apiKey, isTest } = settings;
    const query = new URLSearchParams({ siteCode, transactionReference: "fairflow-test" });
    if (isTest) query.set("isTest", "true");
    const exchange = await wire.exchange({
      method: "GET",
      url: new URL(`${apiOf(settings)}/GetTransactionByReference?${query.toString()}`),
      headers: { accept: "application/json", ApiKey: apiKey },
      body: undefined,
    });
    if (exchange.kind !== "answered") return { passed: false, answer: "Ozow does not answer" };
    const passed = exchange.status === 200;
    return { passed, answer: passed ? "Ozow knows the key" : `Ozow says ${exchange.status}` };
  },
  open: (settings, { notifyUrl, asking }) =>
    ozowGateway({
      siteCode: settings.siteCode,
      privateKeys: settings.privateKeys,
      apiKey: settings.apiKey,
      isLive: !settings.isTest,
      payUrl: "https://pay.ozow.com",
      apiUrl: apiOf(settings),
      notifyUrl,
      asking,
    }),
};
