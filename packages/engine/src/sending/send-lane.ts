import { readClock, type Keyring } from "@fairflow/db";
import type { MessageChannel } from "@fairflow/interpreter";
import { setTimeout as sleep } from "node:timers/promises";
import type { FactDeps } from "../facts/telling.ts";
import {
  wasGivenBack,
  type ChannelPort,
  type OutgoingMessage,
  type SendResult,
} from "./channel-port.ts";
import { claimAttempts, CLAIM_AT_ONCE, type Claim, type ClaimedAttempt } from "./claim-attempts.ts";
import { epochOf } from "./epochs.ts";
import { composeMessages, type Composing } from "./compose-message.ts";
import { attemptsToSend } from "./planned-attempts.ts";
import type { ChannelRoute, PortSource } from "./port-source.ts";
import { sharedPaces, type Paces } from "./provider-pace.ts";
import { recordResults, type AttemptOutcome } from "./record-results.ts";

/** A message leaves so soon after its claim or is given back: verdicts do not keep (I7). */
const START_WITHIN_MS = 2_000;

/** A lane lets others have their turn after so long, whatever it has left. */
const TURN_MS = 10_000;

export interface SendingDeps extends FactDeps {
  readonly ports: PortSource;
  readonly keyring: Keyring;
  readonly composing: Omit<Composing, "keyring">;
  /** Names this process in claims. */
  readonly workerId: string;
  /** Once it is aborted nothing more is claimed. */
  readonly stopping?: AbortSignal | undefined;
  /** Kept in the database where they are not given. */
  readonly paces?: Paces | undefined;
  /** Real time, which rate limits and circuit breakers follow; the database's where it is not given. */
  readonly realNow?: (() => Date) | undefined;
  /** Waits in real time; tests let their own pass. */
  readonly wait?: ((ms: number) => Promise<void>) | undefined;
}

export interface Sender {
  /** Sends what is planned in a lane on a channel. @returns how many messages were accepted */
  readonly sendLane: (lane: number, channel: MessageChannel) => Promise<number>;
}

/**
 * Claims, sends and records batch after batch until nothing of the lane is due on the channel, its turn is over, or the
 * provider rests: the clock loop then asks for the lane again.
 */
export function sender(deps: SendingDeps): Sender {
  const paces = deps.paces ?? sharedPaces(deps.database, deps.realNow);
  return {
    sendLane: async (lane, channel) => {
      let accepted = 0;
      for (const route of await deps.ports.routes(channel)) {
        accepted += await sendRoute({ deps, paces }, { lane, channel, route });
      }
      return accepted;
    },
  };
}

interface Turn {
  readonly lane: number;
  readonly channel: MessageChannel;
  readonly route: ChannelRoute;
}

async function sendRoute(
  sending: { readonly deps: SendingDeps; readonly paces: Paces },
  { lane, channel, route }: Turn,
): Promise<number> {
  const { deps, paces } = sending;
  const { port } = route;
  // Most lanes have nothing to send most of the time, and need no leave for it.
  if (!(await hasMessageToSend(deps.database, { lane, channel, route }))) return 0;
  const endsAt = performance.now() + TURN_MS;
  let accepted = 0;
  while (deps.stopping?.aborted !== true) {
    const leave = await paces.take(port, CLAIM_AT_ONCE);
    if (leave.kind === "resting") break;
    if (leave.kind === "too-fast") {
      // Whoever came back for each handful would never reach the rate.
      if (performance.now() + leave.waitMs > endsAt) break;
      await (deps.wait?.(leave.waitMs) ?? waitFor(leave.waitMs, deps.stopping));
      continue;
    }
    const { count: limit, isTrying } = leave;
    const claim = await claimWithin(sending, { lane, channel, route, limit, isTrying });
    const outcomes = await sendClaimed(deps, port, claim.claimed);
    await recordResults(deps, outcomes, deps.keyring);
    const results = outcomes.map(({ result }) => result);
    const unused = results.filter((result) => result.kind !== "accepted" && wasGivenBack(result));
    await paces.giveBack(port, { unused: unused.length, isTrying });
    await paces.noteAnswers(port, { results, isTrying });
    accepted += results.filter(({ kind }) => kind === "accepted").length;
    if (claim.seen < limit || performance.now() > endsAt) break;
  }
  return accepted;
}

async function hasMessageToSend(
  database: SendingDeps["database"],
  { lane, channel, route }: Turn,
): Promise<boolean> {
  const { now } = await readClock(database);
  const { portfolios } = route;
  const due = { lane, channel, portfolios, nowMs: now.getTime(), limit: 1 };
  return (await attemptsToSend(database.sql, due)).length > 0;
}

/** Ends early where the process stops. */
async function waitFor(ms: number, stopping: AbortSignal | undefined): Promise<void> {
  await sleep(ms, undefined, stopping === undefined ? {} : { signal: stopping }).catch(
    () => undefined,
  );
}

/** What is not claimed has not used up the rate: the gate deferred it, or there was less to send. */
async function claimWithin(
  { deps, paces }: { readonly deps: SendingDeps; readonly paces: Paces },
  of: Turn & { readonly limit: number; readonly isTrying: boolean },
): Promise<Claim> {
  const { route, limit, isTrying } = of;
  let claimed = 0;
  try {
    const claim = await claimAttempts(deps, { ...of, claimedBy: deps.workerId });
    claimed = claim.claimed.length;
    return claim;
  } finally {
    await paces.giveBack(route.port, { unused: limit - claimed, isTrying });
  }
}

/** What a provider said, or was never asked. */
interface SentOutcome extends AttemptOutcome {
  readonly result: SendResult;
}

async function sendClaimed(
  deps: SendingDeps,
  port: ChannelPort,
  claimed: readonly ClaimedAttempt[],
): Promise<readonly SentOutcome[]> {
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
      const message = { ...ready.message, leaveBefore: claim.leaveBefore };
      const result = await sendOne(port, message, mayStillGo);
      return { ...about, result, message };
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
