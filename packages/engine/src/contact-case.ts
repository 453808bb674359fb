import type { LocalDate } from "@fairflow/calendar";
import { isLocalDate } from "@fairflow/calendar";
import {
  Actor,
  Channel,
  type ContactCase,
  Outcome,
  Purpose,
  type CaseAttempt,
  type CaseDebt,
  type CaseState,
  ZoneSource,
} from "@fairflow/compliance";
import type {
  AccountFacts,
  AddressFacts,
  AttemptFacts,
  ContactFacts,
  DebtorFacts,
  HoldFacts,
  PortfolioTerms,
} from "./debtor-facts.ts";
import { barredChannels } from "./addresses.ts";
import { caseConsents } from "./consents/case-consents.ts";
import { caseNotices } from "./notices/case-notices.ts";

/** What is to be judged, and on which facts: a contact, or a legal step that by itself reaches nobody. */
export interface CaseProposal {
  readonly debtor: DebtorFacts;
  readonly contacts: ContactFacts;
  /** Of one client; the message speaks of all of them. */
  readonly accounts: readonly AccountFacts[];
  readonly portfolio: PortfolioTerms;
  /** Null for a legal step that reaches nobody. */
  readonly channel: string | null;
  readonly purpose: string;
  /** The legal step that it is, in the packs' words. */
  readonly step?: string | undefined;
  /** Null where the debtor has none for the channel. */
  readonly address: AddressFacts | null;
  /** The attempt that is judged, which no case counts. */
  readonly except: string | null;
  /** Attempts that the same batch planned before this one. */
  readonly alsoPlanned: readonly CaseAttempt[];
}

export interface Proposal extends CaseProposal {
  readonly channel: string;
}

const HOUR_MS = 3_600_000;

/** A late file may come any minute; what waits for it asks again this much later. */
const STALE_RETRY_MS = HOUR_MS;

/** The case of an attempt, as the gate reads it: ids and numbers only, so that it can be recorded and judged again. */
export function contactCase(proposal: CaseProposal, nowMs: number): ContactCase {
  const { debtor, contacts, accounts, portfolio, address, channel, step } = proposal;
  const subdivision = debtor.subdivision ?? portfolio.subdivision;
  const consents = caseConsents(contacts.consents, {
    channel,
    purpose: proposal.purpose,
    addressId: address?.id ?? null,
  });
  return {
    zones: [debtor.zone, ...debtor.otherZones],
    zoneSource: ZoneSource.parse(debtor.zoneSource),
    actor: Actor.parse(portfolio.collectorKind),
    ...(subdivision === null ? {} : { subdivision }),
    ...(channel === null ? {} : { channel: Channel.parse(channel) }),
    ...(address === null ? {} : { addressId: address.id }),
    purpose: Purpose.parse(proposal.purpose),
    ...(step === undefined ? {} : { step }),
    debts: accounts.map((account) => debtOf(account, portfolio)),
    states: statesOf(proposal, nowMs),
    history: [
      ...contacts.attempts
        .filter(({ id }) => id !== proposal.except)
        .map((attempt) => caseAttempt(attempt)),
      ...proposal.alsoPlanned,
    ],
    notices: caseNotices(contacts.notices, accounts),
    ...(consents === undefined ? {} : { consents }),
  };
}

/** An attempt that was just planned, for the cases that follow it in the same batch. */
export function plannedCase(proposal: Proposal, nowMs: number): CaseAttempt {
  return {
    at: new Date(nowMs),
    channel: Channel.parse(proposal.channel),
    outcome: "planned",
    direction: "outbound",
    purpose: Purpose.parse(proposal.purpose),
    debts: proposal.accounts.map(({ id }) => ({
      debtId: id,
      accountId: id,
      creditorId: proposal.portfolio.clientId,
    })),
    ...(proposal.address === null ? {} : { addressId: proposal.address.id }),
  };
}

