import type { AttemptFacts } from "../debtor-facts.ts";

/** Why a planned message was taken back. */
export const GIVES_WAY_TO_NOTICE = "engine.gives-way-to-notice";

/** What may wait for another day; an answer to the debtor or another notice may not. */
const MAY_WAIT: ReadonlySet<string> = new Set(["collection", "marketing"]);

/** A planned message that could give its slot to a notice. */
export interface Yielding {
  readonly id: string;
  readonly priority: number;
}

/** Whether a message gives way; what somebody else is about to do is promised to them. */
export function givesWay(
  attempt: Pick<AttemptFacts, "status" | "purpose" | "isNotice" | "isReserved">,
): boolean {
  return (
    attempt.status === "planned" &&
    MAY_WAIT.has(attempt.purpose) &&
    !attempt.isNotice &&
    !attempt.isReserved
  );
}

/**
 * Which of them have to give way so that the notice may go: as few as do, the least important first. None where that does
 * not help.
 *
 * @param isAllowed whether the notice may go if these are not counted
 */
export function makeWay(
  yielding: readonly Yielding[],
  isAllowed: (without: ReadonlySet<string>) => boolean,
): ReadonlySet<string> {
  const all = new Set(yielding.map(({ id }) => id));
  if (all.size === 0 || !isAllowed(all)) return new Set();
  let giving = all;
  for (const { id } of yielding.toSorted((a, b) => b.priority - a.priority)) {
    const others = new Set(giving);
    others.delete(id);
    if (others.size > 0 && isAllowed(others)) giving = others;
  }
  return giving;
}
