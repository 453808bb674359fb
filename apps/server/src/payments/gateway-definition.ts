import type { OpenSecrets } from "@fairflow/db";
import type { PaymentGatewayPort } from "@fairflow/engine";
import type { Asking } from "@fairflow/gateways";
import type {
  GatewayKind,
  GivenSettings,
  ReadSettings,
} from "../providers/kinds/kind-definition.ts";

/** What an adapter is made of beside its provider's own settings. */
export interface GatewayTools {
  /** Where the gateway tells what became of payments. */
  readonly notifyUrl: string;
  readonly asking: Asking;
  readonly realNow: () => Date;
}

/** A kind of payment gateway: what its settings are, and how they become an adapter. */
export interface GatewayDefinition<Settings> extends GatewayKind<Settings> {
  readonly open: (settings: Settings, tools: GatewayTools) => PaymentGatewayPort;
}

/** Secrets of one name, the current one first; the first signs and all are believed. */
export type Secrets = readonly [current: string, ...previous: string[]];

/** A definition without the type of its settings, so that all can stand in one table. */
export interface OpenableKind {
  readonly kind: string;
  readonly open: (given: GivenSettings, tools: GatewayTools) => ReadSettings<PaymentGatewayPort>;
}

export function openable<Settings>(definition: GatewayDefinition<Settings>): OpenableKind {
  return {
    kind: definition.kind,
    open: (given, tools) => {
      const read = definition.read(given);
      return read.ok ? { ok: true, settings: definition.open(read.settings, tools) } : read;
    },
  };
}

/** The secrets of these names, or which of them is missing. */
export function readSecrets<Name extends string>(
  secrets: OpenSecrets,
  names: readonly Name[],
): ReadSettings<Readonly<Record<Name, Secrets>>> {
  const found = new Map<Name, Secrets>();
  for (const name of names) {
    const [current, ...previous] = secrets[name] ?? [];
    if (current !== undefined) found.set(name, [current, ...previous]);
  }
  const missing = names.filter((name) => !found.has(name));
  if (missing.length > 0) {
    return { ok: false, problems: missing.map((path) => ({ path, message: "It is not set" })) };
  }
  const read: Partial<Record<Name, Secrets>> = {};
  for (const [name, values] of found) read[name] = values;
  return isWhole(read, names)
    ? { ok: true, settings: read }
    : { ok: false, problems: [{ path: "", message: "A secret is not set" }] };
}

function isWhole<Name extends string>(
  read: Partial<Record<Name, Secrets>>,
  names: readonly Name[],
): read is Record<Name, Secrets> {
  return names.every((name) => read[name] !== undefined);
}
