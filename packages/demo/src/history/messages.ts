import { idAt } from "../random.ts";
import { dueDateOf } from "./account-facts.ts";
import { count } from "./counting.ts";
import {
  addressOf,
  debtOf,
  judge,
  permissionOf,
  reasonsOf,
  verdictColumns,
  type Judgement,
} from "./judgement.ts";
import {
  iso,
  type Life,
  type LivedAccount,
  type MessageChannel,
  type PlannedMessage,
} from "./life.ts";
import { react } from "./reactions.ts";
import type { AttemptRow, Said } from "./rows.ts";
import { move, RANK } from "./run-moves.ts";

const ARRIVES_AFTER_MS: Readonly<Record<MessageChannel, number>> = {
  sms: 8_000,
  email: 45_000,
  letter: 3 * 86_400_000,
};
const DELIVERED_SHARE = 0.985;

/** Sends what is planned at this instant: what is for one channel and purpose leaves as one message, with one verdict. */
export function sendPlanned(life: Life): void {
  while (life.outbox.length > 0) {
    const planned = life.outbox.splice(0);
    const groups = Map.groupBy(
      planned,
      ({ effect }) => `${effect.request.channel} ${effect.request.purpose}`,
    );
    for (const messages of groups.values()) sendMerged(life, messages);
  }
}

function sendMerged(life: Life, messages: readonly PlannedMessage[]): void {
  const judgement = judgeTogether(life, messages);
  if (judgement.verdict.kind === "allowed" || messages.length === 1) {
    send(life, messages, judgement);
    return;
  }
  // What one account may not say must not keep the others back: then each goes, or waits, by itself.
  for (const message of messages) send(life, [message], judgeTogether(life, [message]));
}

function judgeTogether(life: Life, messages: readonly PlannedMessage[]): Judgement {
  const [first] = messages;
  if (first === undefined) throw new RangeError("A message speaks of at least one account");
  const { channel, purpose } = first.effect.request;
  return judge(life, { channel, purpose, accounts: messages.map(({ run }) => run.account) });
}

function send(life: Life, messages: readonly PlannedMessage[], judgement: Judgement): void {
  const [first] = messages;
  if (first === undefined) return;
  const { channel, purpose } = first.effect.request;
  const addressId = addressOf(life, channel);
  const isAllowed = judgement.verdict.kind === "allowed";
  const leaves = isAllowed && addressId !== null;
  const row = attemptRow(life, messages, { judgement, addressId });
  life.rows.attempts.push(row);
  for (const { run, effect } of messages) {
    life.rows.attemptRuns.push({
      shard: life.ids.shard,
      attempt_id: row.id,
      run_id: run.row.id,
      node_id: effect.node,
      visit: effect.visit,
      flow_key: run.flow.key,
      version_number: run.version.number,
      account_id: run.account.id,
      is_released: !leaves,
    });
  }
  if (leaves) remember(life, messages, { channel, purpose, addressId });
  settle(life, messages, { row, judgement });
  if (leaves) arrive(life, messages, row);
}

function attemptRow(
  life: Life,
  messages: readonly PlannedMessage[],
  { judgement, addressId }: { readonly judgement: Judgement; readonly addressId: string | null },
): AttemptRow {
  const [first] = messages;
  if (first === undefined) throw new RangeError("A message speaks of at least one account");
  const { ids, person, world, nowMs } = life;
  const { channel, purpose, template } = first.effect.request;
  const at = iso(nowMs);
  const id = idAt(life.random, nowMs);
  const leaves = judgement.verdict.kind === "allowed" && addressId !== null;
  const refused = judgement.verdict.kind === "allowed" ? null : judgement.verdict.kind;
  return {
    shard: ids.shard,
    id,
    debtor_id: ids.debtorId,
    party_id: addressId === null ? null : ids.partyId,
    address_id: addressId,
    account_ids: [...new Set(messages.map(({ run }) => run.account.id))],
    channel,
    purpose,
    direction: "outbound",
    template_id: template,
    language: person.language,
    priority: first.run.version.compiled.settings.priority,
    status: refused ?? (leaves ? "accepted" : "failed"),
    planned_for: world.days.dateOf(world.days.dayAt(nowMs)),
    merges: true,
    not_before: at,
    ...verdictColumns(life, judgement),
    provider: leaves ? "sandbox" : null,
    provider_id: leaves ? id : null,
    error_code: refused === null && addressId === null ? "no-address" : null,
    outcome: null,
    created_at: at,
    claimed_at: leaves ? at : null,
    claimed_by: leaves ? "demo" : null,
    accepted_at: leaves ? at : null,
    delivered_at: null,
    settled_at: leaves ? null : at,
    said: leaves ? saidOf(life, messages) : null,
  };
}

