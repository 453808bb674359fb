/** What Stripe and Standard Webhooks allow between the signing and the receipt. A retry is signed anew. */
export const TOLERANCE_MS = 300_000;

/**
 * Judges the time that a sender signed with its message. Senders' own libraries differ on times in the future; a message
 * dated ahead could be replayed until its time has come, so it is refused as an old one is.
 *
 * @param seconds since 1970, as the header has them; anything but decimal digits is no time
 */
export function judgeTime(
  seconds: string,
  receivedAt: Date,
  toleranceMs = TOLERANCE_MS,
): "timely" | "too-old" | "in-future" | "malformed" {
  if (!/^(?:0|[1-9]\d{0,11})$/.test(seconds)) return "malformed";
  const ageMs = receivedAt.getTime() - Number(seconds) * 1_000;
  if (ageMs > toleranceMs) return "too-old";
  return ageMs < -toleranceMs ? "in-future" : "timely";
}
