import { httpSmsKind } from "./http-sms-kind.ts";
import { ozowKind } from "../../payments/ozow-kind.ts";
import { payfastKind } from "../../payments/payfast-kind.ts";
import { stripeKind } from "../../payments/stripe-kind.ts";
import { gatewayKind, type KnownKind } from "./kind-definition.ts";
import { smtpKind } from "./smtp-kind.ts";
import { twilioKind } from "./twilio-kind.ts";

/** The adapters of this program, by the kind that the contract's catalogue names. */
const KNOWN_KINDS: readonly KnownKind[] = [
  twilioKind,
  httpSmsKind,
  smtpKind,
  gatewayKind(payfastKind),
  gatewayKind(ozowKind),
  gatewayKind(stripeKind),
];

export function knownKind(kind: string): KnownKind | undefined {
  return KNOWN_KINDS.find((each) => each.kind === kind);
}
