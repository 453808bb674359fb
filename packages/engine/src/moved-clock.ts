import { readClock, setClock, type Clock, type Transaction } from "@fairflow/db";

/** A moved clock and a provider that reaches people exclude each other, and one was asked for beside the other. */
export class MovedClockError extends Error {
  override readonly name = "MovedClockError";
}

/**
 * Sets the demo clock, or goes back to real time.
 *
 * @throws MovedClockError while a live provider is on and the clock would leave real time
 */
export async function moveClock(
  tx: Transaction,
  setting: Parameters<typeof setClock>[1],
  { hasLiveProvider }: { readonly hasLiveProvider: boolean },
): Promise<void> {
  if (hasLiveProvider && setting !== "real-time") {
    throw new MovedClockError("The clock cannot be moved while a live provider is on");
  }
  await setClock(tx, setting);
}

/** @throws MovedClockError where the clock is moved, since people would be reached at hours that are not theirs */
export async function refuseMovedClock(tx: Transaction): Promise<void> {
  if (!isMoved(await readClock(tx))) return;
  throw new MovedClockError("A live provider cannot be on while the clock is moved");
}

/** Whether it tells another time than real time. */
export function isMoved({ now, realNow, speed }: Clock): boolean {
  return speed !== 1 || now.getTime() !== realNow.getTime();
}
