import type { NoticesReading, ProviderRequest } from "@fairflow/channels";
import type { ProviderPurpose } from "@fairflow/contract";
import type { OpenSecrets } from "@fairflow/db";
import type { ChannelPort } from "@fairflow/engine";
import type { ChannelTools } from "../channel-tools.ts";

/** What is set of a provider, before anybody has looked whether it fits. */
export interface GivenSettings {
  readonly config: unknown;
  readonly secrets: OpenSecrets;
}

/** What is wrong with the settings, by the key of the field or the name of the secret. */
export interface SettingProblem {
  readonly path: string;
  readonly message: string;
}

export type ReadSettings<Settings> =
  | { readonly ok: true; readonly settings: Settings }
  | { readonly ok: false; readonly problems: readonly SettingProblem[] };

/** Who the provider is in records, and where it reaches us. */
export interface OpenedAs {
  readonly id: string;
  /** Without a slash at the end. */
  readonly callbackUrl: string;
}

/** A way to reach people that is ready to be used. */
export interface OpenedChannel {
  readonly port: ChannelPort;
  /** Whether a person can answer: only then may a message say "Reply STOP". */
  readonly hearsReplies: boolean;
  /** Reads what it tells us of its own accord; absent where it tells nothing. */
  readonly readNotice?: (request: ProviderRequest, now: Date) => NoticesReading;
  readonly close: () => void;
}

/** Its answer to whether it knows us, in its own words where it gave any. */
export interface TestAnswer {
  readonly passed: boolean;
  readonly answer: string;
}

interface KindBase<Settings> {
  readonly kind: string;
  readonly read: (given: GivenSettings) => ReadSettings<Settings>;
  /** Whether it reaches people or moves money with these settings. */
  readonly isLive: (settings: Settings) => boolean;
  /** What somebody should know before they rely on it, each a sentence. */
  readonly warnings: (settings: Settings) => readonly string[];
  /** Sends nothing and moves nothing. */
  readonly test: (settings: Settings, as: OpenedAs, tools: ChannelTools) => Promise<TestAnswer>;
}

export interface ChannelKind<Settings> extends KindBase<Settings> {
  readonly purpose: Exclude<ProviderPurpose, "payment">;
  readonly open: (settings: Settings, as: OpenedAs, tools: ChannelTools) => OpenedChannel;
}

/** A payment gateway; its port is opened where payments are. */
export interface GatewayKind<Settings> extends KindBase<Settings> {
  readonly purpose: "payment";
}

/** Settings of a kind that fit it, with all that can be done with them. */
interface FittingBase {
  readonly isLive: boolean;
  readonly warnings: readonly string[];
  readonly test: (as: OpenedAs, tools: ChannelTools) => Promise<TestAnswer>;
}

export type FittingSettings =
  | (FittingBase & {
      readonly purpose: ChannelKind<unknown>["purpose"];
      readonly open: (as: OpenedAs, tools: ChannelTools) => OpenedChannel;
    })
  | (FittingBase & { readonly purpose: "payment" });

/** A kind without the type of its settings, so that all kinds can stand in one table. */
export interface KnownKind {
  readonly kind: string;
  readonly purpose: ProviderPurpose;
  readonly fit: (given: GivenSettings) => ReadSettings<FittingSettings>;
}

export function channelKind<Settings>(definition: ChannelKind<Settings>): KnownKind {
  return {
    kind: definition.kind,
    purpose: definition.purpose,
    fit: (given) => {
      const read = definition.read(given);
      if (!read.ok) return read;
      const { settings } = read;
      return {
        ok: true,
        settings: {
          ...fittingBase(definition, settings),
          purpose: definition.purpose,
          open: (as, tools) => definition.open(settings, as, tools),
        },
      };
    },
  };
}

export function gatewayKind<Settings>(definition: GatewayKind<Settings>): KnownKind {
  return {
    kind: definition.kind,
    purpose: definition.purpose,
    fit: (given) => {
      const read = definition.read(given);
      if (!read.ok) return read;
      const { purpose } = definition;
      return { ok: true, settings: { ...fittingBase(definition, read.settings), purpose } };
    },
  };
}

function fittingBase<Settings>(definition: KindBase<Settings>, settings: Settings): FittingBase {
  return {
    isLive: definition.isLive(settings),
    warnings: definition.warnings(settings),
    test: (as, tools) => definition.test(settings, as, tools),
  };
}
