import { readClock, type Clock, type Transaction } from "@fairflow/db";

/** A moved clock and a provider that reaches people exclude each other, and one was asked for beside the other. */
export class MovedClockError extends Error {
  override readonly name = "MovedClockError";
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
