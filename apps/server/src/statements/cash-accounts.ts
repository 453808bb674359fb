import type { CashAccount } from "@fairflow/contract";
import { cashCandidates, type Database, type Keyring } from "@fairflow/db";
import { findReferences, numberOfReference, paymentReference } from "@fairflow/statements";
import { foundDebtors } from "../debtors/debtor-summaries.ts";

const SHOWN = 50;

/** Accounts that a search box finds: by our payment reference, or by all that debtors are found by. */
export async function searchCashAccounts(
  { database, keys }: { readonly database: Database; readonly keys: () => Keyring },
  text: string,
): Promise<CashAccount[]> {
  const keyring = keys();
  const paymentNumbers = findReferences(text).flatMap(
    ({ reference }) => numberOfReference(reference) ?? [],
  );
  const debtorIds = await foundDebtors({ database, keyring }, text, true);
  const accounts = await cashCandidates(database, keyring, {
    currency: "",
    paymentNumbers,
    numbers: [],
    payerNames: [],
    payerAccounts: [],
    amounts: [],
    debtorIds,
  });
  return accounts.slice(0, SHOWN).map((account) => {
    const { currency, balance, arrears } = account;
    return {
      id: account.accountId,
      reference: account.reference,
      paymentReference: paymentReference(account.paymentNumber),
      debtorId: account.debtorId,
      debtor: account.debtorName ?? "",
      balance: { minor: balance, currency },
      arrears: { minor: arrears, currency },
      payments: account.payments.map(({ paymentId, amount, valueDate }) => ({
        id: paymentId,
        amount: { minor: amount, currency },
        valueDate,
      })),
    };
  });
}
