import type { Transaction } from "@fairflow/db";
import type { AccountFacts, ContactFacts, DebtorFacts, HoldFacts } from "../debtor-facts.ts";
import { plainArray } from "../sql-columns.ts";

/** What of a debtor was another way before: enough to say what was known at an earlier instant. */
export interface PastFacts {
  readonly holds: readonly (HoldFacts & { readonly endedMs: number })[];
  readonly bars: readonly Bar[];
  readonly statusChanges: readonly StatusChange[];
}

interface Bar {
  readonly addressId: string;
  readonly channel: string;
  readonly reason: string;
  readonly sinceMs: number;
  readonly endedMs: number | null;
}

interface StatusChange {
  readonly accountId: string;
  readonly status: string;
  readonly before: string;
  readonly atMs: number;
}

/** What an event says of an account: its status from then on, and the one that it must have had until then. */
const STATUS_EVENTS: Readonly<
  Record<string, { readonly status: string; readonly before: string }>
> = {
  "payment.full": { status: "paid", before: "open" },
  "payment.cured": { status: "cured", before: "open" },
  "payment.reversed": { status: "open", before: "paid" },
  "account.closed": { status: "closed", before: "open" },
  "account.recalled": { status: "closed", before: "open" },
};

/** What has ended or changed since an instant, by debtor. */
export async function loadPast(
  { sql }: Transaction,
  debtorIds: readonly string[],
  since: Date,
): Promise<(debtorId: string) => PastFacts> {
  const ids = plainArray(debtorIds);
  const [holds, bars, events] = await Promise.all([
    sql<HoldRow[]>`
      select debtor_id, account_id as "accountId", channel, address_id as "addressId", state, since, until, ended_at as ended
      from hold
      where debtor_id = any(${ids}::uuid[]) and ended_at > ${since}`,
    sql<BarRow[]>`
      select address.debtor_id, address.id as "addressId", channel, reason, since, ended_at as ended
      from suppression join address on hmac = address_hmac
      where address.debtor_id = any(${ids}::uuid[]) and (ended_at is null or ended_at > ${since})`,
    sql<{ debtor_id: string; account_id: string; kind: string; at: Date }[]>`
      select debtor_id, account_id, kind, at from event
      where debtor_id = any(${ids}::uuid[]) and account_id is not null
        and kind = any(${Object.keys(STATUS_EVENTS)}::text[])
      order by at, id`,
  ]);
  const holdsOf = Map.groupBy(holds, ({ debtor_id: id }) => id);
  const barsOf = Map.groupBy(bars, ({ debtor_id: id }) => id);
  const eventsOf = Map.groupBy(events, ({ debtor_id: id }) => id);
  return (debtorId) => ({
    holds: (holdsOf.get(debtorId) ?? []).map(({ since: from, until, ended, ...hold }) => ({
      ...hold,
      sinceMs: from.getTime(),
      untilMs: until?.getTime() ?? null,
      endedMs: ended.getTime(),
    })),
    bars: (barsOf.get(debtorId) ?? []).map(({ since: from, ended, ...bar }) => ({
      ...bar,
      sinceMs: from.getTime(),
      endedMs: ended?.getTime() ?? null,
    })),
    statusChanges: (eventsOf.get(debtorId) ?? []).flatMap((event) => {
      const meaning = STATUS_EVENTS[event.kind];
      return meaning === undefined
        ? []
        : [{ accountId: event.account_id, atMs: event.at.getTime(), ...meaning }];
    }),
  });
}

interface HoldRow {
  readonly debtor_id: string;
  readonly accountId: string | null;
  readonly channel: string | null;
  readonly addressId: string | null;
  readonly state: string;
  readonly since: Date;
  readonly until: Date | null;
  readonly ended: Date;
}
interface BarRow {
  readonly debtor_id: string;
  readonly addressId: string;
  readonly channel: string;
  readonly reason: string;
  readonly since: Date;
  readonly ended: Date | null;
}

/**
 * The debtor as they stood at an instant that is over: a hold, an opt-out or a payment that came later had not happened
 * then, and one that has ended since was in force. Nothing later is among the attempts.
 */
export function asOf(
  { debtor, contacts }: { readonly debtor: DebtorFacts; readonly contacts: ContactFacts },
  past: PastFacts,
  atMs: number,
): { readonly debtor: DebtorFacts; readonly contacts: ContactFacts } {
  const wasInForce = ({ sinceMs, endedMs }: { sinceMs: number; endedMs: number | null }) =>
    sinceMs <= atMs && (endedMs === null || endedMs > atMs);
  const ended = past.holds.filter(wasInForce);
  const bars = Map.groupBy(past.bars.filter(wasInForce), ({ addressId }) => addressId);
  return {
    debtor: {
      ...debtor,
      holds: [...debtor.holds.filter(({ sinceMs }) => sinceMs <= atMs), ...ended],
      endedHolds: debtor.endedHolds.filter(({ endedMs }) => endedMs <= atMs),
      accounts: new Map(
        [...debtor.accounts].map(([id, account]) => [
          id,
          { ...account, status: statusAt(account, past.statusChanges, atMs) },
        ]),
      ),
    },
    contacts: {
      ...contacts,
      addresses: contacts.addresses.map((address) => ({
        ...address,
        suppressed: bars.get(address.id) ?? [],
      })),
      attempts: contacts.attempts.filter((attempt) => attempt.atMs <= atMs),
      // No day of a later notice had passed then.
      notices: contacts.notices,
      consents: contacts.consents.flatMap((consent) => {
        const { givenMs, withdrawnMs } = consent;
        if (givenMs > atMs) return [];
        const isOlder = withdrawnMs !== null && withdrawnMs > atMs;
        return [isOlder ? { ...consent, withdrawnMs: null, takenBackMs: null } : consent];
      }),
    },
  };
}

function statusAt(
  { id, status }: AccountFacts,
  changes: readonly StatusChange[],
  atMs: number,
): string {
  const own = changes.filter(({ accountId }) => accountId === id);
  const last = own.findLast((change) => change.atMs <= atMs);
  const next = own.find((change) => change.atMs > atMs);
  // Where nothing has changed since, it is as it is: not every way to another status is an event.
  if (next === undefined) return status;
  return last?.status ?? next.before;
}
