import { localTime, zoneNamed } from "@fairflow/calendar";
import type { NewAttempt } from "../batch-changes.ts";
import type { Proposal } from "../contact-case.ts";
import type { Judgement } from "../gate.ts";
import { isoTime } from "../iso-time.ts";
import type { Terms } from "../world.ts";
import { listedAddress } from "./outside-proposal.ts";

/** As a flow that says nothing of its importance. */
const OUTSIDE_PRIORITY = 50;

/** The source of what people make at the desk. */
export const DESK = "desk";

/** How the history names whoever makes contacts elsewhere: apart from the providers that we send by. */
export function outsideProvider(source: string): string {
  return `outside:${source}`;
}

/** The row of a contact that others make or made: it joins no message of ours. */
export function outsideAttempt(
  terms: Terms,
  of: {
    readonly id: string;
    readonly proposal: Proposal;
    readonly judgement: Judgement;
    readonly atMs: number;
  },
): NewAttempt {
  const { id, proposal, judgement, atMs } = of;
  const { debtor, portfolio, channel, purpose } = proposal;
  const { kind } = judgement.verdict;
  const address = listedAddress(proposal);
  return {
    id,
    shard: debtor.shard,
    debtorId: debtor.id,
    clientId: portfolio.clientId,
    portfolioId: portfolio.id,
    partyId: address?.partyId ?? null,
    addressId: address?.id ?? null,
    accountIds: proposal.accounts.map((account) => account.id),
    channel,
    purpose,
    noticeId: null,
    step: proposal.step ?? null,
    templateId: null,
    templateVersion: null,
    language: debtor.language,
    priority: OUTSIDE_PRIORITY,
    status: kind === "allowed" ? "planned" : kind,
    plannedFor: localDate(terms, debtor.zone, atMs),
    merges: false,
    atMs,
    epoch: debtor.epoch,
    judgement,
  };
}

/** Where the debtor's zone is not known the gate has refused, and the day is only that of the record. */
function localDate({ law }: Terms, zoneName: string, atMs: number): string {
  const zone = zoneNamed(law.zones, zoneName);
  return zone === undefined ? isoTime(atMs).slice(0, 10) : localTime(zone, new Date(atMs)).date;
}
