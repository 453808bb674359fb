import type { Endpoints, OutputOf, Role } from "@fairflow/contract";
import type { Criteria, Field } from "@fairflow/criteria";
import { listDebtors, readClock, sampleMatching, type Database, type Keyring } from "@fairflow/db";
import { maskedName, maskedNumber, seesPeople } from "../debtors/masking.ts";
import { standingsToday } from "../debtors/standing-facts.ts";
import { askAccounts } from "./ask-accounts.ts";

const SAMPLE = 10;

/** Some of the accounts that a condition matches now, masked for roles that do not work with people. */
export async function sampleSegment(
  { database, keyring }: { readonly database: Database; readonly keyring: Keyring },
  asked: { readonly criteria: Criteria; readonly custom: readonly Field[] },
  role: Role,
): Promise<OutputOf<Endpoints["sampleSegment"]>> {
  const isUnmasked = seesPeople(role);
  const found = await askAccounts(database, asked, (tx, question) =>
    sampleMatching(tx, question, SAMPLE),
  );
  const sample = found.flat().slice(0, SAMPLE);
  const { now } = await readClock(database);
  const debtors = await listDebtors(database, keyring, {
    ids: sample.map(({ debtorId }) => debtorId),
    limit: SAMPLE,
    now,
  });
  const standings = await standingsToday(database, debtors, { now });
  return {
    accounts: sample.flatMap(({ accountId, debtorId }) => {
      const debtor = debtors.find(({ id }) => id === debtorId);
      const standing = standings.find((each) => each.accountId === accountId);
      if (debtor === undefined || standing === undefined) return [];
      const { arrears, currency, daysPastDue } = standing;
      return [
        {
          accountId,
          debtorId,
          name: isUnmasked ? debtor.name : maskedName(debtor.name),
          reference: isUnmasked ? debtor.reference : maskedNumber(debtor.reference),
          arrears: { minor: arrears, currency },
          daysPastDue,
        },
      ];
    }),
    masked: !isUnmasked,
  };
}
