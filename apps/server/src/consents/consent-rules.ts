import type { RulePack } from "@fairflow/compliance";
import type { Database } from "@fairflow/db";
import { packsOfDebtor } from "../compliance/packs-of-debtor.ts";

type ConsentRule = NonNullable<RulePack["rules"]["consent"]>[number];

/** The rules that ask for a consent in the packs under which a debtor's accounts are collected. */
export async function consentRules(
  database: Database,
  debtorId: string,
): Promise<readonly ConsentRule[]> {
  const packs = await packsOfDebtor(database, debtorId);
  return packs.flatMap(({ rules }) => rules.consent ?? []);
}
