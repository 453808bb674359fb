import { readClock, type PayLink, type Transaction } from "@fairflow/db";
import { standingsToday } from "../debtors/standing-facts.ts";

/** What a link asks for now, and how little may be paid of it; minor units. */
export interface AmountDue {
  readonly amount: number;
  readonly minimum: number;
}

/** Amounts come from the ledger at the moment of paying, never from the link or the page. */
export async function amountDue(tx: Transaction, link: PayLink): Promise<AmountDue> {
  const { now } = await readClock(tx);
  const debtor = { id: link.debtorId, zone: link.zone };
  const standings = await standingsToday(tx, [debtor], { now, accounts: link.accountIds });
  const balance = standings.reduce((sum, each) => sum + Math.max(0, each.balance), 0);
  const arrears = standings.reduce((sum, each) => sum + Math.max(0, each.arrears), 0);
  switch (link.amountKind) {
    case "full":
      return { amount: balance, minimum: balance };
    case "arrears":
      return { amount: arrears > 0 ? arrears : balance, minimum: 1 };
    case "part":
      return { amount: balance, minimum: Math.min(balance, link.minimumAmount ?? 1) };
    case "settlement": {
      const offer = Math.ceil((balance * (link.settlementPercent ?? 100)) / 100);
      return { amount: offer, minimum: offer };
    }
  }
}
