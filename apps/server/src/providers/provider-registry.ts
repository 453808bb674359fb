import {
  listProviders,
  openSecrets,
  providersRevision,
  type Database,
  type Keyring,
  type StoredProvider,
} from "@fairflow/db";
import type { ChannelPort, ChannelRoute, PortSource } from "@fairflow/engine";
import { callbackUrl } from "./callback-address.ts";
import type { ChannelTools } from "./channel-tools.ts";
import type { OpenedChannel } from "./kinds/kind-definition.ts";
import { knownKind } from "./kinds/known-kinds.ts";

/** A provider of messages, ready to be used. */
export interface ReadyChannel extends OpenedChannel {
  readonly provider: StoredProvider;
}

export interface RegistryDeps {
  readonly database: Database;
  readonly keys: () => Keyring;
  readonly tools: ChannelTools;
  /** Takes what nobody else takes, while nobody real is reached at all. */
  readonly sandbox: ChannelPort;
  /** Of settings that do not fit any more: the provider is left out, the others work. */
  readonly onFault: (what: string, id: string, fault: unknown) => void;
}

/** The providers as they are set now, in this process. */
export interface ProviderRegistry extends PortSource {
  /** Also one that is switched off: it may still tell of what it took. */
  readonly channel: (id: string) => Promise<OpenedChannel | undefined>;
  readonly close: () => void;
}

interface Ready {
  readonly revision: number;
  readonly channels: ReadonlyMap<string, ReadyChannel>;
}

const NOTHING: Ready = { revision: 0, channels: new Map() };

/**
 * Reads the providers again whenever one has changed: asked for each batch of messages, so that no process needs a restart.
 * What has not changed keeps its connections.
 */
export function providerRegistry(deps: RegistryDeps): ProviderRegistry {
  let reading: Promise<Ready> = Promise.resolve(NOTHING);
  const current = async (): Promise<Ready> => {
    const revision = await providersRevision(deps.database);
    const known = await reading;
    if (known.revision === revision) return known;
    // Of several that find a change at the same time one reads it.
    const read = reading.then((newest) =>
      newest.revision >= revision ? newest : readAll(deps, newest),
    );
    // The next one who asks tries again.
    reading = read.catch(() => known);
    return read;
  };
  return {
    routes: async (channel) => {
      const { channels } = await current();
      const own = [...channels.values()].filter(({ provider }) => provider.isOn);
      if (own.every(({ provider }) => !provider.isLive)) return [everyOther(deps.sandbox, [])];
      return routesOf(own.filter(({ provider }) => provider.purpose === channel));
    },
    named: async (name) => {
      if (name === deps.sandbox.name) return deps.sandbox;
      return (await current()).channels.get(name)?.port;
    },
    channel: async (id) => (await current()).channels.get(id),
    close: () => {
      void reading.then(({ channels }) => {
        for (const { close } of channels.values()) close();
        return undefined;
      });
    },
  };
}

function routesOf(channels: readonly ReadyChannel[]): readonly ChannelRoute[] {
  const taken = new Set<string>();
  const routes: ChannelRoute[] = [];
  for (const { provider, port } of channels) {
    const only = provider.portfolioIds.filter((id) => !taken.has(id));
    for (const id of only) taken.add(id);
    if (only.length > 0) routes.push({ port, portfolios: { only } });
  }
  const fallback = channels.find(({ provider }) => provider.isDefault);
  return fallback === undefined ? routes : [...routes, everyOther(fallback.port, [...taken])];
}

function everyOther(port: ChannelPort, except: readonly string[]): ChannelRoute {
  return { port, portfolios: { except } };
}

async function readAll(deps: RegistryDeps, known: Ready): Promise<Ready> {
  const { revision, providers, secrets } = await deps.database.transaction(async (tx) => ({
    revision: await providersRevision(tx),
    providers: await listProviders(tx),
    secrets: await openSecrets(tx, deps.keys()),
  }));
  const channels = new Map<string, ReadyChannel>();
  for (const provider of providers) {
    if (provider.removedAt !== null || provider.purpose === "payment") continue;
    const { id, config, changedAt } = provider;
    const as = { id, callbackUrl: callbackUrl(new URL(deps.tools.publicUrl), id) };
    const before = known.channels.get(id);
    if (before?.provider.changedAt.getTime() === changedAt.getTime()) {
      channels.set(id, { ...before, provider });
      continue;
    }
    const fit = knownKind(provider.kind)?.fit({ config, secrets: secrets.get(id) ?? {} });
    if (fit?.ok !== true) {
      if (provider.isOn) deps.onFault("provider", id, new Error("Its settings do not fit"));
      continue;
    }
    const { settings } = fit;
    if (settings.purpose === "payment") continue;
    channels.set(id, { ...settings.open(as, deps.tools), provider });
  }
  for (const [id, { close, port }] of known.channels) {
    if (channels.get(id)?.port !== port) close();
  }
  return { revision, channels };
}
