import type { BoundRule } from "./bound-rule.ts";
import type { CaseConsent, ContactCase } from "./contact-case.ts";
import type { Question } from "./question.ts";
import type { ConsentRule } from "./rule.ts";

/** Now, if a recorded consent covers the attempt; else only the debtor can open it. */
export function consentAllows(bound: BoundRule<ConsentRule>, question: Question): number {
  const { contactCase, at } = question;
  const covered = (contactCase.consents ?? []).some((consent) =>
    covers(consent, contactCase, bound.id),
  );
  return covered ? at : Number.POSITIVE_INFINITY;
}

function covers(consent: CaseConsent, contactCase: ContactCase, rule: string): boolean {
  const { channel, addressId, purpose } = contactCase;
  const forPurpose =
    consent.purpose === undefined ? purpose !== "marketing" : consent.purpose === purpose;
  return (
    forPurpose &&
    (consent.rule === undefined || consent.rule === rule) &&
    (consent.channel === undefined || consent.channel === channel) &&
    (consent.addressId === undefined || consent.addressId === addressId)
  );
}
