import {
  anyPayLink,
  keepInbox,
  readClock,
  settleInbox,
  type PayLink,
  type Transaction,
} from "@fairflow/db";
import { recordPaymentIn, type PaymentGatewayPort, type PaymentNotice } from "@fairflow/engine";
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
  const read = gateway.readNotice(came.body, came.headers);
  if (read === undefined) return "unsigned";
  const { notice, providerId } = read;
  return deps.database.transaction(async (tx) => {
    const provider = `gateway:${gateway.name}`;
    const kept = { provider, providerId, body: came.body };
    const inboxId = await keepInbox(tx, deps.keys(), kept, deps.realNow());
    if (inboxId === undefined) return "known";
    const outcome = await book(deps, tx, { notice, provider });
    await settleInbox(tx, inboxId, outcome, deps.realNow());
    return outcome;
  });
}

async function book(
  { facts }: Pick<AppDeps, "facts">,
  tx: Transaction,
  { notice, provider }: { readonly notice: PaymentNotice; readonly provider: string },
): Promise<Taken> {
  if (notice.kind !== "paid") return notice.kind;
  const { now } = await readClock(tx);
  const link = await anyPayLink(tx, notice.paymentLinkId);
  if (link === undefined) return "ignored";
  const parts = await partsOf(tx, link, { amount: notice.amount, now });
  for (const [index, { accountId, amount }] of parts.entries()) {
    await recordPaymentIn(facts, tx, {
      accountId,
      amount,
      source: provider,
      externalId: index === 0 ? notice.paymentReference : `${notice.paymentReference}#${index + 1}`,
      author: provider,
      paymentLinkId: link.id,
    });
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
