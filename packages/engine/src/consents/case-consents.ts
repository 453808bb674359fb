import { Channel, Purpose, type CaseConsent } from "@fairflow/compliance";
import type { ConsentFacts } from "../debtor-facts.ts";

/** What a consent would have to cover. */
interface Contact {
  readonly channel: string | null;
  readonly purpose: string;
  readonly addressId: string | null;
}

/**
 * The consents that the gate is told of; undefined where nobody can say whether there is one, so that the rules about
 * consent warn. What nobody may take for granted is refused without one; of everything else a debtor who has said yes or
 * no to such a contact is held to it.
 */
export function caseConsents(
  consents: readonly ConsentFacts[],
  contact: Contact,
): readonly CaseConsent[] | undefined {
  const said = consents.filter((consent) => concerns(consent, contact));
  if (!needsConsent(contact) && said.length === 0) return undefined;
  return consents
    .filter((consent) => consent.withdrawnMs === null && !said.some((no) => takesBack(no, consent)))
    .map(({ channel, addressId, purpose, rule }) => ({
      ...(channel === null ? {} : { channel: Channel.parse(channel) }),
      ...(addressId === null ? {} : { addressId }),
      ...(purpose === null ? {} : { purpose: Purpose.parse(purpose) }),
      ...(rule === null ? {} : { rule }),
    }));
}

/**
 * Whether the debtor took back, for such a contact, what they had said yes to before: who wants no SMS any more wants none
 * by an earlier yes to everything either.
 */
function takesBack({ takenBackMs, rule }: ConsentFacts, yes: ConsentFacts): boolean {
  if (takenBackMs === null || yes.givenMs > takenBackMs) return false;
  return rule === null || yes.rule === null || yes.rule === rule;
}

/** The law presumes no yes to these. */
function needsConsent({ purpose, channel }: Contact): boolean {
  return purpose === "marketing" || channel === "prerecorded_call";
}

/** Whether the debtor said something about such a contact, be it taken back. */
function concerns(consent: ConsentFacts, { channel, purpose, addressId }: Contact): boolean {
  return (
    (consent.channel === null || consent.channel === channel) &&
    (consent.addressId === null || consent.addressId === addressId) &&
    (consent.purpose === null ? purpose !== "marketing" : consent.purpose === purpose)
  );
}
