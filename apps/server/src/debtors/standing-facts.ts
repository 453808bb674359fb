import { localTime } from "@fairflow/calendar";
import { loadFacts, type Transaction } from "@fairflow/db";
import { z } from "zod";
import { knownZone } from "./known-zone.ts";

/** How an account stands today, at the debtor's own date. Amounts are minor units. */
export interface AccountStanding {
  readonly accountId: string;
  readonly debtorId: string;
  readonly currency: string;
  readonly balance: number;
  readonly arrears: number;
  readonly daysPastDue: number;
  readonly dueDate: string | null;
}

const FIELDS = [
  "account.currency",
  "account.balance",
  "account.arrears",
  "account.days_past_due",
  "account.due_date",
] as const;

const Values = z.object({
  "account.currency": z.string(),
  "account.balance": z.number(),
  "account.arrears": z.number(),
  "account.days_past_due": z.number(),
  "account.due_date": z.string().nullable(),
});

/** The same facts that flows decide upon, of all open accounts of these debtors, or of the accounts that are named. */
export async function standingsToday(
  tx: Transaction,
  debtors: readonly { readonly id: string; readonly zone: string }[],
  { now, accounts }: { readonly now: Date; readonly accounts?: readonly string[] },
): Promise<readonly AccountStanding[]> {
  const byToday = Map.groupBy(debtors, ({ zone }) => localTime(knownZone(zone), now).date);
  const loaded = await Promise.all(
    [...byToday].map(([today, group]) =>
      loadFacts(tx, {
        of: accounts === undefined ? { debtors: group.map(({ id }) => id) } : { accounts },
        today,
        only: new Set(FIELDS),
      }),
    ),
  );
  return loaded.flat().map(({ accountId, debtorId, values }) => {
    const facts = Values.parse(values);
    return {
      accountId,
      debtorId,
      currency: facts["account.currency"],
      balance: facts["account.balance"],
      arrears: facts["account.arrears"],
      daysPastDue: facts["account.days_past_due"],
      dueDate: facts["account.due_date"],
    };
  });
}
