import { localTime, type LocalDate } from "@fairflow/calendar";
import { permit, type ContactCase, type Verdict } from "@fairflow/compliance";
import { contactCase, type Proposal } from "./contact-case.ts";
import { packsOf, UnknownReferenceError, zoneOf, type Terms } from "./world.ts";

/** The gate's answer with all that is recorded of it, so that it can be asked again and must say the same (I2). */
export interface Judgement {
  readonly verdict: Verdict;
  readonly contactCase: ContactCase;
  /** `za-core@2026.11.0`. */
  readonly packs: readonly string[];
  readonly zones: readonly string[];
  readonly atMs: number;
}

/** Asks the stop facts and the packs of every place that the accounts are collected under. */
export function judge(terms: Terms, proposal: Proposal, nowMs: number): Judgement {
  const packs = packsOf(terms, proposal.accounts);
  const asked = contactCase(proposal, nowMs);
  return {
    verdict: permit(packs, asked, new Date(nowMs)),
    contactCase: asked,
    packs: packs.map(({ id, version }) => `${id}@${version}`),
    zones: asked.zones,
    atMs: nowMs,
  };
}

/** `judge`, where what cannot be judged must not keep others waiting: a failure inside the gate forbids. */
export function judgeOrForbid(terms: Terms, proposal: Proposal, nowMs: number): Judgement {
  try {
    return judge(terms, proposal, nowMs);
  } catch (fault) {
    if (!(fault instanceof UnknownReferenceError)) throw fault;
    const asked = contactCase(proposal, nowMs);
    const verdict = permit([], asked, new Date(nowMs));
    return { verdict, contactCase: asked, packs: [], zones: asked.zones, atMs: nowMs };
  }
}

/** The debtor's local day, on which attempts alike become one and by which caps count. */
export function localDay({ law }: Terms, zone: string, nowMs: number): LocalDate {
  return localTime(zoneOf(law, zone), new Date(nowMs)).date;
}
