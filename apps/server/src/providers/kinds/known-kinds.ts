import { httpSmsKind } from "./http-sms-kind.ts";
import type { KnownKind } from "./kind-definition.ts";
import { smtpKind } from "./smtp-kind.ts";
import { twilioKind } from "./twilio-kind.ts";

/** The adapters of this program, by the kind that the contract's catalogue names. */
const KNOWN_KINDS: readonly KnownKind[] = [twilioKind, httpSmsKind, smtpKind];

export function knownKind(kind: string): KnownKind | undefined {
  return KNOWN_KINDS.find((each) => each.kind === kind);
}
