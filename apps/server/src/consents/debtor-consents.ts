import { endpoints, type DebtorConsent, type OutputOf } from "@fairflow/contract";
import { consentsOf, type Database, type StoredConsent } from "@fairflow/db";
import { nameOf, userNames } from "../sign-in/users.ts";
import { consentRules } from "./consent-rules.ts";

type View = OutputOf<typeof endpoints.debtorConsents>;

/** What a debtor consented to, and what their packs' rules ask for. */
export async function debtorConsents(database: Database, debtorId: string): Promise<View> {
  const [consents, rules, names] = await Promise.all([
    consentsOf(database, debtorId),
    consentRules(database, debtorId),
    userNames(database),
  ]);
  return {
    consents: consents.map((consent) => viewOf(consent, (author) => whoIs(names, author))),
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

/** A person by their name, another system by its own. */
function whoIs(names: Awaited<ReturnType<typeof userNames>>, author: string): string {
  return author.startsWith("api:") ? author.slice("api:".length) : nameOf(names, author);
}
