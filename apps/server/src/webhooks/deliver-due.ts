import type { Wire } from "@fairflow/channels";
import {
  cancelAbandoned,
  claimDeliveries,
  disableWebhookEndpoint,
  openWebhookSecrets,
  raiseWebhookAlert,
  recordAudit,
  saveTry,
  type Database,
  type DueDelivery,
  type Keyring,
  type Transaction,
  type TriedDelivery,
  type WebhookDisabledWhy,
} from "@fairflow/db";
import { stepAnsweredIn, type FactDeps } from "@fairflow/engine";
import { signWebhook } from "@fairflow/gateways";
import {
  exitOf,
  judgeAnswer,
  REMOVED,
  StepReading,
  type Exchange,
  type Judged,
} from "./judge-answer.ts";
import { nextTryMs } from "./retry-table.ts";

export interface DeliveringDeps {
  readonly database: Database;
  readonly keys: () => Keyring;
  readonly facts: FactDeps;
  readonly wire: Wire;
  /** Real time: other systems' clocks are not ours to move. */
  readonly realNow: () => Date;
  /** A number in [0, 1). */
  readonly random: () => number;
}

const AT_ONCE = 20;
/** Longer than a try can take: whoever is lost with a message leaves it to the next. */
const LEASE_MS = 60_000;
const ANSWER_KEPT = 2_000;
/** An endpoint that took nothing for so long is switched off, and a person told. */
const FAILING_AT_MOST_MS = 5 * 86_400_000;

/**
 * Tries what is due: at least once each, since what was sent and not written down is sent again, under the same id.
 *
 * @returns how many were tried
 */
export async function deliverDue(deps: DeliveringDeps): Promise<number> {
  const { database, keys, realNow } = deps;
  await cancelAbandoned(database, realNow());
  const due = await claimDeliveries(database, { limit: AT_ONCE, leaseMs: LEASE_MS }, realNow());
  if (due.length === 0) return 0;
  const secrets = await openWebhookSecrets(
    database,
    keys(),
    due.map(({ endpointId }) => endpointId),
  );
  await Promise.all(due.map((each) => deliver(deps, each, secrets.get(each.endpointId) ?? [])));
  return due.length;
}

async function deliver(
  deps: DeliveringDeps,
  due: DueDelivery,
  secrets: readonly string[],
): Promise<void> {
  const at = deps.realNow();
  const began = performance.now();
  const exchange = await send(deps, due, { secrets, at });
  const tookMs = Math.round(performance.now() - began);
  const judged = judgeAnswer(exchange);
  await deps.database.transaction((tx) => settle(deps, tx, { due, at, tookMs, exchange, judged }));
}

/** An endpoint that was taken out has no secret: nothing is sent to it. */
function send(
  { wire }: DeliveringDeps,
  { url, body, messageId }: DueDelivery,
  { secrets, at }: { readonly secrets: readonly string[]; readonly at: Date },
): Promise<Exchange> {
  if (secrets.length === 0) return Promise.resolve({ kind: "not-sent", code: REMOVED });
  const signed = signWebhook({ id: messageId, sentAt: at, body: Buffer.from(body) }, secrets);
  return wire.exchange({
    method: "POST",
    url: new URL(url),
    headers: { ...signed, "content-type": "application/json", "user-agent": "Fairflow" },
    body,
  });
}

interface Tried {
  readonly due: DueDelivery;
  readonly at: Date;
  readonly tookMs: number;
  readonly exchange: Exchange;
  readonly judged: Judged;
}

async function settle(deps: DeliveringDeps, tx: Transaction, tried: Tried): Promise<void> {
  const { due, at, tookMs, exchange } = tried;
  const outcome = outcomeOf(deps, tried);
  const isOpen = await saveTry(tx, deps.keys(), {
    id: due.id,
    endpointId: due.endpointId,
    at,
    tookMs,
    statusCode: exchange.kind === "answered" ? exchange.status : null,
    fault: exchange.kind === "answered" ? null : faultOf(exchange),
    answer: exchange.kind === "answered" ? exchange.body.slice(0, ANSWER_KEPT) : "",
    outcome,
  });
  const exit = exitFor(tried, outcome);
  if (isOpen && due.step !== null && exit !== undefined) {
    await stepAnsweredIn(deps.facts, tx, { ...due.step, exit });
  }
  const why = disabledWhy(tried);
  if (why !== undefined) await disable(tx, due.endpointId, { why, now: at });
}

function outcomeOf({ random }: DeliveringDeps, tried: Tried): TriedDelivery["outcome"] {
  const { judged, due } = tried;
  const isStep = due.step !== null;
  switch (judged.kind) {
    case "taken":
      return "delivered";
    case "gone":
      return "failed";
    case "refused":
      // A step goes on with its own way out; what is merely told may be taken later.
      return isStep ? "failed" : waiting(tried, random, undefined);
    case "again":
      return waiting(tried, random, judged.askedMs);
  }
}

function waiting(
  { due, at }: Pick<Tried, "due" | "at">,
  random: () => number,
  askedMs: number | undefined,
): TriedDelivery["outcome"] {
  const isStep = due.step !== null;
  const waitMs = nextTryMs({ tries: due.tries, isStep, askedMs }, random());
  return waitMs === undefined ? "failed" : { nextTryAt: new Date(at.getTime() + waitMs) };
}

/** The way out of a step; undefined while it goes on trying. */
function exitFor({ due, exchange }: Tried, outcome: TriedDelivery["outcome"]): string | undefined {
  if (due.step === null || typeof outcome === "object") return undefined;
  if (outcome === "failed") return exchange.kind === "answered" ? "refused" : "failed";
  const reading = StepReading.parse(due.step.reading);
  return exchange.kind === "answered" ? exitOf(exchange.body, reading) : "ok";
}

function disabledWhy({ due, at, judged }: Tried): WebhookDisabledWhy | undefined {
  if (judged.kind === "gone") return "gone";
  if (judged.kind === "taken" || due.failingSince === null) return undefined;
  const failingMs = at.getTime() - due.failingSince.getTime();
  return failingMs > FAILING_AT_MOST_MS ? "failing" : undefined;
}

async function disable(
  tx: Transaction,
  id: string,
  { why, now }: { readonly why: WebhookDisabledWhy; readonly now: Date },
): Promise<void> {
  if (!(await disableWebhookEndpoint(tx, { id, why }, now))) return;
  await raiseWebhookAlert(tx, id, now);
  await recordAudit(tx, [
    {
      actor: { kind: "system" },
      action: "webhook.disable",
      subject: { kind: "webhook-endpoint", id },
      after: { why },
    },
  ]);
}

function faultOf(
  exchange: Exchange & { readonly kind: "not-sent" | "lost" | "given-back" },
): string {
  return exchange.kind === "given-back" ? "given-back" : exchange.code;
}
