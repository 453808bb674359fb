import { openable, type OpenableKind } from "./gateway-definition.ts";
import { ozowKind } from "./ozow-kind.ts";
import { payfastKind } from "./payfast-kind.ts";
import { stripeKind } from "./stripe-kind.ts";

const KINDS: readonly OpenableKind[] = [
  openable(payfastKind),
  openable(ozowKind),
  openable(stripeKind),
];

/** How the gateways of a kind are opened; undefined for one that this program cannot speak to. */
export function gatewayKindOf(kind: string): OpenableKind | undefined {
  return KINDS.find((each) => each.kind === kind);
}
