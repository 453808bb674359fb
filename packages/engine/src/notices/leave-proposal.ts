import type { CaseProposal } from "../contact-case.ts";
import type { AccountFacts, ContactFacts, DebtorFacts } from "../debtor-facts.ts";
import { portfolioOf, type Terms } from "../world.ts";

/**
 * A legal step that by itself reaches nobody, as the gate is asked about it.
 *
 * @param accounts of one portfolio; undefined is returned where there are none
 */
export function leaveProposal(
  terms: Terms,
  of: {
    readonly debtor: DebtorFacts;
    readonly contacts: ContactFacts;
    readonly accounts: readonly AccountFacts[];
    readonly step: string;
  },
): CaseProposal | undefined {
  const { debtor, contacts, accounts, step } = of;
  const [account] = accounts;
  if (account === undefined) return undefined;
  return {
    debtor,
    contacts,
    accounts,
    portfolio: portfolioOf(terms, account.portfolioId),
    channel: null,
    purpose: "collection",
    step,
    address: null,
    except: null,
    alsoPlanned: [],
  };
}