function remember(
  life: Life,
  messages: readonly PlannedMessage[],
  of: {
    readonly channel: MessageChannel;
    readonly purpose:
      | "collection"
      | "service"
      | "reply_to_consumer"
      | "statutory_notice"
      | "marketing";
    readonly addressId: string;
  },
): void {
  life.attempts.push({
    day: life.world.days.dayAt(life.nowMs),
    atMs: life.nowMs,
    channel: of.channel,
    reachedPerson: false,
    contact: {
      at: new Date(life.nowMs),
      channel: of.channel,
      outcome: "sent",
      direction: "outbound",
      purpose: of.purpose,
      debts: accountsOf(messages).map((account) => {
        const { debtId, accountId } = debtOf(life, account);
        return { debtId, accountId, creditorId: life.world.clientId };
      }),
      addressId: of.addressId,
    },
  });
}

/** Tells each run what became of its message. */
function settle(
  life: Life,
  messages: readonly PlannedMessage[],
  { row, judgement }: { readonly row: AttemptRow; readonly judgement: Judgement },
): void {
  const permission = permissionOf(judgement.verdict);
  for (const { run, effect } of messages) {
    const { node, visit } = effect;
    const at = { node, visit };
    switch (permission.kind) {
      case "allowed": {
        const kind = row.status === "failed" ? "failed" : "sent";
        count(life, run, { node, metric: kind, exit: kind === "failed" ? "no-address" : "" });
        move(
          life,
          run,
          { kind: "attempt", ...at, result: { kind } },
          { kind: `attempt.${kind}`, payload: at },
        );
        break;
      }
      case "deferred":
      case "forbidden": {
        for (const rule of reasonsOf(judgement.verdict)) {
          count(life, run, { node, metric: permission.kind, exit: rule });
        }
        const result =
          permission.kind === "deferred"
            ? permission
            : ({ kind: "not-allowed", rules: permission.rules } as const);
        const { kind: _, ...payload } = permission;
        move(
          life,
          run,
          { kind: "attempt", ...at, result },
          { kind: `attempt.${permission.kind}`, payload: { ...at, ...payload } },
        );
      }
    }
  }
}

/** Most messages arrive; then people do what they do. */
function arrive(life: Life, messages: readonly PlannedMessage[], row: AttemptRow): void {
  const [first] = messages;
  if (first === undefined || life.random() > DELIVERED_SHARE) return;
  const { channel } = first.effect.request;
  const atMs = life.nowMs + ARRIVES_AFTER_MS[channel];
  const known = life.attempts.at(-1);
  life.agenda.add(atMs, RANK.outside, () => {
    row.status = "delivered";
    row.outcome = "delivered";
    row.delivered_at = iso(atMs);
    row.settled_at = iso(atMs);
    if (known !== undefined) known.contact = { ...known.contact, outcome: "delivered" };
    for (const { run } of messages) {
      move(
        life,
        run,
        { kind: "happened", event: "delivered" },
        { kind: "message.delivered", payload: { attemptId: row.id } },
      );
    }
    react(life, messages, channel);
  });
}

function saidOf(life: Life, messages: readonly PlannedMessage[]): Said {
  const today = life.world.days.dayAt(life.nowMs);
  return {
    linkId: messages[0]?.run.link?.id ?? null,
    accounts: accountsOf(messages).map((account) => ({
      reference: account.plan.reference,
      arrears: account.standing.arrearsOn(today),
      balance: account.standing.balance,
      due_date: dueDateOf(life, account),
    })),
  };
}

function accountsOf(messages: readonly PlannedMessage[]): readonly LivedAccount[] {
  return [...new Set(messages.map(({ run }) => run.account))];
}
