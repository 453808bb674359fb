import { permissionOf } from "@fairflow/compliance";
import { ARRIVES_AFTER_MS, DELIVERED_SHARE } from "./arrival.ts";
import { attemptRow, attemptRunRow, remember, saidOf } from "./attempt-row.ts";
import { count } from "./counting.ts";
import { addressOf, judge, type Judgement } from "./judgement.ts";
import { iso, type Life, type LivedAccount, type PlannedMessage } from "./life.ts";
import { react } from "./reactions.ts";
import { move, RANK } from "./run-moves.ts";
import type { AttemptRow } from "./run-rows.ts";

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
  const { run, effect } = first;
  const { channel, purpose, template } = effect.request;
  const contact = { channel, purpose, accounts: accountsOf(messages) };
  const leaves = judgement.verdict.kind === "allowed" && addressOf(life, channel) !== null;
  const row = attemptRow(life, {
    contact,
    judgement,
    templateId: template,
    priority: run.version.compiled.settings.priority,
    provider: leaves ? "sandbox" : null,
    ...(leaves ? { said: saidOf(life, run, contact.accounts) } : {}),
  });
  life.rows.attempts.push(row);
  for (const message of messages) {
    life.rows.attemptRuns.push(attemptRunRow(message.run, row, message.effect));
  }
  if (leaves) remember(life, contact, "sent");
  settle(life, messages, { row, judgement });
  if (leaves) arrive(life, messages, row);
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
        for (const rule of permission.rules) {
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
    for (const { run, effect } of messages) {
      count(life, run, { node: effect.node, metric: "delivered" });
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

function accountsOf(messages: readonly PlannedMessage[]): readonly LivedAccount[] {
  return [...new Set(messages.map(({ run }) => run.account))];
}
