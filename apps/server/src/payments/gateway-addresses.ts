import type { Keyring } from "@fairflow/db";
import type { PaymentGatewayPort } from "@fairflow/engine";
import { sandboxGateway } from "./sandbox-gateway.ts";

/** The gateways that this installation is told by, each at the path that it was given. */
export type GatewayAddresses = ReadonlyMap<string, PaymentGatewayPort>;

function addressOfGateway(name: string): string {
  return `/hooks/${name}`;
}

/** The sandbox's bank signs with a secret of this installation, so that nobody else can tell of its payments. */
export function gatewayAddresses(keyring: Keyring): GatewayAddresses {
  const sandbox = sandboxGateway(keyring);
  return new Map([[addressOfGateway(sandbox.name), sandbox]]);
}
