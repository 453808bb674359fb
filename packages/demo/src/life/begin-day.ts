import { instantAt, type LocalDate } from "@fairflow/calendar";
import {
  lockDebtors,
  noteDataAsOf,
  recordLedgerEntries,
  rollArrears,
  upsertAccounts,
  type LedgerEntryInput,
} from "@fairflow/db";
import { CURRENCY } from "../demo-place.ts";
import type { DemoPerson } from "../people/person.ts";
import type { Acting } from "./acting.ts";
import { dayFeed, type DayFeed } from "./day-feed.ts";
import { planPayments } from "./plan-payments.ts";

/** Counts what fell due, then books what the client's feed brings: the world must not run dry. */
export async function beginDay(acting: Acting, day: LocalDate): Promise<void> {
  const { facts, demo, keyring } = acting;
  const feed = dayFeed({ ...demo, zone: demo.place.zone, day });
  await facts.database.transaction((tx) => rollArrears(tx, demo.portfolioId, day));
  const debtors = await debtorsOf(acting, feed);
  await facts.database.transaction(async (tx) => {
    const now = instantAt(demo.place.zone, day, 0);
    const references = [...feed.accounts, ...feed.statements].map(({ plan }) => plan.reference);
    await lockDebtors(tx, [...new Set(debtors.values())]);
    await upsertAccounts(
      tx,
      keyring,
      feed.accounts.flatMap(({ person, plan }) => {
        const debtorId = debtors.get(person.reference);
        if (debtorId === undefined) return [];
        const { reference, kind, product, openedOn, charges } = plan;
        const dueDate = charges[0]?.dueOn;
        return [{ reference, debtorId, kind, currency: CURRENCY, openedOn, product, dueDate }];
      }),
      { portfolioId: demo.portfolioId, dataAsOf: now, now },
    );
    await noteDataAsOf(tx, now);
    const rows = await tx.sql<{ id: string; reference: string }[]>`
      select id, reference from account
      where portfolio_id = ${demo.portfolioId} and reference = any(${references}::text[])`;
    const accounts = new Map(rows.map(({ id, reference }) => [reference, id]));
    const context = { recordedBy: "demo", now, today: day };
    await recordLedgerEntries(tx, entriesOf(feed, accounts), context);
  });
  planFeed(acting, feed, instantAt(demo.place.zone, day, 0).getTime());
}

/** Puts down the intentions of those whom a feed concerns. */
export function planFeed(acting: Acting, feed: DayFeed, afterMs: number): void {
  for (const { plan } of feed.accounts)
    planPayments(acting, plan, { charges: plan.charges, afterMs });
  for (const { plan, charge } of feed.statements) {
    planPayments(acting, plan, { charges: [charge], afterMs });
  }
}

/** The debtors of those whom the feed gives a new account, by an account that they have had from the beginning. */
async function debtorsOf(
  { facts, demo }: Acting,
  feed: DayFeed,
): Promise<ReadonlyMap<string, string>> {
  const people = new Map<string, DemoPerson>();
  for (const { person } of feed.accounts) {
    const [first] = person.accounts;
    if (first !== undefined) people.set(first.reference, person);
  }
  const rows = await facts.database.sql<{ reference: string; debtor_id: string }[]>`
    select reference, debtor_id from account
    where portfolio_id = ${demo.portfolioId} and reference = any(${[...people.keys()]}::text[])`;
  return new Map(
    rows.flatMap(({ reference, debtor_id: debtorId }) => {
      const person = people.get(reference);
      return person === undefined ? [] : [[person.reference, debtorId] as const];
    }),
  );
}

function entriesOf(
  { accounts: fresh, statements }: DayFeed,
  accounts: ReadonlyMap<string, string>,
): readonly LedgerEntryInput[] {
  const charges = [
    ...fresh.flatMap(({ plan }) => plan.charges.map((charge) => ({ plan, charge }))),
    ...statements,
  ];
  return charges.flatMap(({ plan, charge }) => {
    const accountId = accounts.get(plan.reference);
    if (accountId === undefined) return [];
    const { amount, bookedOn, dueOn } = charge;
    return [
      {
        accountId,
        kind: "charge" as const,
        amount,
        valueDate: bookedOn,
        bookingDate: bookedOn,
        dueOn,
        source: "feed:demo",
        externalId: `${plan.reference}/${dueOn}`,
      },
    ];
  });
}
