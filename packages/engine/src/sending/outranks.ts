import type { AttemptFacts } from "../debtor-facts.ts";

/** Who gets the slot where two planned messages want one: a notice that the law requires, then the more important flow. */
export type Ranked = Pick<AttemptFacts, "id" | "priority" | "isNotice">;

/** A total order: of two that differ exactly one outranks the other, so that under a cap one of them goes. */
export function outranks(one: Ranked, other: Ranked): boolean {
  if (one.isNotice !== other.isNotice) return one.isNotice;
  if (one.priority !== other.priority) return one.priority > other.priority;
  return one.id < other.id;
}

/**
 * Whether a message that is about to leave has to count another attempt. One that is planned and comes after it counts
 * it instead; whatever may have left, and a slot that is kept for somebody else, counts always.
 */
export function countsAgainst(other: AttemptFacts, leaving: Ranked): boolean {
  return other.status !== "planned" || other.isReserved || outranks(other, leaving);
}