function debtOf(account: AccountFacts, portfolio: PortfolioTerms): CaseDebt {
  const debtType = account.debtType ?? portfolio.debtType;
  const inDefaultSince = dayOf(account.inDefaultSince);
  const dueOn = dayOf(account.oldestUnpaidOn);
  // Where nothing is due, nothing grows old.
  const lastPaidOn = dueOn === undefined ? undefined : dayOf(account.lastPaymentOn);
  const lastAcknowledgedOn = dueOn === undefined ? undefined : dayOf(account.lastAcknowledgedOn);
  return {
    debtId: account.id,
    accountId: account.id,
    creditorId: portfolio.clientId,
    ...(debtType === null ? {} : { debtType }),
    ...(inDefaultSince === undefined ? {} : { inDefaultSince }),
    ...(dueOn === undefined ? {} : { dueOn }),
    ...(lastAcknowledgedOn === undefined ? {} : { lastAcknowledgedOn }),
    ...(lastPaidOn === undefined ? {} : { lastPaidOn }),
  };
}

function dayOf(day: string | null): LocalDate | undefined {
  return day !== null && isLocalDate(day) ? day : undefined;
}

/** Holds that concern these accounts or this way of reaching the debtor, settled accounts, and opted-out addresses. */
function statesOf(proposal: CaseProposal, nowMs: number): CaseState[] {
  const { debtor, contacts, accounts, portfolio, channel, address } = proposal;
  const states: CaseState[] = [];
  const concerns = ({ accountId, addressId, channel: of }: HoldFacts) =>
    (accountId === null || accounts.some(({ id }) => id === accountId)) &&
    (addressId === null || addressId === address?.id) &&
    (of === null || of === channel);
  for (const hold of debtor.holds) {
    if (concerns(hold)) states.push(stateOf(hold, hold.untilMs));
  }
  // What a hold requires before contact resumes the gate asks for after its end too.
  for (const hold of debtor.endedHolds) {
    if (concerns(hold)) states.push(stateOf(hold, hold.endedMs));
  }
  for (const { id, status } of accounts) {
    if (status !== "open") states.push({ state: status, debtId: id });
  }
  if (debtor.isErased) states.push({ state: "erased" });
  if (isStale(portfolio, nowMs)) {
    states.push({
      state: "stale_data",
      since: new Date(nowMs),
      until: new Date(nowMs + STALE_RETRY_MS),
    });
  }
  if (channel === null) return states;
  // How far an opt-out reaches beyond its own address is the packs' to say.
  for (const each of contacts.addresses) {
    const isUsed = each.id === address?.id;
    for (const barred of barredChannels(each, { channel, isUsed })) {
      states.push({ state: "opted_out", addressId: each.id, channel: Channel.parse(barred) });
    }
  }
  return states;
}

function stateOf(hold: HoldFacts, untilMs: number | null): CaseState {
  return {
    state: hold.state,
    since: new Date(hold.sinceMs),
    ...(untilMs === null ? {} : { until: new Date(untilMs) }),
    ...(hold.accountId === null ? {} : { debtId: hold.accountId }),
    ...(hold.channel === null ? {} : { channel: Channel.parse(hold.channel) }),
    ...(hold.addressId === null ? {} : { addressId: hold.addressId }),
    ...(hold.evidence === undefined ? {} : { evidence: hold.evidence }),
  };
}

/** Whether the portfolio's balances are older than its terms allow. */
function isStale({ maxDataAgeHours, dataAsOfMs }: PortfolioTerms, nowMs: number): boolean {
  if (maxDataAgeHours === null || dataAsOfMs === null) return false;
  return nowMs - dataAsOfMs > maxDataAgeHours * HOUR_MS;
}

function caseAttempt(attempt: AttemptFacts): CaseAttempt {
  return {
    at: new Date(attempt.atMs),
    channel: Channel.parse(attempt.channel),
    outcome: outcomeOf(attempt),
    direction: attempt.direction === "inbound" ? "inbound" : "outbound",
    purpose: Purpose.parse(attempt.purpose),
    debts: attempt.accountIds.map((id) => ({
      debtId: id,
      accountId: id,
      creditorId: attempt.clientId,
    })),
    ...(attempt.addressId === null ? {} : { addressId: attempt.addressId }),
  };
}

function outcomeOf({ status, outcome }: AttemptFacts): CaseAttempt["outcome"] {
  switch (status) {
    case "planned":
    case "dispatching":
      return "planned";
    case "in_doubt":
      return "in_doubt";
    case "delivered":
      return outcome === null ? "delivered" : Outcome.parse(outcome);
    default:
      return outcome === null ? "sent" : Outcome.parse(outcome);
  }
}
