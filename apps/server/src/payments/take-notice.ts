import {
  anyPayLink,
  keepInbox,
  readClock,
  settleInbox,
  type PayLink,
  type Transaction,
} from "@fairflow/db";
import { recordPaymentIn, type Confirmation, type PaymentGatewayPort } from "@fairflow/engine";
import type { AppDeps } from "../app-deps.ts";
import { standingsToday } from "../debtors/standing-facts.ts";

export type Taken = "booked" | "failed" | "known" | "ignored" | "unsigned";

/**
 * Takes what a gateway says became of a payment: checked over its raw bytes, kept once by the gateway's own id, then
 * booked. A second telling of the same changes nothing.
 */
export async function takeNotice(
  deps: Pick<AppDeps, "database" | "facts" | "keys" | "realNow">,
  gateway: PaymentGatewayPort,
  came: { readonly body: Uint8Array; readonly headers: Readonly<Record<string, string>> },
): Promise<Taken> {
  const opened = gateway.open({ ...came, receivedAt: deps.realNow() });
  if (opened.kind === "refused") return "unsigned";
  const provider = `gateway:${gateway.name}`;
  const confirmation = await gateway.confirm(came.body, () => Promise.resolve(undefined));
  return deps.database.transaction(async (tx) => {
    const kept = { provider, providerId: opened.eventId, body: came.body };
    const inboxId = await keepInbox(tx, deps.keys(), kept, deps.realNow());
    if (inboxId === undefined) return "known";
    const outcome = await book(deps, tx, { confirmation, provider });
    await settleInbox(tx, inboxId, outcome, deps.realNow());
    return outcome;
  });
}

async function book(
  { facts }: Pick<AppDeps, "facts">,
  tx: Transaction,
  { confirmation, provider }: { readonly confirmation: Confirmation; readonly provider: string },
): Promise<Taken> {
  if (confirmation.kind !== "confirmed") return "ignored";
  if (confirmation.standing === "failed") return "failed";
  const { now } = await readClock(tx);
  const link = await anyPayLink(tx, confirmation.paymentLinkId);
  const payments = confirmation.movements.filter(({ kind }) => kind === "payment");
  if (link === undefined || payments.length === 0) return "ignored";
  for (const payment of payments) {
    const parts = await partsOf(tx, link, { amount: payment.amount, now });
    for (const [index, { accountId, amount }] of parts.entries()) {
      await recordPaymentIn(facts, tx, {
        accountId,
        amount,
        source: provider,
        externalId: index === 0 ? payment.reference : `${payment.reference}#${index + 1}`,
        author: provider,
        paymentLinkId: link.id,
      });
    }
  }
  return "booked";
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
