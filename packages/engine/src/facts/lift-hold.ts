import { lockDebtors, readClock, type Transaction } from "@fairflow/db";
import { programLaw } from "../law/program-law.ts";
import { closeAsks } from "./expected-events.ts";
import { releaseRuns } from "./holds.ts";
import type { Author, FactDeps } from "./telling.ts";

/** For a hold that should never have been placed: a wrong number in a file, the wrong person. */
export const PLACED_BY_MISTAKE = "placed_by_mistake";

/** States that follow from facts of their own, and which nobody places or lifts by hand. */
const FOLLOW_FROM_FACTS: ReadonlySet<string> = new Set([
  "dispute_open",
  "dispute_written",
  "dispute_decided",
  "promise_open",
  "arrangement_active",
  "payment_reversed",
  "paid",
  "cured",
  "closed",
  "recalled",
  "erased",
  "opted_out",
  "wrong_party",
  "stale_data",
  "reply_unread",
  "law_not_active",
]);

/** A hold that may be placed, and the events that end it, as the rule packs have them. */
export interface HoldState {
  readonly state: string;
  /** What its rules are called. */
  readonly titles: readonly string[];
  /** One of these is the reason for which it is lifted. */
  readonly endedBy: readonly string[];
}

/** Every hold that a person or another system may place. */
export function holdStates(): readonly HoldState[] {
  const known = new Map<string, { titles: Set<string>; endedBy: Set<string> }>();
  for (const { state, title, end } of programLaw.packs.flatMap(({ rules }) => rules.holds ?? [])) {
    for (const each of [state].flat()) {
      if (FOLLOW_FROM_FACTS.has(each)) continue;
      const one = known.get(each) ?? { titles: new Set(), endedBy: new Set() };
      known.set(each, one);
      one.titles.add(title);
      for (const event of end.events ?? []) one.endedBy.add(event);
    }
  }
  return [...known].map(([state, { titles, endedBy }]) => ({
    state,
    titles: [...titles],
    endedBy: [...endedBy, PLACED_BY_MISTAKE],
  }));
}

export type Lifting =
  | { readonly kind: "lifted"; readonly debtorId: string; readonly state: string }
  /** There is none, or it has ended. */
  | { readonly kind: "not-in-force" }
  /** It ends by a fact of its own: a decision, a payment, the debtor's word. */
  | { readonly kind: "not-by-hand"; readonly state: string }
  /** It was placed by somebody else, who alone can say that it was a mistake. */
  | { readonly kind: "not-theirs"; readonly state: string }
  /** Who calls it a mistake says what shows it. */
  | { readonly kind: "needs-evidence"; readonly state: string }
  /** The packs name other events that end it. */
  | { readonly kind: "other-event"; readonly state: string; readonly endedBy: readonly string[] };

export interface HoldLiftingById {
  readonly holdId: string;
  readonly reason: string;
  /** The id of what shows it. */
  readonly evidence?: string | undefined;
  readonly author: Author;
}

/** Whether another system says so, and not a person. */
function isSystem(author: Author): boolean {
  return author.startsWith("api:");
}

/**
 * Ends one hold because the event has come that its rules name; runs go on where they stood. A hold that follows from
 * facts of its own cannot be lifted by hand. That it was a mistake another system may say only of its own, and a person
 * with what shows it.
 */
export async function liftHoldByIdIn(
  deps: FactDeps,
  tx: Transaction,
  { holdId, reason, evidence, author }: HoldLiftingById,
): Promise<Lifting> {
  const [found] = await tx.sql<{ debtor_id: string; state: string; placed_by: string }[]>`
    select debtor_id, state, author as placed_by from hold where id = ${holdId} and ended_at is null`;
  if (found === undefined) return { kind: "not-in-force" };
  const { debtor_id: debtorId, state } = found;
  const known = holdStates().find((each) => each.state === state);
  if (known === undefined) return { kind: "not-by-hand", state };
  if (!known.endedBy.includes(reason)) {
    return { kind: "other-event", state, endedBy: known.endedBy };
  }
  if (reason === PLACED_BY_MISTAKE && isSystem(author) && found.placed_by !== author) {
    return { kind: "not-theirs", state };
  }
  if (reason === PLACED_BY_MISTAKE && !isSystem(author) && evidence === undefined) {
    return { kind: "needs-evidence", state };
  }
  await lockDebtors(tx, [debtorId]);
  const { now } = await readClock(tx);
  const [ended] = await tx.sql<{ account_id: string | null }[]>`
    update hold set ended_at = ${now}, ended_reason = ${reason}, ended_by = ${author}
    where id = ${holdId} and ended_at is null
    returning account_id`;
  if (ended === undefined) return { kind: "not-in-force" };
  await tx.sql`update debtor set epoch = epoch + 1 where id = ${debtorId}`;
  await closeAsks(tx, [holdId], now);
  await releaseRuns(deps, tx, { debtorId, accountId: ended.account_id ?? undefined, state, now });
  return { kind: "lifted", debtorId, state };
}
