import { addBusinessDays, instantAt } from "@fairflow/calendar";
import { endHolds, lockDebtors, placeHolds, readClock, type Transaction } from "@fairflow/db";
import { loadPortfolios } from "../load-portfolios.ts";
import { holdsRuns } from "../run-holds.ts";
import { calendarOf, portfolioOf } from "../world.ts";
import { closeAsks, expectNext, type ExpectedEvent } from "./expected-events.ts";
import { subjectOf, tell, type Author, type FactDeps } from "./telling.ts";
import { withdrawKept, withdrawPlanned } from "./withdraw-planned.ts";

/** Who says "I have paid" is left alone so long, until the payment is matched or a person looks. */
const CLAIM_BUSINESS_DAYS = 5;

export interface HoldPlacing {
  readonly debtorId: string;
  /** All of the debtor's accounts where absent. */
  readonly accountId?: string | undefined;
  /** As the rule packs name it: `on_hold`, `debt_review`, `deceased`, ... */
  readonly state: string;
  /** From when; now where absent. */
  readonly since?: Date | undefined;
  readonly until?: Date | undefined;
  readonly author: Author;
  /** Ids and codes of what it rests on: documents, messages, forms. */
  readonly evidence?: Readonly<Record<string, string>> | undefined;
  /** What should happen to it next, and by when; a task asks where it does not. */
  readonly nextEvent?: ExpectedEvent | undefined;
}

export interface PlacedHold {
  readonly holdId: string;
  /** False where it was in force already: what it rests on and what is expected next are taken over. */
  readonly isNew: boolean;
}

/** Leaves a debtor or an account alone: what is planned is taken back, and runs stand still where the hold is such. */
export function placeHold(deps: FactDeps, hold: HoldPlacing): Promise<PlacedHold> {
  return deps.database.transaction(async (tx) => {
    const { now } = await readClock(tx);
    await lockDebtors(tx, [hold.debtorId]);
    return placeHoldIn(deps, tx, { ...hold, now });
  });
}

/** Which hold ends, by which event. */
export type HoldLifting = Pick<HoldPlacing, "debtorId" | "accountId" | "state" | "author"> & {
  readonly reason: string;
};

/** Ends a hold by its event; its runs go on where they stood, with the time that was left. */
export function liftHold(deps: FactDeps, lifting: HoldLifting): Promise<void> {
  return deps.database.transaction(async (tx) => {
    const { now } = await readClock(tx);
    await liftHoldIn(deps, tx, lifting, now);
  });
}

/** `liftHold` as a part of a transaction. */
export async function liftHoldIn(
  deps: FactDeps,
  tx: Transaction,
  { debtorId, accountId, state, reason, author }: HoldLifting,
  now: Date,
): Promise<void> {
  const ending = { debtorId, accountId, state, reason, endedBy: author };
  await closeAsks(tx, await endHolds(tx, ending, now), now);
  await releaseRuns(deps, tx, { debtorId, accountId, state, now });
}

/** The debtor says that it is paid: left alone for some business days, and a person looks. */
export function claimPaid(deps: FactDeps, input: PaidClaim): Promise<void> {
  return deps.database.transaction((tx) => claimPaidIn(deps, tx, input));
}

export interface PaidClaim {
  readonly accountId: string;
  readonly author: Author;
}

/** `claimPaid` as a part of a transaction. */
export async function claimPaidIn(
  deps: FactDeps,
  tx: Transaction,
  input: PaidClaim,
): Promise<void> {
  const subject = await subjectOf(deps, tx, input.accountId);
  const { accountId, debtorId, now, today, zone } = subject;
  await lockDebtors(tx, [debtorId]);
  const [portfolios, law] = await Promise.all([loadPortfolios(tx.sql), deps.law.newest(tx.sql)]);
  const portfolio = portfolioOf({ law, portfolios }, subject.portfolioId);
  const day = addBusinessDays(calendarOf(law, portfolio), today, CLAIM_BUSINESS_DAYS);
  const until = instantAt(zone, day, 0);
  const hold = { debtorId, accountId, state: "claims_paid", until, author: input.author };
  if (!(await placeHoldIn(deps, tx, { ...hold, now })).isNew) return;
  await tx.sql`
    insert into task (debtor_id, account_id, team, kind, title, outcomes, due_at, created_at)
    values (${debtorId}, ${accountId}, 'Payments', 'claims_paid', 'Find the payment that the debtor speaks of',
      ${JSON.stringify([
        { id: "found", label: "Found" },
        { id: "not-found", label: "Not found" },
      ])}::jsonb, ${until}, ${now})`;
}

