import type { ConsentRule } from "../rule.ts";
import type { Moment } from "./moment.ts";

/** Whether no consent on record covers the attempt. A general one covers everything but marketing. */
export function lacksConsent(rule: ConsentRule, { contactCase }: Moment): boolean {
  const { channel, addressId, purpose, consents = [] } = contactCase;
  for (const consent of consents) {
    if (consent.rule !== undefined && consent.rule !== rule.id) continue;
    if (consent.channel !== undefined && consent.channel !== channel) continue;
    if (consent.addressId !== undefined && consent.addressId !== addressId) continue;
    const { purpose: given } = consent;
    if (given === purpose || (given === undefined && purpose !== "marketing")) return false;
  }
  return true;
}
