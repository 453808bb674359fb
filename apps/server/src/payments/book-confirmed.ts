import { anyPayLink, readClock, type PayLink, type Transaction } from "@fairflow/db";
import { recordPaymentIn, type Confirmation, type FactDeps } from "@fairflow/engine";
import { standingsToday } from "../debtors/standing-facts.ts";

export type Booked = "booked" | "known" | "failed" | "ignored" | "for-a-person";

/**
 * Books what a gateway confirms: each payment once by its reference, over the accounts of its link. Money that went back, a
 * payment to a link that is not known, and whatever is not as asked wait for a person.
 */
export async function bookConfirmed(
  facts: FactDeps,
  tx: Transaction,
  { confirmation, provider }: { readonly confirmation: Confirmation; readonly provider: string },
): Promise<Booked> {
  if (confirmation.kind === "odd") return "for-a-person";
  if (confirmation.kind !== "confirmed") return "ignored";
  const { movements, standing, paymentLinkId } = confirmation;
  if (movements.length === 0) return standing === "failed" ? "failed" : "ignored";
  const { now } = await readClock(tx);
  const link = await anyPayLink(tx, paymentLinkId);
  if (link === undefined) return "for-a-person";
  let booked: Booked = "known";
  for (const { kind, reference, amount, currency } of movements) {
    if (kind !== "payment" || currency !== link.currency) continue;
    if (await isBooked(tx, provider, reference)) continue;
    const parts = await partsOf(tx, link, { amount, now });
    for (const [index, part] of parts.entries()) {
      await recordPaymentIn(facts, tx, {
        ...part,
        source: provider,
        externalId: index === 0 ? reference : `${reference}#${index + 1}`,
        author: provider,
        paymentLinkId: link.id,
      });
    }
    booked = "booked";
  }
  const isAllMoneyIn = movements.every(
    ({ kind, currency }) => kind === "payment" && currency === link.currency,
  );
  return isAllMoneyIn ? booked : "for-a-person";
}

/** The lock holds off whoever is told of the same payment at the same time, until this transaction ends. */
async function isBooked(
  { sql }: Transaction,
  provider: string,
  reference: string,
): Promise<boolean> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`${provider} ${reference}`}, 0))`;
  const rows = await sql`
    select from payment where source = ${provider} and external_id = ${reference}`;
  return rows.length > 0;
}

interface Part {
  readonly accountId: string;
  readonly amount: number;
}

/** Spreads money over the accounts of a link, the longest overdue first; what is over goes to the first. */
async function partsOf(
  tx: Transaction,
  link: PayLink,
  { amount, now }: { readonly amount: number; readonly now: Date },
): Promise<readonly Part[]> {
  const debtor = { id: link.debtorId, zone: link.zone };
  const standings = await standingsToday(tx, [debtor], { now, accounts: link.accountIds });
  const oldestFirst = standings.toSorted((a, b) => b.daysPastDue - a.daysPastDue);
  const parts = new Map<string, number>();
  let rest = amount;
  for (const { accountId, balance } of oldestFirst) {
    const own = Math.min(rest, Math.max(0, balance));
    if (own > 0) parts.set(accountId, own);
    rest -= own;
  }
  const first = oldestFirst[0]?.accountId;
  if (rest > 0 && first !== undefined) parts.set(first, (parts.get(first) ?? 0) + rest);
  return [...parts].map(([accountId, own]) => ({ accountId, amount: own }));
}
