import { together } from "../together.ts";
import {
  GIVEN_BACK,
  wasGivenBack,
  type ChannelPort,
  type OutgoingMessage,
  type SendResult,
} from "./channel-port.ts";
import type { Claim, ClaimedAttempt } from "./claim-attempts.ts";
import { composeMessages } from "./compose-message.ts";
import type { Composed } from "./composed-message.ts";
import type { Paces } from "./provider-pace.ts";
import { recordResults, type AttemptOutcome } from "./record-results.ts";
import type { SendingDeps } from "./send-lane.ts";
import { REAL_TIMER } from "./timer.ts";

/** A message leaves so soon after its claim or is given back: verdicts do not keep (I7). */
const START_WITHIN_MS = 2_000;

export interface Sending {
  readonly deps: SendingDeps;
  readonly paces: Paces;
  /** What the database says after it was asked. */
  readonly epochNow: (debtorId: string) => Promise<number | undefined>;
}

/** @returns how many were accepted */
export async function sendBlock(
  sending: Sending,
  { port, isTrying }: { readonly port: ChannelPort; readonly isTrying: boolean },
  leaving: Leaving,
): Promise<number> {
  const { deps, paces } = sending;
  const outcomes = await sendReady(sending, port, leaving);
  await recordResults(deps, outcomes, deps.keyring);
  const results = outcomes.map(({ result }) => result);
  if (isTrying && results.every((result) => result.kind !== "accepted" && wasGivenBack(result))) {
    await paces.giveBackTrying(port);
  }
  await paces.noteAnswers(port, { results, isTrying });
  return results.filter(({ kind }) => kind === "accepted").length;
}

/** What a provider said, or was never asked. */
interface SentOutcome extends AttemptOutcome {
  readonly result: SendResult;
}

/** Claimed messages with their words, and when each leaves. */
interface Leaving {
  readonly claimed: readonly ClaimedAttempt[];
  readonly composed: ReadonlyMap<string, Composed>;
  readonly claimedAt: number;
  /** On the timer, for each that is composed, in their order; the others go back. */
  readonly slots: readonly number[];
}

export async function readyToLeave(
  sending: Sending,
  port: ChannelPort,
  { claimed, claimedAt }: Pick<Claim, "claimed" | "claimedAt">,
): Promise<Leaving> {
  const { deps } = sending;
  const composing = { ...deps.composing, keyring: deps.keyring };
  const composed = await composeMessages(deps.database.sql, claimed, composing);
  const ready = claimed.filter(({ attempt }) => composed.get(attempt.id)?.ok === true);
  return { claimed, composed, claimedAt, slots: await takeSlots(sending, port, ready.length) };
}

/** When so many messages leave, on the timer. */
async function takeSlots(
  { deps: { timer = REAL_TIMER }, paces }: Sending,
  port: ChannelPort,
  count: number,
): Promise<readonly number[]> {
  const slots = await paces.takeSlots(port, count);
  const nowMs = timer.nowMs();
  return slots.map((ms) => nowMs + ms);
}

/** A message that misses its slot by more takes another. */
const LATE_MS = 40;

async function sendReady(
  sending: Sending,
  port: ChannelPort,
  { claimed, composed, claimedAt, slots }: Leaving,
): Promise<readonly SentOutcome[]> {
  const { deps, epochNow } = sending;
  const { timer = REAL_TIMER } = deps;
  const laterSlot = together(async (late: readonly number[]) => {
    const later = await takeSlots(sending, port, late.length);
    return late.map((_, nth) => later[nth]);
  });
  /** A process that stops lets what it has claimed leave at its pace. */
  const waitForSlot = async (first: number | undefined): Promise<boolean> => {
    let slot = first;
    while (slot !== undefined) {
      await timer.waitUntil(slot);
      // Those that a busy process is late with would leave all at once.
      if (timer.nowMs() - slot <= LATE_MS || port.messagesPerSecond === undefined) return true;
      slot = await laterSlot(slot);
    }
    return false;
  };
  const isSoonEnough = () => performance.now() - claimedAt < START_WITHIN_MS;
  const left = [...slots];
  return Promise.all(
    claimed.map(async (claim) => {
      const ready = composed.get(claim.attempt.id);
      const about = outcomeOf(claim, port);
      if (ready?.ok !== true) {
        const code = ready?.code ?? "cannot-be-rendered";
        return { ...about, result: { kind: "refused", code } as const };
      }
      if (!(await waitForSlot(left.shift()))) return { ...about, result: GIVEN_BACK };
      const mayStillGo = async () =>
        isSoonEnough() &&
        (await epochNow(claim.attempt.debtor_id)) === claim.epoch &&
        isSoonEnough();
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
