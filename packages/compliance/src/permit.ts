import {
  earliestOnDay,
  epochDayAt,
  UncoveredDateError,
  UncoveredInstantError,
  type Zone,
} from "@fairflow/calendar";
import { readAttempt, zonesIn, type Attempt } from "./attempt.ts";
import { applies, type BoundRule } from "./bound-rule.ts";
import { calendarOf, type CompiledPack } from "./compile-pack.ts";
import { consentAllows } from "./consent.ts";
import type { ContactCase } from "./contact-case.ts";
import { windowOpens } from "./contact-window.ts";
import { coolDownAllows } from "./cool-down.ts";
import { capAllows } from "./frequency-cap.ts";
import { holdAllows } from "./hold.ts";
import type { OldDebt, Question } from "./question.ts";
import type { RuleId } from "./rule.ts";
import { stepGateAllows } from "./step-gate.ts";
import { timeBarAllows, withOldDebts } from "./time-bar.ts";
import { ALLOWED, forbidden, type Verdict } from "./verdict.ts";

/** Rules that never agree on an instant, such as hours that never meet in two zones, would be searched for ever. */
const MAX_ROUNDS = 50;

const NO_RULES: readonly RuleId[] = [];
const NO_DEBTS: readonly OldDebt[] = [];
const NO_HOLDS: CompiledPack["holds"] = [];

/**
 * Whether an attempt may be made now, later, or not at all: the one place that says so.
 *
 * The attempt is moved to the earliest instant that each rule allows until no rule moves it any more; hours, days and
 * effective dates are those of the debtor's zones at that instant. All packs must allow. Same arguments, same answer;
 * it never throws, and what it cannot understand it forbids.
 *
 * @param packs compiled with the same tables; the law of the debtor's place, the stop facts and the house rules
 */
export function permit(
  packs: readonly CompiledPack[],
  contactCase: ContactCase,
  now: Date,
): Verdict {
  try {
    return judge(packs, contactCase, now);
  } catch (error) {
    // A failure inside the gate forbids, whatever it is.
    if (error instanceof UncoveredDateError || error instanceof UncoveredInstantError) {
      return forbidden("dates-not-covered");
    }
    return forbidden("case-unreadable");
  }
}

/** A pack with the zones in which it judges. */
interface Jurisdiction {
  readonly pack: CompiledPack;
  readonly zones: readonly Zone[];
}

/** What the rules say at one instant. */
interface Findings {
  /** The earliest instant at which each rule that refuses would allow, ms since 1970; the instant itself if none does. */
  allowedAt: number;
  rules: readonly RuleId[];
  warnings: readonly RuleId[];
  withoutFee: readonly RuleId[];
}

function judge(packs: readonly CompiledPack[], contactCase: ContactCase, now: Date): Verdict {
  if (packs.length === 0) return forbidden("no-pack");
  const attempt = readAttempt(contactCase);
  const jurisdictions: Jurisdiction[] = [];
  for (const pack of packs) {
    const zones = zonesIn(pack, contactCase);
    if (typeof zones === "string") return forbidden(zones);
    if (pack.tzdataIsTooOld) return forbidden("tzdata-too-old");
    jurisdictions.push({ pack, zones });
  }
  if (hasUnknownState(packs, contactCase)) return forbidden("state-unknown");
  const proposed = now.getTime();
  const first = ask(jurisdictions, attempt, proposed);
  if (first === undefined) return forbidden("pack-not-in-force");
  const { rules, warnings, withoutFee } = first;
  let found = first;
  let at = proposed;
  for (let round = 0; found.allowedAt > at; round += 1) {
    const reason = found.allowedAt === Number.POSITIVE_INFINITY ? "rules" : "no-opening";
    if (reason === "rules" || round === MAX_ROUNDS) {
      return { kind: "forbidden", reason, rules, warnings, withoutFee };
    }
    at = found.allowedAt;
    const next = ask(jurisdictions, attempt, at);
    if (next === undefined)
      return { ...forbidden("pack-not-in-force", rules), warnings, withoutFee };
    found = next;
  }
  if (at > proposed) {
    return { kind: "deferred", until: new Date(at), rules, warnings, withoutFee };
  }
  if (warnings.length === 0 && withoutFee.length === 0) return ALLOWED;
  return { kind: "allowed", warnings, withoutFee };
}

