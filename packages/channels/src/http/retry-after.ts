/** Where a provider says nothing, and the bounds within which it is believed. */
const UNSAID_MS = 30_000;
const LEAST_MS = 1_000;
const MOST_MS = 3_600_000;

/**
 * How long a provider asks to be left alone: seconds or a date (RFC 9110, section 10.2.3).
 *
 * @param header the value of `Retry-After`
 */
export function retryAfterMs(header: string | undefined, nowMs: number): number {
  const wait = waitOf(header?.trim() ?? "", nowMs);
  return Math.min(MOST_MS, Math.max(LEAST_MS, wait));
}

function waitOf(header: string, nowMs: number): number {
  if (/^\d{1,9}$/u.test(header)) return Number(header) * 1000;
  const at = /^[A-Z][a-z]{2}, /u.test(header) ? Date.parse(header) : Number.NaN;
  return Number.isNaN(at) ? UNSAID_MS : at - nowMs;
}
