import { GIVEN_BACK, type ChannelPort } from "@fairflow/engine";

/** A dozen tries that double up to this outlive an outage of six hours. */
const LONGEST_MS = 7_200_000;

/** A failure so long ago belongs to another outage. */
const FORGOTTEN_MS = 2 * LONGEST_MS;

/**
 * Keeps what was surely not sent back for as long as the provider has been failing, if that is longer than it asked for,
 * and spreads what waits, so that not all of it comes back at the same moment.
 *
 * @param elapsedMs real time since any moment
 */
export function patientSend(
  send: ChannelPort["send"],
  elapsedMs: () => number,
): ChannelPort["send"] {
  let failing: { readonly sinceMs: number; readonly lastMs: number } | undefined;
  const lastedMs = (nowMs: number) => {
    const isOld = failing === undefined || nowMs - failing.lastMs > FORGOTTEN_MS;
    const sinceMs = isOld ? nowMs : (failing?.sinceMs ?? nowMs);
    failing = { sinceMs, lastMs: nowMs };
    return Math.min(nowMs - sinceMs, LONGEST_MS);
  };
  return async (message, mayStillGo) => {
    const result = await send(message, mayStillGo);
    switch (result.kind) {
      case "accepted":
      case "refused":
        failing = undefined;
        return result;
      case "in-doubt":
        return result;
      case "retry-later": {
        if (result === GIVEN_BACK) return result;
        const waitMs = Math.max(result.afterMs, lastedMs(elapsedMs()));
        return { ...result, afterMs: Math.round(waitMs * (1 + spreadOf(message.attemptId) / 2)) };
      }
    }
  };
}

/** A share between 0 and 1 that is an attempt's own: ids are random at their end. */
function spreadOf(attemptId: string): number {
  return Number.parseInt(attemptId.slice(-4), 16) / 0xff_ff;
}
