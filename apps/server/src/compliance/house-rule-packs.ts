import { houseRulePack, type RulePack } from "@fairflow/compliance";
import { HouseRuleInput } from "@fairflow/contract";
import { listHouseRules, type Transaction } from "@fairflow/db";
import { programLaw } from "@fairflow/engine";
import { zones } from "@fairflow/calendar/zones";
import { houseRuleOf } from "./house-rule-desk.ts";
import { readLawState } from "./law-state.ts";

/** Every house rule that there ever was, as a pack, so that screens can say in words what an old verdict names. */
export async function houseRulePacks(tx: Transaction): Promise<readonly RulePack[]> {
  const [stored, { packs }] = await Promise.all([listHouseRules(tx.sql), readLawState(tx)]);
  const [beside] = packs;
  if (beside === undefined || stored.length === 0) return [];
  const rules = stored.map(({ id, rule }) => houseRuleOf(id, HouseRuleInput.parse(rule)));
  const tables = { zones, holidays: programLaw.holidays };
  return [houseRulePack(beside.pack, rules, tables).pack];
}
