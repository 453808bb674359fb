import { epochDayAt } from "@fairflow/calendar";
import { readAttempt, zonesIn } from "../attempt.ts";
import type { BoundRule } from "../bound-rule.ts";
import { calendarOf, type CompiledPack } from "../compile-pack.ts";
import type { ContactCase } from "../contact-case.ts";
import { expiryOf, speaks } from "../permit.ts";
import type { Question } from "../question.ts";
import type { RuleDescription } from "../rule-of.ts";
import { withOldDebts } from "../time-bar.ts";
import { momentWords } from "../words/date-words.ts";
import { paragraph } from "../words/list-words.ts";
import { hearCap } from "./hear-cap.ts";
import { hearConsent } from "./hear-consent.ts";
import { hearCoolDown } from "./hear-cool-down.ts";
import { hearHold } from "./hear-hold.ts";
import { hearStepGate } from "./hear-step-gate.ts";
import { hearTimeBar } from "./hear-time-bar.ts";
import { hearWindow } from "./hear-window.ts";
import type { Fact, Stance, Testimony } from "./spoken-rule.ts";

/** What one rule of one pack said in one of the debtor's zones. */
export interface Heard {
  readonly pack: CompiledPack;
  readonly rule: BoundRule<unknown>;
  readonly title: string;
  readonly kind: RuleDescription["kind"];
  readonly stance: Stance;
  readonly facts: readonly Fact[];
  readonly sentence: string;
}

/**
 * Asks every rule that applies, as `permit` does at its first instant, and keeps what each looked at.
 *
 * @throws UnreadableCaseError, UncoveredDateError or UncoveredInstantError where the gate forbids for that
 */
export function hearRules(
  packs: readonly CompiledPack[],
  contactCase: ContactCase,
  at: number,
): readonly Heard[] {
  const attempt = readAttempt(contactCase);
  return packs.flatMap((pack) => {
    const zones = zonesIn(pack, contactCase);
    if (typeof zones === "string") return [];
    const calendar = calendarOf(pack, contactCase.subdivision);
    return zones.flatMap((zone) => {
      const day = epochDayAt(zone, at);
      const lawDay = attempt.lawDay ?? day;
      if (lawDay < pack.fromDay || lawDay >= pack.toDay) return [];
      const question = { ...attempt, pack, calendar, zone, at, day, oldDebts: [] };
      return hearPack(attempt.hasDates ? withOldDebts(question, lawDay) : question, lawDay);
    });
  });
}

function hearPack(question: Question, lawDay: number): readonly Heard[] {
  const { pack, contactCase } = question;
  const heard: Heard[] = [];
  for (const hold of inForce(pack.holds)) add("holds", hold, hearHold(hold, question));
  for (const gate of inForce(pack.stepGates)) add("stepGates", gate, hearStepGate(gate, question));
  for (const timeBar of inForce(pack.timeBars)) {
    add("timeBars", timeBar, hearTimeBar(timeBar, question));
  }
  if (contactCase.channel === undefined) return heard;
  for (const consent of inForce(pack.consents)) {
    add("consent", consent, hearConsent(consent, question));
  }
  for (const window of inForce(pack.windows)) {
    add("contactWindows", window, hearWindow(window, question));
  }
  for (const cap of inForce(pack.caps)) add("frequencyCaps", cap, hearCap(cap, question));
  for (const coolDown of inForce(pack.coolDowns)) {
    add("coolDowns", coolDown, hearCoolDown(coolDown, question));
  }
  return heard;

  function inForce<Rule extends BoundRule<unknown>>(rules: readonly Rule[]): readonly Rule[] {
    return rules.filter((rule) => speaks(rule, question, lawDay));
  }

  function add(
    kind: Heard["kind"],
    rule: BoundRule<{ readonly title: string }>,
    testimony: Testimony | undefined,
  ): void {
    if (testimony === undefined) return;
    const { title } = rule.rule;
    const { facts } = testimony;
    const stance = stanceOf(rule, testimony, question);
    const sentence = paragraph([testimony.sentence, expiryWords(rule, testimony, question)]);
    heard.push({ pack, rule, title, kind, stance, facts, sentence });
  }
}

/** The same reading of severity and effect as the gate's own. */
function stanceOf(
  rule: BoundRule<unknown> & { readonly effect?: string },
  { allowedAt, facts }: Testimony,
  question: Question,
): Stance {
  const { at } = question;
  const wasNotAsked = facts.some((fact) => fact.kind === "consent" && !fact.wasLookedUp);
  if (wasNotAsked) return { kind: "warns" };
  if (allowedAt <= at || rule.effect === "none") return { kind: "allows" };
  if (rule.effect === "no_fee") return { kind: "without_fee" };
  if (rule.effect === "warn") return { kind: "warns" };
  if (rule.severity === "info") return { kind: "allows" };
  if (rule.severity === "warn") return { kind: "warns" };
  const until = Math.min(allowedAt, expiryOf(rule, question));
  if (until === Number.POSITIVE_INFINITY) return { kind: "refuses_until_event" };
  return { kind: "refuses_until", until: new Date(until) };
}

/** A rule that ends before it would allow refuses only until then. */
function expiryWords(
  rule: BoundRule<unknown>,
  { allowedAt }: Testimony,
  question: Question,
): string | undefined {
  if (allowedAt <= question.at) return undefined;
  const expires = expiryOf(rule, question);
  if (expires >= allowedAt) return undefined;
  return `The rule itself ends on ${momentWords(question.zone, new Date(expires))}`;
}
