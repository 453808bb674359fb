import { idAt } from "../random.ts";
import { dueDateOf } from "./account-facts.ts";
import { addressOf, debtOf, verdictColumns, type Contact, type Judgement } from "./judgement.ts";
import { BOOKING_MINUTE } from "./local-days.ts";
import { iso, type Life, type LivedAccount, type LivedRun } from "./life.ts";
import type { AttemptRow, AttemptRunRow, Said } from "./run-rows.ts";

export interface AttemptOf {
  readonly contact: Contact;
  readonly judgement: Judgement;
  readonly templateId: string | null;
  readonly priority: number;
  /** Who takes it; null where it does not leave. */
  readonly provider: "sandbox" | "desk" | null;
  /** Known at once of a call; of a message it comes later. */
  readonly outcome?: "conversation" | "no_answer";
  readonly said?: Said;
}

/** An attempt with its verdict, as it is made now (I5): a refusal and a deferral are rows too. */
export function attemptRow(life: Life, of: AttemptOf): AttemptRow {
  const { ids, person, world, nowMs } = life;
  const { contact, judgement, provider, outcome = null } = of;
  const { verdict } = judgement;
  const at = iso(nowMs);
  const id = idAt(life.random, nowMs);
  const addressId = addressOf(life, contact.channel);
  const leaves = provider !== null;
  const isFailed = verdict.kind === "allowed" && !leaves;
  return {
    shard: ids.shard,
    id,
    debtor_id: ids.debtorId,
    party_id: addressId === null ? null : ids.partyId,
    address_id: addressId,
    account_ids: contact.accounts.map((account) => account.id),
    channel: contact.channel,
    purpose: contact.purpose,
    direction: "outbound",
    template_id: of.templateId,
    language: person.language,
    priority: of.priority,
    status: verdict.kind === "allowed" ? (leaves ? "accepted" : "failed") : verdict.kind,
    planned_for: world.days.dateOf(world.days.dayAt(nowMs)),
    merges: contact.channel !== "call",
    not_before: at,
    ...verdictColumns(life, judgement),
    provider,
    provider_id: provider === "sandbox" ? id : null,
    error_code: isFailed ? "no-address" : null,
    outcome,
    is_right_party: outcome === null ? null : outcome === "conversation",
    created_at: at,
    claimed_at: leaves ? at : null,
    claimed_by: leaves ? "demo" : null,
    accepted_at: leaves ? at : null,
    balance_as_of: leaves ? iso(latestFeedMs(life)) : null,
    delivered_at: null,
    settled_at: leaves && outcome === null ? null : at,
    said: of.said ?? null,
  };
}

/** The client's feed of the day, or before it has come that of the day before. */
function latestFeedMs({ world: { days }, nowMs }: Life): number {
  const today = days.dayAt(nowMs);
  const todaysMs = days.instantOn(today, BOOKING_MINUTE);
  return todaysMs <= nowMs ? todaysMs : days.instantOn(today - 1, BOOKING_MINUTE);
}

/** The visit that an attempt serves. */
export function attemptRunRow(
  run: LivedRun,
  attempt: AttemptRow,
  at: { readonly node: string; readonly visit: number },
): AttemptRunRow {
  return {
    shard: attempt.shard,
    attempt_id: attempt.id,
    run_id: run.row.id,
    node_id: at.node,
    visit: at.visit,
    flow_key: run.flow.key,
    version_number: run.version.number,
    account_id: run.account.id,
    is_released: attempt.accepted_at === null,
  };
}

/** What left counts from now on, for facts and for the gate. */
export function remember(
  life: Life,
  { channel, purpose, accounts }: Contact,
  outcome: "sent" | "conversation" | "no_answer",
): void {
  const addressId = addressOf(life, channel);
  life.attempts.push({
    day: life.world.days.dayAt(life.nowMs),
    atMs: life.nowMs,
    channel,
    reachedPerson: outcome === "conversation",
    contact: {
      at: new Date(life.nowMs),
      channel,
      outcome,
      direction: "outbound",
      purpose,
      debts: accounts.map((account) => {
        const { debtId, accountId } = debtOf(life, account);
        return { debtId, accountId, creditorId: life.world.clientId };
      }),
      ...(addressId === null ? {} : { addressId }),
    },
  });
}

/** What a message says of these accounts now. */
export function saidOf(life: Life, run: LivedRun, accounts: readonly LivedAccount[]): Said {
  const today = life.world.days.dayAt(life.nowMs);
  return {
    linkId: run.link?.id ?? null,
    accounts: accounts.map((account) => ({
      reference: account.plan.reference,
      arrears: account.standing.arrearsOn(today),
      balance: account.standing.balance,
      due_date: dueDateOf(life, account),
    })),
  };
}
