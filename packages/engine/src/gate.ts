import { localTime, type LocalDate } from "@fairflow/calendar";
import { permit, type ContactCase, type Verdict } from "@fairflow/compliance";
import { contactCase, type CaseProposal } from "./contact-case.ts";
import { packName } from "./law/pack-name.ts";
import { isLawActive, packsOf, UnknownReferenceError, zoneOf, type Terms } from "./world.ts";

/** The gate's answer with all that is recorded of it, so that it can be asked again and must say the same (I2). */
export interface Judgement {
  readonly verdict: Verdict;
  readonly contactCase: ContactCase;
  /** `za-core@2026.11.0`. */
  readonly packs: readonly string[];
  /** The revision of the law in which these packs stand. */
  readonly law: number;
  readonly zones: readonly string[];
  readonly atMs: number;
}

/** Asks the stop facts and the packs of every place that the accounts are collected under. */
export function judge(terms: Terms, proposal: CaseProposal, nowMs: number): Judgement {
  const packs = packsOf(terms, proposal.accounts);
  const asked = caseUnderLaw(terms, proposal, nowMs);
  return {
    verdict: permit(packs, asked, new Date(nowMs)),
    contactCase: asked,
    packs: packs.map(packName),
    law: terms.law.revision,
    zones: asked.zones,
    atMs: nowMs,
  };
}

/** `judge`, where what cannot be judged must not keep others waiting: a failure inside the gate forbids. */
export function judgeOrForbid(terms: Terms, proposal: CaseProposal, nowMs: number): Judgement {
  try {
    return judge(terms, proposal, nowMs);
  } catch (fault) {
    if (!(fault instanceof UnknownReferenceError)) throw fault;
    const asked = contactCase(proposal, nowMs);
    const verdict = permit([], asked, new Date(nowMs));
    const law = terms.law.revision;
    return { verdict, contactCase: asked, packs: [], law, zones: asked.zones, atMs: nowMs };
  }
}

/** Somebody may activate the law any minute; what waits for it asks again this much later. */
const NOT_ACTIVE_RETRY_MS = 3_600_000;

/** The case, with what the installation has to say: that nobody has activated the law of these accounts. */
function caseUnderLaw(terms: Terms, proposal: CaseProposal, nowMs: number): ContactCase {
  const asked = contactCase(proposal, nowMs);
  if (isLawActive(terms, proposal.accounts)) return asked;
  const since = new Date(nowMs);
  const until = new Date(nowMs + NOT_ACTIVE_RETRY_MS);
  return { ...asked, states: [...asked.states, { state: "law_not_active", since, until }] };
}

/** The debtor's local day, on which attempts alike become one and by which caps count. */
export function localDay({ law }: Terms, zone: string, nowMs: number): LocalDate {
  return localTime(zoneOf(law, zone), new Date(nowMs)).date;
}