/** `undefined` where a pack is not in force. */
function ask(
  jurisdictions: readonly Jurisdiction[],
  attempt: Attempt,
  at: number,
): Findings | undefined {
  const findings: Findings = {
    allowedAt: at,
    rules: NO_RULES,
    warnings: NO_RULES,
    withoutFee: NO_RULES,
  };
  const { contactCase, applicability, history, lawDay, hasDates } = attempt;
  for (const { pack, zones } of jurisdictions) {
    const calendar = calendarOf(pack, contactCase.subdivision);
    for (const zone of zones) {
      const day = epochDayAt(zone, at);
      const effectiveDay = lawDay ?? day;
      if (effectiveDay < pack.fromDay || effectiveDay >= pack.toDay) return undefined;
      const question: Question = {
        contactCase,
        applicability,
        history,
        pack,
        calendar,
        zone,
        at,
        day,
        oldDebts: NO_DEBTS,
      };
      askRules(hasDates ? withOldDebts(question, effectiveDay) : question, effectiveDay, findings);
    }
  }
  return findings;
}

function askRules(question: Question, lawDay: number, findings: Findings): void {
  const { pack, contactCase } = question;
  const to = { question, findings };
  const holds = contactCase.states.length > 0 ? pack.holds : NO_HOLDS;
  for (const hold of holds) {
    if (speaks(hold, question, lawDay)) {
      note(hold, holdAllows(hold, question), to);
    }
  }
  for (const gate of pack.stepGates) {
    if (speaks(gate, question, lawDay)) {
      note(gate, stepGateAllows(gate, question), to);
    }
  }
  if (question.oldDebts.length > 0) {
    for (const timeBar of pack.timeBars) {
      if (speaks(timeBar, question, lawDay)) note(timeBar, timeBarAllows(timeBar, question), to);
    }
  }
  // A step that reaches nobody has no hours, caps and rests.
  if (contactCase.channel === undefined) return;
  for (const consent of pack.consents) {
    if (!speaks(consent, question, lawDay)) continue;
    const allowedAt = consentAllows(consent, question);
    if (contactCase.consents === undefined) remark(findings, "warnings", consent.id);
    else note(consent, allowedAt, to);
  }
  for (const window of pack.windows) {
    if (speaks(window, question, lawDay)) {
      note(window, windowOpens(window, question), to);
    }
  }
  for (const cap of pack.caps) {
    if (cap.effect === "none" || !speaks(cap, question, lawDay)) continue;
    const allowedAt = capAllows(cap, question);
    if (cap.effect === "block") note(cap, allowedAt, to);
    else if (allowedAt > question.at) {
      remark(findings, cap.effect === "warn" ? "warnings" : "withoutFee", cap.id);
    }
  }
  for (const coolDown of pack.coolDowns) {
    if (speaks(coolDown, question, lawDay)) {
      note(coolDown, coolDownAllows(coolDown, question), to);
    }
  }
}

/** Whether the rule is in force and speaks of the case. */
export function speaks(rule: BoundRule<unknown>, question: Question, lawDay: number): boolean {
  return lawDay >= rule.fromDay && lawDay < rule.toDay && applies(rule, question.applicability);
}

/** Writes down a rule's answer. One that goes out of force earlier than it would allow refuses only until then. */
function note(
  rule: BoundRule<unknown>,
  allowedAt: number,
  to: { readonly question: Question; readonly findings: Findings },
): void {
  const { question, findings } = to;
  if (allowedAt <= question.at || rule.severity === "info") return;
  if (rule.severity === "warn") {
    remark(findings, "warnings", rule.id);
    return;
  }
  remark(findings, "rules", rule.id);
  findings.allowedAt = Math.max(findings.allowedAt, Math.min(allowedAt, expiryOf(rule, question)));
}

/** When the rule goes out of force: never, where effective dates are read at a fixed day. */
export function expiryOf(rule: BoundRule<unknown>, question: Question): number {
  return rule.toDay === Number.POSITIVE_INFINITY || question.contactCase.lawAsOf !== undefined
    ? Number.POSITIVE_INFINITY
    : earliestOnDay(question.zone, question.at, rule.toDay);
}

/** Most verdicts find nothing, so a list is made only for one that does. */
function remark(findings: Findings, list: "rules" | "warnings" | "withoutFee", id: RuleId): void {
  if (!findings[list].includes(id)) findings[list] = [...findings[list], id];
}

/** A word that no pack knows may be a hold that somebody misspelt. */
function hasUnknownState(packs: readonly CompiledPack[], contactCase: ContactCase): boolean {
  return contactCase.states.some(
    ({ state }) => !packs.some(({ knownStates }) => knownStates.has(state)),
  );
}
