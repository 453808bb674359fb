import { isLocalDate, localTime, type LocalDate } from "@fairflow/calendar";
import { keptByLaw, type KeptRecords } from "@fairflow/compliance";
import {
  eraseDebtorData,
  lockDebtors,
  readClock,
  shardOf,
  type Keyring,
  type Transaction,
} from "@fairflow/db";
import { packsOf, portfolioOf, zoneOf } from "../world.ts";
import { debtorErasedIn } from "./debtor-erased.ts";
import type { FactDeps } from "./telling.ts";
import { termsNow } from "./terms-now.ts";

/** What keeps a debtor's data from being erased today. */
export type ErasureBar =
  | { readonly kind: "open-accounts"; readonly count: number }
  | { readonly kind: "open-cases"; readonly count: number }
  /** A message is with its provider, or nobody knows whether it is. */
  | { readonly kind: "under-way"; readonly count: number }
  | ({ readonly kind: "law" } & KeptRecords);

export type Erasure =
  | {
      readonly kind: "erased";
      readonly at: Date;
      /** How many were emptied, by table. */
      readonly rows: Readonly<Record<string, number>>;
    }
  | { readonly kind: "refused"; readonly bars: readonly ErasureBar[] }
  /** Erased before, or nobody knows them. */
  | { readonly kind: "nobody" };

/**
 * What stands against erasing a debtor: something is still owed or open, or a law wants the record kept until a day. What is
 * owed comes first, then the law that keeps it longest.
 */
export async function erasureBars(
  deps: FactDeps,
  tx: Transaction,
  debtorId: string,
): Promise<readonly ErasureBar[]> {
  const [{ now }, terms, [counted], accounts] = await Promise.all([
    readClock(tx),
    termsNow(deps, tx),
    tx.sql<{ cases: number; messages: number; contactAt: Date | null; zone: string }[]>`
      select zone,
        (select count(*)::int from dispute where debtor_id = debtor.id and status = 'open') as cases,
        count(attempt.id) filter (where status in ('dispatching', 'in_doubt'))::int as messages,
        max(coalesce(accepted_at, attempt.created_at)) filter (
          where status not in ('planned', 'withdrawn', 'deferred', 'forbidden')
        ) as "contactAt"
      from debtor left join attempt on attempt.shard = ${shardOf(debtorId)} and attempt.debtor_id = debtor.id
      where debtor.id = ${debtorId} group by debtor.id`,
    endedAccounts(tx, debtorId),
  ]);
  if (counted === undefined) return [];
  const zone = zoneOf(terms.law, counted.zone);
  const dayOf = (at: Date | null) => (at === null ? undefined : localTime(zone, at).date);
  const laws = [...Map.groupBy(accounts, ({ portfolioId }) => portfolioId)].flatMap(
    ([portfolioId, mine]) => {
      const portfolio = portfolioOf(terms, portfolioId);
      const types = mine.map(({ debtType }) => debtType ?? portfolio.debtType);
      return keptByLaw(packsOf(terms, [{ portfolioId }]), {
        today: localTime(zone, now).date,
        actor: portfolio.collectorKind,
        debtTypes: types.filter((type) => type !== null),
        // While one is open nobody knows yet when they will have ended.
        accountsEndedOn: mine.every(({ isOver }) => isOver)
          ? latest(mine.map(({ closedAt, movedOn }) => dayOf(closedAt) ?? movedOn))
          : undefined,
        lastContactOn: dayOf(counted.contactAt),
        lastMoneyOn: latest(mine.map(({ movedOn }) => movedOn)),
      });
    },
  );
  // One rule may keep accounts of several portfolios: its last day counts.
  const shortestFirst = laws.toSorted((a, b) => a.until.localeCompare(b.until));
  const longest = new Map(shortestFirst.map((kept) => [kept.rule, kept]));
  const open = [
    { kind: "open-accounts", count: accounts.filter(({ isOver }) => !isOver).length },
    { kind: "open-cases", count: counted.cases },
    { kind: "under-way", count: counted.messages },
  ] as const;
  return [
    ...open.filter(({ count }) => count > 0),
    ...[...longest.values()].toReversed().map((kept) => ({ kind: "law" as const, ...kept })),
  ];
}

/**
 * Erases a debtor: everything about them stops, as every stop fact does, and what is kept of them as a person is destroyed, in
 * the caller's transaction. Refused while anything stands against it.
 */
export async function eraseDebtorIn(
  deps: FactDeps,
  tx: Transaction,
  of: { readonly debtorId: string; readonly keyring: Pick<Keyring, "encrypt"> },
): Promise<Erasure> {
  const { debtorId, keyring } = of;
  // What stands against it is asked under the lock: nothing is owed or sent between the answer and the deed.
  await lockDebtors(tx, [debtorId]);
  const bars = await erasureBars(deps, tx, debtorId);
  if (bars.length > 0) return { kind: "refused", bars };
  const { now } = await readClock(tx);
  if (!(await debtorErasedIn(deps, tx, { debtorId, now }))) return { kind: "nobody" };
  return { kind: "erased", at: now, rows: await eraseDebtorData(tx, keyring, debtorId) };
}

interface EndedAccount {
  readonly portfolioId: string;
  readonly debtType: string | null;
  readonly isOver: boolean;
  readonly closedAt: Date | null;
  /** The last day on which money moved. */
  readonly movedOn: LocalDate | undefined;
}

async function endedAccounts(
  { sql }: Transaction,
  debtorId: string,
): Promise<readonly EndedAccount[]> {
  const rows = await sql<(Omit<EndedAccount, "movedOn"> & { readonly movedOn: string | null })[]>`
    select portfolio_id as "portfolioId", debt_type as "debtType", status in ('paid', 'closed') as "isOver",
      closed_at as "closedAt", (select max(value_date) from ledger_entry where account_id = account.id) as "movedOn"
    from account where debtor_id = ${debtorId}`;
  return rows.map(({ movedOn, ...row }) => ({
    ...row,
    movedOn: movedOn !== null && isLocalDate(movedOn) ? movedOn : undefined,
  }));
}

function latest(days: readonly (LocalDate | undefined)[]): LocalDate | undefined {
  return days
    .filter((day) => day !== undefined)
    .toSorted()
    .at(-1);
}
