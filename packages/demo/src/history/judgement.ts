import {
  permit,
  type CaseDebt,
  type CaseState,
  type ContactCase,
  type Verdict,
} from "@fairflow/compliance";
import { ZONE_NAME } from "../demo-place.ts";
import { iso, type Life, type LivedAccount, type MessageChannel } from "./life.ts";
import type { AttemptRow } from "./run-rows.ts";

/** What the gate said, with the case that it was given. */
export interface Judgement {
  readonly verdict: Verdict;
  readonly contactCase: ContactCase;
}

export interface Contact {
  readonly channel: MessageChannel | "call";
  readonly purpose:
    | "collection"
    | "service"
    | "reply_to_consumer"
    | "statutory_notice"
    | "marketing";
  readonly accounts: readonly LivedAccount[];
}

/** Asks the real gate about a contact now, with everything that has happened to the debtor. */
export function judge(life: Life, contact: Contact): Judgement {
  const contactCase = caseOf(life, contact);
  return {
    verdict: permit(life.world.place.packs, contactCase, new Date(life.nowMs)),
    contactCase,
  };
}

function caseOf(life: Life, { channel, purpose, accounts }: Contact): ContactCase {
  const addressId = addressOf(life, channel);
  return {
    zones: [ZONE_NAME],
    zoneSource: "country_default",
    actor: "first_party",
    channel,
    ...(addressId === null ? {} : { addressId }),
    purpose,
    debts: accounts.map((account) => debtOf(life, account)),
    states: statesOf(life, channel, accounts),
    history: life.attempts.map((attempt) => attempt.contact),
    notices: [],
  };
}

export function debtOf({ world }: Life, { id }: LivedAccount): CaseDebt {
  return { debtId: id, accountId: id, creditorId: world.clientId };
}

export function addressOf({ ids }: Life, channel: Contact["channel"]): string | null {
  return channel === "call" ? ids.addresses.sms : ids.addresses[channel];
}

function statesOf(
  life: Life,
  channel: Contact["channel"],
  accounts: readonly LivedAccount[],
): CaseState[] {
  const states: CaseState[] = [];
  for (const { id, holds, standing } of accounts) {
    for (const hold of holds) {
      if (hold.ended_at !== null) continue;
      states.push({
        state: hold.state,
        since: new Date(hold.since),
        ...(hold.until === null ? {} : { until: new Date(hold.until) }),
        debtId: id,
      });
    }
    if (standing.status !== "open") states.push({ state: standing.status, debtId: id });
  }
  const addressId = addressOf(life, channel);
  if (channel !== "call" && life.optedOut.has(channel) && addressId !== null) {
    states.push({ state: "opted_out", addressId, channel });
  }
  return states;
}

type VerdictColumns = Pick<
  AttemptRow,
  | "verdict"
  | "verdict_until"
  | "verdict_reason"
  | "verdict_rules"
  | "verdict_warnings"
  | "verdict_without_fee"
  | "verdict_packs"
  | "verdict_inputs"
  | "verdict_zones"
  | "verdict_at"
  | "debtor_epoch"
>;

/** A verdict as the columns of an attempt (I5). */
export function verdictColumns(life: Life, { verdict, contactCase }: Judgement): VerdictColumns {
  return {
    verdict: verdict.kind,
    verdict_until: verdict.kind === "deferred" ? verdict.until.toISOString() : null,
    verdict_reason: verdict.kind === "forbidden" ? verdict.reason : null,
    verdict_rules: verdict.kind === "allowed" ? [] : verdict.rules,
    verdict_warnings: verdict.warnings,
    verdict_without_fee: verdict.withoutFee,
    verdict_packs: life.world.place.packNames,
    verdict_inputs: contactCase,
    verdict_zones: contactCase.zones,
    verdict_at: iso(life.nowMs),
    debtor_epoch: life.rows.epoch,
  };
}
