import type { RulePack } from "@fairflow/compliance";
import type { RuleName, Stay } from "@fairflow/contract";
import type { Transaction } from "@fairflow/db";
import { houseRulePacks } from "../compliance/house-rule-packs.ts";
import { readLawState } from "../compliance/law-state.ts";
import { viewOf } from "../compliance/rule-view.ts";
import { ownReason } from "../debtors/rule-words.ts";

const HOLD = "hold:";
const RULE = "rule:";

type Waited = (Stay & { readonly kind: "waits" })["for"];

const WAITED: Readonly<Record<string, Waited>> = {
  time: "time",
  event: "event",
  sending: "sending",
  leave: "leave",
  notice: "notice",
  dispute: "dispute",
};

/** Names rules as the installation's packs and its own rules do. */
export async function ruleNamer(tx: Transaction): Promise<(id: string) => RuleName> {
  const [{ packs }, house] = await Promise.all([readLawState(tx), houseRulePacks(tx)]);
  const known: readonly RulePack[] = [...packs.map(({ pack }) => pack), ...house];
  return (id) => {
    const { packId, title } = viewOf(known, id);
    return { id, packId, title: ownReason(id) ?? title };
  };
}

/** What the database says keeps a run, for people. */
export function stayOf(why: readonly string[], named: (id: string) => RuleName): Stay {
  const held = why.filter((each) => each.startsWith(HOLD)).map((each) => each.slice(HOLD.length));
  if (held.length > 0) return { kind: "held", states: held };
  const rules = why.filter((each) => each.startsWith(RULE)).map((each) => each.slice(RULE.length));
  if (rules.length > 0) return { kind: "rules", rules: rules.map(named) };
  const [first = "time"] = why;
  if (first === "parked") return { kind: "parked" };
  return { kind: "waits", for: WAITED[first] ?? "time" };
}
