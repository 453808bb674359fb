/** With less than this a provider may not even begin. */
const LEAST_SECONDS = 6;

/**
 * How long a provider may keep a message: until the window that the gate allowed is over, but never beyond what the
 * provider takes.
 *
 * @returns undefined where too little of the window is left to begin
 */
export function validSeconds(
  leaveBefore: Date | undefined,
  now: Date,
  mostSeconds: number,
): number | undefined {
  const leftMs = leaveBefore === undefined ? Infinity : leaveBefore.getTime() - now.getTime();
  const seconds = Math.min(mostSeconds, Math.floor(leftMs / 1000));
  return seconds < LEAST_SECONDS ? undefined : seconds;
}