/**
 * Ends the holds whose time is over and lets their runs go on. Called by the clock loop.
 *
 * @returns how many ended
 */
export async function expireHolds(deps: FactDeps): Promise<number> {
  const expired = await deps.database.sql<{ id: string; debtor_id: string }[]>`
    select hold.id, debtor_id
    from hold, clock
    where ended_at is null and until <= virtual_anchor + (clock_timestamp() - real_anchor) * speed
    order by until
    limit 100`;
  for (const { id, debtor_id: debtorId } of expired) {
    await deps.database.transaction(async (tx) => {
      const { now } = await readClock(tx);
      await lockDebtors(tx, [debtorId]);
      const [ended] = await tx.sql<{ account_id: string | null; state: string }[]>`
        update hold set ended_at = ${now}, ended_reason = 'expired', ended_by = 'system'
        where id = ${id} and ended_at is null and until <= ${now}
        returning account_id, state`;
      if (ended === undefined) return;
      await closeAsks(tx, [id], now);
      const accountId = ended.account_id ?? undefined;
      await releaseRuns(deps, tx, { debtorId, accountId, state: ended.state, now });
    });
  }
  return expired.length;
}

/** `placeHold` as a part of a transaction that holds the debtor's lock. */
export async function placeHoldIn(
  deps: FactDeps,
  tx: Transaction,
  hold: HoldPlacing & { readonly now: Date },
): Promise<PlacedHold> {
  const { debtorId, accountId, state, since, now, ...given } = hold;
  const placing = { ...given, debtorId, accountId, state, since: since ?? now };
  const [placed] = await placeHolds(tx, [placing], now);
  if (placed === undefined) return { holdId: await takeOver(tx, hold), isNew: false };
  if (!holdsRuns(state)) {
    // Our own messages are judged again when they leave; whoever keeps a slot asks nobody again.
    await withdrawKept(tx, { debtorId, accountId, now });
    return { holdId: placed, isNew: true };
  }
  await withdrawPlanned(tx, { debtorId, accountId, now });
  const payload = { state };
  await tell(deps, tx, { events: [{ debtorId, accountId, kind: "hold.placed", payload }], now });
  return { holdId: placed, isNew: true };
}

/** What is newly known of a hold that is in force: it stays as it began. */
async function takeOver(
  { sql }: Transaction,
  { debtorId, accountId, state, evidence, nextEvent, now }: HoldPlacing & { readonly now: Date },
): Promise<string> {
  const [hold] = await sql<{ id: string }[]>`
    select id from hold
    where debtor_id = ${debtorId} and account_id is not distinct from ${accountId ?? null}::uuid and state = ${state}
      and channel is null and address_id is null and dispute_id is null and promise_id is null and ended_at is null`;
  if (hold === undefined)
    throw new Error(`The hold ${state} of ${debtorId} is neither new nor there`);
  if (evidence !== undefined) {
    await sql`
      update hold set evidence = evidence || ${JSON.stringify(evidence)}::jsonb where id = ${hold.id}`;
  }
  if (nextEvent !== undefined) await expectNext({ sql }, { holdId: hold.id, nextEvent, now });
  return hold.id;
}

/** Runs are released when the last hold of the state is gone: another may cover the same account. */
export async function releaseRuns(
  deps: FactDeps,
  tx: Transaction,
  of: {
    readonly debtorId: string;
    readonly accountId: string | undefined;
    readonly state: string;
    readonly now: Date;
  },
): Promise<void> {
  const { debtorId, accountId, state, now } = of;
  if (!holdsRuns(state)) return;
  const [other] = await tx.sql`
    select from hold
    where debtor_id = ${debtorId} and state = ${state} and ended_at is null
      and (account_id is null or ${accountId ?? null}::uuid is null or account_id = ${accountId ?? null})
    limit 1`;
  if (other !== undefined) return;
  const payload = { state };
  await tell(deps, tx, { events: [{ debtorId, accountId, kind: "hold.lifted", payload }], now });
}
