import { openings } from "@fairflow/compliance";
import type { CaseProposal } from "../contact-case.ts";
import type { Judgement } from "../gate.ts";
import { packsOf, zoneOf, type Terms } from "../world.ts";

/**
 * Until when a slot that the gate allowed is kept: to the end of `span` at most, and no longer than the gate would allow the
 * contact, since it may be made until then without another question.
 */
export function keptUntil(
  terms: Terms,
  { proposal, judgement }: { readonly proposal: CaseProposal; readonly judgement: Judgement },
  span: { readonly from: Date; readonly to: Date },
): Date {
  const zone = zoneOf(terms.law, proposal.debtor.zone);
  const packs = packsOf(terms, proposal.accounts);
  const parts = openings(packs, judgement.contactCase, { ...span, zone });
  return parts.find(({ verdict }) => verdict.kind !== "allowed")?.from ?? span.to;
}
