import { localTime, type LocalDate } from "@fairflow/calendar";
import {
  lockDebtors,
  recordLedgerEntries,
  upsertAccounts,
  upsertDebtors,
  type AccountMovement,
  type Keyring,
  type SavedAccount,
  type StoredPortfolio,
  type Transaction,
} from "@fairflow/db";
import {
  compareCharges,
  restateAgreements,
  stopAskingFor,
  tell,
  type FactDeps,
  type Told,
} from "@fairflow/engine";
import type { AccountRow, Mapping } from "@fairflow/intake";
import { knownZone } from "../debtors/known-zone.ts";
import { balanceEntries } from "./balance-entries.ts";
import { accountInput, debtorInput } from "./row-inputs.ts";

export interface Saving {
  readonly facts: FactDeps;
  readonly keyring: Keyring;
  readonly mapping: Mapping;
  readonly feedRunId: string | undefined;
  readonly batch: string;
  readonly author: string;
  /** The state of the client's books that the file shows. */
  readonly asOf: Date;
}

export interface SavedCounts {
  readonly created: number;
  readonly changed: number;
  readonly unchanged: number;
  /** What became of each account, by its reference. */
  readonly outcomes: ReadonlyMap<string, SavedAccount["outcome"]>;
}

/** Saves good rows of one portfolio, with what their balances say, in the caller's transaction. */
export async function saveRows(
  tx: Transaction,
  { facts, keyring, mapping, feedRunId, batch, author, asOf }: Saving,
  {
    portfolio,
    rows,
  }: { readonly portfolio: StoredPortfolio; readonly rows: readonly AccountRow[] },
): Promise<SavedCounts> {
  const source = `feed:${mapping.name}`;
  const { ids } = await upsertDebtors(
    tx,
    keyring,
    rows.map((row) => debtorInput(row, mapping)),
    { clientId: portfolio.clientId, country: portfolio.jurisdiction, source, now: asOf },
  );
  const accounts = await upsertAccounts(
    tx,
    keyring,
    rows.map((row) => accountInput(row, ids.get(row.debtor.reference) ?? "", mapping)),
    { portfolioId: portfolio.id, dataAsOf: asOf, now: asOf },
  );
  const today = localTime(knownZone(portfolio.zone), asOf).date;
  const withFigures = rows.filter(
    ({ account }) =>
      account.principalAtDefaultMinor !== undefined ||
      account.chargesSinceDefaultMinor !== undefined,
  );
  await compareCharges(
    tx,
    withFigures.flatMap(({ account }) => accounts.get(account.reference)?.id ?? []),
    today,
  );
  const entries = rows.flatMap((row) => {
    const saved = accounts.get(row.account.reference);
    return saved === undefined
      ? []
      : balanceEntries(row, saved, { today, feedRunId, batch, source });
  });
  const { movements } = await recordLedgerEntries(tx, entries, {
    recordedBy: author,
    now: asOf,
    today,
  });
  await tellMovements(tx, facts, { movements, accounts, now: asOf });
  await countForAgreements(tx, facts, { movements, now: asOf, today });
  return countsOf(accounts, movements);
}

/** What was paid to the client counts for what was promised to us. */
async function countForAgreements(
  tx: Transaction,
  facts: FactDeps,
  of: {
    readonly movements: readonly AccountMovement[];
    readonly now: Date;
    readonly today: LocalDate;
  },
): Promise<void> {
  const { movements, ...at } = of;
  const lowered = movements.filter(({ balance, balanceBefore }) => balance < balanceBefore);
  if (lowered.length === 0) return;
  await lockDebtors(
    tx,
    lowered.map(({ debtorId }) => debtorId),
  );
  const accountIds = lowered.map(({ accountId }) => accountId);
  await restateAgreements(facts, tx, { accountIds, ...at });
}

/** Balances that a feed lowers stop what runs ask for, as payments do. New accounts are in no run yet. */
async function tellMovements(
  tx: Transaction,
  facts: FactDeps,
  of: {
    readonly movements: readonly AccountMovement[];
    readonly accounts: ReadonlyMap<string, SavedAccount>;
    readonly now: Date;
  },
): Promise<void> {
  const fresh = new Set(
    [...of.accounts.values()].filter(({ outcome }) => outcome === "created").map(({ id }) => id),
  );
  const events = of.movements.flatMap((movement): Told[] => {
    const kind = meaningOf(movement);
    if (kind === undefined || fresh.has(movement.accountId)) return [];
    const { accountId, debtorId } = movement;
    return [{ debtorId, accountId, kind, payload: {} }];
  });
  if (events.length === 0) return;
  await lockDebtors(
    tx,
    events.map(({ debtorId }) => debtorId),
  );
  await Promise.all(
    events.flatMap(({ debtorId, accountId, kind }) =>
      accountId === undefined || kind === "payment.part"
        ? []
        : [stopAskingFor(tx, { debtorId, accountId, reason: "paid", now: of.now })],
    ),
  );
  await tell(facts, tx, { events, now: of.now });
}

function meaningOf(movement: AccountMovement): Told["kind"] | undefined {
  if (movement.balance >= movement.balanceBefore) return undefined;
  if (movement.status === "paid") return "payment.full";
  return movement.status === "cured" && movement.statusBefore !== "cured"
    ? "payment.cured"
    : "payment.part";
}

/** An account whose balance moved has changed, even if nothing else of it did. */
function countsOf(
  accounts: ReadonlyMap<string, SavedAccount>,
  movements: readonly AccountMovement[],
): SavedCounts {
  const moved = new Set(movements.map(({ accountId }) => accountId));
  const outcomes = new Map(
    [...accounts].map(([reference, { id, outcome }]) => [
      reference,
      outcome === "unchanged" && moved.has(id) ? ("changed" as const) : outcome,
    ]),
  );
  const count = (wanted: SavedAccount["outcome"]) =>
    [...outcomes.values()].filter((outcome) => outcome === wanted).length;
  return {
    created: count("created"),
    changed: count("changed"),
    unchanged: count("unchanged"),
    outcomes,
  };
}
