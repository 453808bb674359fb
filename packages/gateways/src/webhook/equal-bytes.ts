import { timingSafeEqual } from "node:crypto";

/** Compares what is secret with what was given, in a time that tells nothing but whether the lengths differ. */
export function equalBytes(secret: string | Uint8Array, given: string | Uint8Array): boolean {
  const [one, other] = [Buffer.from(secret), Buffer.from(given)];
  return one.length === other.length && timingSafeEqual(one, other);
}
