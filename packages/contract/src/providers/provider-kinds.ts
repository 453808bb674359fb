import { httpSmsKind } from "./kinds/http-sms.ts";
import { ozowKind } from "./kinds/ozow.ts";
import { payfastKind } from "./kinds/payfast.ts";
import { smtpKind } from "./kinds/smtp.ts";
import { stripeKind } from "./kinds/stripe.ts";
import { twilioKind } from "./kinds/twilio.ts";
import type { ProviderKind } from "./provider-kind.ts";

/** Everything that messages or money can go through, in the order in which it is offered. */
export const PROVIDER_KINDS: readonly ProviderKind[] = [
  twilioKind,
  httpSmsKind,
  smtpKind,
  payfastKind,
  ozowKind,
  stripeKind,
];

export function providerKind(kind: string): ProviderKind | undefined {
  return PROVIDER_KINDS.find((each) => each.kind === kind);
}
