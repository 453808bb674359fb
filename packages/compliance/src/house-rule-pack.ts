import { compileHouseRules, type CompiledPack, type Tables } from "./compile-pack.ts";
import type { HouseRule } from "./house-rule.ts";
import type { RulePack } from "./rule-pack.ts";
import type { ContactWindow, FrequencyCap } from "./rule.ts";

/** What a cap of contacts counts: whom it reached, and what was left for them. */
const CONTACTS = ["conversation", "voicemail_left", "delivered", "sent"] as const;
const ATTEMPTS = [
  ...CONTACTS,
  "no_answer",
  "voicemail_no_message",
  "ringless_voicemail",
  "dropped",
] as const;
/** The one source of house rules: the house. */
const BASIS = "house";

/**
 * House rules made ready for the gate, as one more pack `house-<pack>`. Pass it to `permit` beside the others.
 *
 * @param beside the pack of the place, whose zones and calendar they are read in
 * @throws RangeError where two rules have one id or the tables lack what the pack names
 */
export function houseRulePack(
  beside: RulePack,
  houseRules: readonly HouseRule[],
  tables: Tables,
): CompiledPack {
  const contactWindows: ContactWindow[] = [];
  const frequencyCaps: FrequencyCap[] = [];
  for (const rule of houseRules) {
    if (rule.kind === "window") contactWindows.push(windowOf(rule));
    else frequencyCaps.push(capOf(rule));
  }
  return compileHouseRules(beside, { contactWindows, frequencyCaps }, tables);
}

function windowOf(rule: Extract<HouseRule, { kind: "window" }>): ContactWindow {
  return {
    ...ruleOf(rule),
    week: rule.week,
    holiday: rule.holiday,
    measure: "send_time",
  };
}

function capOf(rule: Extract<HouseRule, { kind: "cap" }>): FrequencyCap {
  return {
    ...ruleOf(rule),
    count: {
      channels: [...rule.channels],
      outcomes: [...(rule.counts === "attempts" ? ATTEMPTS : CONTACTS)],
      direction: "outbound",
      exclude: ["statutory_notice", "consumer_requested"],
    },
    limit: rule.limit,
    window: rule.window,
    scope: rule.scope,
    effectOnExceed: "block",
  };
}

function ruleOf({ id, title, channels, purposes, effective, reason }: HouseRule) {
  return {
    id,
    title,
    severity: "block" as const,
    authority: "policy" as const,
    profile: "recommended" as const,
    override: "admin_with_reason" as const,
    basis: [BASIS],
    effective,
    appliesTo: { channels: [...channels], purposes: [...purposes] },
    notes: reason,
  };
}
