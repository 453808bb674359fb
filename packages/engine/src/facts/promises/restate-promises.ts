import type { LocalDate } from "@fairflow/calendar";
import { endHolds, placeHolds, type Transaction } from "@fairflow/db";
import type { OutsideEventKind } from "../../outside-event.ts";
import { tell, type FactDeps, type Told } from "../telling.ts";
import { loadPromises, type StoredPromise } from "./load-promises.ts";
import {
  standingOfPromise,
  type InstalmentStatus,
  type PromiseStanding,
} from "./standing-of-promise.ts";

type Decided = Exclude<InstalmentStatus, "open">;

/** What runs hear of a promise that was decided, and of an instalment of an arrangement. */
const TOLD: Readonly<Record<Decided, OutsideEventKind>> = {
  kept: "promise.kept",
  partly_kept: "promise.partly-kept",
  broken: "promise.broken",
};
const INSTALMENT_TOLD: Readonly<Record<Decided, OutsideEventKind>> = {
  kept: "instalment.kept",
  partly_kept: "instalment.partly-kept",
  broken: "instalment.missed",
};

/** The hold under which demands wait, and what packs call its end. */
export const HOLD_OF = { promise: "promise_open", arrangement: "arrangement_active" } as const;
const END_OF = {
  promise: { kept: "promise_kept", partly_kept: "promise_broken", broken: "promise_broken" },
  arrangement: {
    kept: "arrangement_completed",
    partly_kept: "arrangement_broken",
    broken: "arrangement_broken",
  },
} as const;

interface At {
  readonly now: Date;
  /** The debtor's local date. */
  readonly today: LocalDate;
}

/**
 * Brings promises in line with what was paid: one that is kept or broken now is decided, and one that a late bank line kept, or
 * a payment that went back broke, is decided anew. The caller holds the debtor's lock.
 */
export async function restatePromises(
  deps: FactDeps,
  tx: Transaction,
  of: { readonly accountIds: readonly string[] } | { readonly ids: readonly string[] },
  at: At,
): Promise<void> {
  const promises = await loadPromises(tx.sql, of);
  const events: Told[] = [];
  for (const promise of promises) {
    const standing = standingOfPromise(promise, promise.money, at.today);
    events.push(...(await restateOne(tx, { promise, standing, at })));
  }
  if (events.length > 0) await tell(deps, tx, { events, now: at.now });
}

async function restateOne(
  tx: Transaction,
  of: {
    readonly promise: StoredPromise;
    readonly standing: PromiseStanding;
    readonly at: At;
  },
): Promise<readonly Told[]> {
  const { promise, standing, at } = of;
  const changed = standing.instalments.filter((each) => {
    const recorded = promise.recorded.find(({ number }) => number === each.number);
    return recorded?.status !== each.status || recorded.paid !== each.paid;
  });
  if (changed.length > 0) await saveInstalments(tx, promise.id, changed, at.now);
  const events =
    promise.kind === "arrangement"
      ? changed.flatMap((each) => {
          const before = promise.recorded.find(({ number }) => number === each.number);
          if (each.status === "open" || before?.status === each.status) return [];
          const payload = { promiseId: promise.id, number: each.number };
          return toldOf(promise, INSTALMENT_TOLD[each.status], payload);
        })
      : [];
  if (standing.status === promise.status) return events;
  // Who watches instalments hears first that there is nothing left to watch.
  return [...(await decide(tx, of)), ...events];
}

/** Its state has changed: demands go on or wait again, and the history counts it. */
async function decide(
  tx: Transaction,
  of: {
    readonly promise: StoredPromise;
    readonly standing: PromiseStanding;
    readonly at: At;
  },
): Promise<readonly Told[]> {
  const { promise, standing, at } = of;
  const { id, debtorId, accountIds, kind } = promise;
  const { status } = standing;
  await tx.sql`
    update promise set status = ${status}, decided_at = ${status === "open" ? null : at.now}
    where id = ${id}`;
  const more = Number(status === "broken") - Number(promise.status === "broken");
  if (more !== 0) {
    await tx.sql`
      update account set promises_broken = greatest(0, promises_broken + ${more})
      where id = any(${accountIds}::uuid[])`;
  }
  if (status === "open") {
    // A payment that kept it went back while there is still time.
    await holdDemands(tx, { promise, until: promise.lastDecidesAt, author: "system" }, at.now);
    return [];
  }
  await endHolds(
    tx,
    {
      debtorId,
      state: HOLD_OF[kind],
      promiseId: id,
      reason: END_OF[kind][status],
      endedBy: "system",
    },
    at.now,
  );
  return [
    ...toldOf(promise, TOLD[status], { promiseId: id }),
    ...toldOf(promise, "gate.eased", {}),
  ];
}

/** Demands wait until it is decided; its own reminders are service messages, which the hold lets through. */
export async function holdDemands(
  tx: Transaction,
  of: {
    readonly promise: Pick<StoredPromise, "id" | "debtorId" | "accountIds" | "kind">;
    readonly until: Date;
    readonly author: string;
  },
  now: Date,
): Promise<void> {
  const { promise, until, author } = of;
  const { id: promiseId, debtorId, accountIds, kind } = promise;
  await placeHolds(
    tx,
    accountIds.map((accountId) => ({
      debtorId,
      accountId,
      state: HOLD_OF[kind],
      since: now,
      until,
      author,
      promiseId,
    })),
    now,
  );
}

export function toldOf(
  { debtorId, accountIds }: Pick<StoredPromise, "debtorId" | "accountIds">,
  kind: OutsideEventKind,
  payload: Readonly<Record<string, unknown>>,
): readonly Told[] {
  return accountIds.map((accountId) => ({ debtorId, accountId, kind, payload }));
}

async function saveInstalments(
  { sql }: Transaction,
  promiseId: string,
  changed: PromiseStanding["instalments"],
  now: Date,
): Promise<void> {
  await sql`
    update promise_instalment set paid = fresh.paid, status = fresh.status,
      decided_at = case when fresh.status = 'open' then null
        when promise_instalment.status = fresh.status then decided_at else ${now}::timestamptz end
    from unnest(
      ${changed.map(({ number }) => number)}::smallint[], ${changed.map(({ paid }) => paid)}::bigint[],
      ${changed.map(({ status }) => status)}::text[]
    ) as fresh (number, paid, status)
    where promise_id = ${promiseId} and promise_instalment.number = fresh.number`;
}
