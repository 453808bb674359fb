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
  /** The packs name other events that end it. */
  | { readonly kind: "other-event"; readonly state: string; readonly endedBy: readonly string[] };

/**
 * Ends one hold because the event has come that its rules name; runs go on where they stood. A hold that follows from
 * facts of its own cannot be lifted by hand.
 */
export async function liftHoldByIdIn(
  deps: FactDeps,
  tx: Transaction,
  { holdId, reason, author }: { holdId: string; reason: string; author: Author },
): Promise<Lifting> {
  const [found] = await tx.sql<{ debtor_id: string; state: string }[]>`
    select debtor_id, state from hold where id = ${holdId} and ended_at is null`;
  if (found === undefined) return { kind: "not-in-force" };
  const { debtor_id: debtorId, state } = found;
  const known = holdStates().find((each) => each.state === state);
  if (known === undefined) return { kind: "not-by-hand", state };
  if (!known.endedBy.includes(reason)) {
    return { kind: "other-event", state, endedBy: known.endedBy };
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
