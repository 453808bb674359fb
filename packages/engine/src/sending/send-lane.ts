import type { Keyring } from "@fairflow/db";
import { MessageChannel } from "@fairflow/interpreter";
import type { FactDeps } from "../facts/telling.ts";
import {
  wasGivenBack,
  type ChannelPort,
  type ChannelPorts,
  type OutgoingMessage,
  type SendResult,
} from "./channel-port.ts";
import { claimAttempts, CLAIM_AT_ONCE, type Claim, type ClaimedAttempt } from "./claim-attempts.ts";
import { epochOf } from "./epochs.ts";
import { composeMessages, type Composing } from "./compose-message.ts";
import { rateLimit, UNLIMITED, type RateLimit } from "./rate-limit.ts";
import { recordResults, type AttemptOutcome } from "./record-results.ts";

/** A message leaves so soon after its claim or is given back: verdicts do not keep (I7). */
const START_WITHIN_MS = 2_000;

/** After so many answers in a row that were no answers, a channel rests. */
const BREAK_AFTER = 20;
const REST_MS = 30_000;

export interface SendingDeps extends FactDeps {
  readonly ports: ChannelPorts;
  readonly keyring: Keyring;
  readonly composing: Omit<Composing, "keyring">;
  /** Names this process in claims. */
  readonly workerId: string;
  readonly messagesPerSecond?: MessagesPerSecond | undefined;
  /** Milliseconds of real time since any moment; rate limits and circuit breakers never follow the demo clock. */
  readonly elapsedMs?: () => number;
}

/** How many messages this process may hand to a channel's provider each second; a channel without a number has no limit. */
export type MessagesPerSecond = Partial<Readonly<Record<MessageChannel, number>>>;

export interface Sender {
  /** Sends what is planned in a lane on a channel. @returns how many messages were accepted */
  readonly sendLane: (lane: number, channel: MessageChannel) => Promise<number>;
}

/**
 * Claims, sends and records batch after batch until nothing of the lane is due on the channel, or its rate is used up:
 * the clock loop then asks for the lane again.
 */
export function sender(deps: SendingDeps): Sender {
  const { elapsedMs = () => performance.now() } = deps;
  const limits = limitsOf(deps.messagesPerSecond ?? {});
  const breakers = new Map<string, { failures: number; restsUntil: number }>();
  return {
    sendLane: async (lane, channel) => {
      const port = deps.ports[channel];
      if (port === undefined) return 0;
      const breaker = breakers.get(port.name) ?? { failures: 0, restsUntil: 0 };
      breakers.set(port.name, breaker);
      const rate = limits.get(channel) ?? UNLIMITED;
      let accepted = 0;
      while (elapsedMs() >= breaker.restsUntil) {
        const limit = rate.take(CLAIM_AT_ONCE, elapsedMs());
        if (limit === 0) break;
        const claim = await claimWithin(deps, rate, { lane, channel, limit });
        const outcomes = await sendClaimed(deps, port, claim.claimed);
        await recordResults(deps, outcomes, deps.keyring);
        accepted += outcomes.filter(({ result }) => result.kind === "accepted").length;
        for (const { result } of outcomes) noteHealth(breaker, result, elapsedMs());
        if (claim.seen < limit) break;
      }
      return accepted;
    },
  };
}

function limitsOf(perSecond: MessagesPerSecond): ReadonlyMap<MessageChannel, RateLimit> {
  const limits = new Map<MessageChannel, RateLimit>();
  for (const channel of MessageChannel.options) {
    const limit = perSecond[channel];
    if (limit !== undefined) limits.set(channel, rateLimit(limit));
  }
  return limits;
}

/** What is not claimed has not used up the rate: the gate deferred it, or there was less to send. */
async function claimWithin(
  deps: SendingDeps,
  rate: RateLimit,
  of: { readonly lane: number; readonly channel: MessageChannel; readonly limit: number },
): Promise<Claim> {
  let claimed = 0;
  try {
    const claim = await claimAttempts(deps, { ...of, claimedBy: deps.workerId });
    claimed = claim.claimed.length;
    return claim;
  } finally {
    rate.giveBack(of.limit - claimed);
  }
}

function noteHealth(
  breaker: { failures: number; restsUntil: number },
  result: AttemptOutcome["result"],
  nowMs: number,
): void {
  if (result.kind === "accepted" || result.kind === "refused") {
    breaker.failures = 0;
    return;
  }
  if (wasGivenBack(result)) return;
  breaker.failures += 1;
  if (breaker.failures < BREAK_AFTER) return;
  breaker.failures = 0;
  breaker.restsUntil = nowMs + REST_MS;
}

async function sendClaimed(
  deps: SendingDeps,
  port: ChannelPort,
  claimed: readonly ClaimedAttempt[],
): Promise<readonly AttemptOutcome[]> {
  if (claimed.length === 0) return [];
  const begun = performance.now();
  const composing = { ...deps.composing, keyring: deps.keyring };
  const composed = await composeMessages(deps.database.sql, claimed, composing);
  return Promise.all(
    claimed.map(async (claim) => {
      const ready = composed.get(claim.attempt.id);
      const about = outcomeOf(claim, port);
      if (ready?.ok !== true) {
        const code = ready?.code ?? "cannot-be-rendered";
        return { ...about, result: { kind: "refused", code } as const };
      }
      const mayStillGo = async () =>
        performance.now() - begun < START_WITHIN_MS &&
        (await epochOf(deps.database, claim.attempt.debtor_id)) === claim.epoch &&
        performance.now() - begun < START_WITHIN_MS;
      const result = await sendOne(port, ready.message, mayStillGo);
      return { ...about, result, message: ready.message };
    }),
  );
}

/** An adapter that throws has broken its promise: nobody knows what it did. */
async function sendOne(
  port: ChannelPort,
  message: OutgoingMessage,
  mayStillGo: () => Promise<boolean>,
): Promise<SendResult> {
  try {
    return await port.send(message, mayStillGo);
  } catch (fault) {
    return { kind: "in-doubt", code: fault instanceof Error ? fault.name : "adapter-fault" };
  }
}

function outcomeOf(
  { attempt, visits }: ClaimedAttempt,
  port: ChannelPort,
): Omit<AttemptOutcome, "result"> {
  return {
    attemptId: attempt.id,
    shard: attempt.shard,
    debtorId: attempt.debtor_id,
    tries: attempt.tries,
    visits,
    provider: port.name,
  };
}
