import { httpSmsKind } from "./kinds/http-sms.ts";
import { smtpKind } from "./kinds/smtp.ts";
import { twilioKind } from "./kinds/twilio.ts";
import type { ProviderKind } from "./provider-kind.ts";

/** Everything that messages or money can go through, in the order in which it is offered. */
export const PROVIDER_KINDS: readonly ProviderKind[] = [twilioKind, httpSmsKind, smtpKind];

export function providerKind(kind: string): ProviderKind | undefined {
  return PROVIDER_KINDS.find((each) => each.kind === kind);
}
