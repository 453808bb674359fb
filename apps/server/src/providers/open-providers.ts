import { httpWire, sandboxChannel, type Reach } from "@fairflow/channels";
import type { Database, Keyring } from "@fairflow/db";
import type { Environment } from "../environment.ts";
import type { ChannelTools } from "./channel-tools.ts";
import { providerRegistry, type ProviderRegistry } from "./provider-registry.ts";
import { recallAttempt } from "./recall-attempt.ts";

/** A rehearsal's fakes run on this machine and speak plain HTTP. */
const THIS_MACHINE_TOO: Reach = {
  alsoRanges: ["127.0.0.0/8", "::1/128"],
  plainHttp: true,
  ports: [],
};

export interface OpenedProviders {
  readonly providers: ProviderRegistry;
  readonly tools: ChannelTools;
  readonly close: () => void;
}

/** The providers of this process, as they are set now and after each change. */
export function openProviders(
  { publicUrl, twilioApi, reach: outside }: Pick<Environment, "publicUrl" | "twilioApi" | "reach">,
  deps: {
    readonly database: Database;
    readonly keys: () => Keyring;
    readonly onFault: (what: string, id: string, fault: unknown) => void;
  },
): OpenedProviders {
  const { database, keys } = deps;
  const reach = twilioApi === undefined ? outside : THIS_MACHINE_TOO;
  const wire = httpWire({ reach });
  const tools: ChannelTools = {
    wire,
    reach,
    publicUrl: publicUrl.origin,
    realNow: () => new Date(),
    recall: (attemptId) => recallAttempt(database, keys(), attemptId),
    twilioApi,
  };
  const sandbox = sandboxChannel({
    database,
    keyring: { encrypt: (place, plain) => keys().encrypt(place, plain) },
  });
  const providers = providerRegistry({ ...deps, tools, sandbox });
  const close = () => {
    providers.close();
    wire.close();
  };
  return { providers, tools, close };
}
