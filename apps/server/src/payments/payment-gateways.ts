import {
  isLiveProviderOn,
  listProviders,
  openSecrets,
  providersRevision,
  type Database,
  type Keyring,
  type OpenSecrets,
  type StoredProvider,
} from "@fairflow/db";
import type { PaymentGatewayPort } from "@fairflow/engine";
import type { Logger } from "pino";
import { callbackPath, callbackUrl } from "../providers/callback-address.ts";
import { gatewayKindOf } from "./gateway-kinds.ts";
import { sandboxGateway } from "./sandbox-gateway.ts";

/** A gateway that is set up and switched on. */
export interface MountedGateway {
  /** The provider's id, or `sandbox`. */
  readonly key: string;
  readonly port: PaymentGatewayPort;
  /** The portfolios that it is for; none where it is for all that have none of their own. */
  readonly portfolioIds: readonly string[];
}

export type PaymentGateways = () => Promise<readonly MountedGateway[]>;

export const SANDBOX = "sandbox";

/** The provider that a gateway is; undefined of the sandbox's bank, which nobody set up. */
export function providerIdOf({ key }: Pick<MountedGateway, "key">): string | undefined {
  return key === SANDBOX ? undefined : key;
}

/** Where a gateway tells what became of payments. */
export function addressOf({ key }: Pick<MountedGateway, "key">): string {
  return key === SANDBOX ? `/hooks/${key}` : callbackPath(key);
}

/** A gateway that says nothing for so long is asked again later. */
const TIMEOUT_MS = 10_000;

/**
 * The gateways as the settings have them now. The sandbox's bank moves no money, so it is there only while nobody live could
 * be reached: where real people get messages, nobody may pay with it.
 */
export function paymentGateways(deps: {
  readonly database: Database;
  readonly keys: () => Keyring;
  readonly publicUrl: URL;
  readonly realNow: () => Date;
  readonly log: Logger;
  /** Tests answer in the gateways' place. */
  readonly fetch?: typeof fetch;
}): PaymentGateways {
  let known:
    | { readonly revision: number; readonly gateways: readonly MountedGateway[] }
    | undefined;
  return async () => {
    const revision = await providersRevision(deps.database);
    if (known?.revision === revision) return known.gateways;
    const [providers, secrets, isLive] = await Promise.all([
      listProviders(deps.database),
      openSecrets(deps.database, deps.keys()),
      isLiveProviderOn(deps.database),
    ]);
    const set = providers
      .filter(({ purpose, isOn }) => purpose === "payment" && isOn)
      .toSorted((a, b) => Number(b.isDefault) - Number(a.isDefault))
      .flatMap((provider) => mounted(provider, secrets.get(provider.id) ?? {}));
    const sandbox = { key: SANDBOX, port: sandboxGateway(deps.keys()), portfolioIds: [] };
    const gateways = isLive ? set : [...set, sandbox];
    known = { revision, gateways };
    return gateways;
  };

  function mounted(provider: StoredProvider, secrets: OpenSecrets): readonly MountedGateway[] {
    const { id: key, kind, config, portfolioIds } = provider;
    const opened = gatewayKindOf(kind)?.open(
      { config, secrets },
      {
        notifyUrl: callbackUrl(deps.publicUrl, key),
        asking: { fetch: deps.fetch ?? fetch, timeoutMs: TIMEOUT_MS },
        realNow: deps.realNow,
      },
    );
    if (opened?.ok === true) return [{ key, port: opened.settings, portfolioIds }];
    deps.log.error({ provider: key }, "The settings of a payment gateway do not fit");
    return [];
  }
}

/** Those that a debtor of this portfolio may pay by: its own, or where it has none those for all. */
export function offeredTo(
  gateways: readonly MountedGateway[],
  portfolioId: string,
): readonly MountedGateway[] {
  const own = gateways.filter(({ portfolioIds }) => portfolioIds.includes(portfolioId));
  return own.length > 0 ? own : gateways.filter(({ portfolioIds }) => portfolioIds.length === 0);
}
