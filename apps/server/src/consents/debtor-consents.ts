import { endpoints, type DebtorConsent, type OutputOf } from "@fairflow/contract";
import { consentsOf, type Database, type StoredConsent } from "@fairflow/db";
import { authorNames } from "../sign-in/author-names.ts";
import { consentRules } from "./consent-rules.ts";

type View = OutputOf<typeof endpoints.debtorConsents>;

/** What a debtor consented to, and what their packs' rules ask for. */
export async function debtorConsents(database: Database, debtorId: string): Promise<View> {
  const [consents, rules, whoIs] = await Promise.all([
    consentsOf(database, debtorId),
    consentRules(database, debtorId),
    authorNames(database),
  ]);
  return {
    consents: consents.map((consent) => viewOf(consent, whoIs)),
    rules: rules.map(({ id, title, requires }) => ({ id, title, asksFor: requires })),
  };
}

const { how: Act } = endpoints.recordConsent.input.body.shape;

function viewOf(consent: StoredConsent, who: (author: string) => string): DebtorConsent {
  const { id, channel, addressId, purpose, rule, evidence } = consent;
  const { withdrawnAt, withdrawnActAt, withdrawnHow, withdrawnBy, withdrawnEvidence } = consent;
  return {
    id,
    channel,
    addressId,
    purpose,
    rule,
    evidence,
    how: Act.parse(consent.how),
    givenAtMs: consent.givenAt.getTime(),
    recordedBy: who(consent.author),
    recordedAtMs: consent.recordedAt.getTime(),
    withdrawn:
      withdrawnAt === null || withdrawnActAt === null
        ? null
        : {
            how: Act.parse(withdrawnHow),
            actAtMs: withdrawnActAt.getTime(),
            sinceMs: withdrawnAt.getTime(),
            evidence: withdrawnEvidence,
            by: who(withdrawnBy ?? ""),
          },
  };
}
