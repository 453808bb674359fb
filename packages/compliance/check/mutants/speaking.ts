import { faultsIn, type Mutant } from "./mutant.ts";

const bound = faultsIn("bound-rule.ts");
const permit = faultsIn("permit.ts");
const attempt = faultsIn("attempt.ts");
const zone = faultsIn("choose-zones.ts");
const compile = faultsIn("compile-pack.ts");

/** Faults in which rules speak, where, and what becomes of their answers. */
export const SPEAKING_MUTANTS: readonly Mutant[] = [
  bound("(rule.purposes & to.purpose) !== 0 &&", "", "a rule speaks of every purpose"),
  bound(
    "epochDay(effective.to) : Number.POSITIVE_INFINITY",
    "Number.POSITIVE_INFINITY : Number.POSITIVE_INFINITY",
    "a rule stays in force",
  ),
  bound(
    "epochDay(effective.from) : Number.NEGATIVE_INFINITY",
    "Number.NEGATIVE_INFINITY : Number.NEGATIVE_INFINITY",
    "a rule is in force before its day",
  ),
  bound(
    "(rule.subdivisions === undefined || isWithin(rule.subdivisions, to.subdivision))",
    "true",
    "a state's rule binds everywhere",
  ),
  bound(
    "(rule.debtTypes === undefined || hasAny(rule.debtTypes, to.debtTypes)) &&",
    "",
    "a rule for one kind of debt is one for all",
  ),
  bound(
    "(rule.recommendedActors & to.actor) !== 0 &&",
    "",
    "what is recommended to some actors is to all",
  ),
  bound(
    'rule.profile === "statutory" ? to.statutory : to.recommended',
    "to.statutory || to.recommended",
    "a rule of a profile that is off stays on",
  ),
  permit(
    "lawDay >= rule.fromDay && lawDay < rule.toDay && applies",
    "lawDay >= rule.fromDay && lawDay <= rule.toDay && applies",
    "a rule is in force on the day it ends",
  ),
  permit(
    "lawDay >= rule.fromDay && lawDay < rule.toDay && applies",
    "lawDay > rule.fromDay && lawDay < rule.toDay && applies",
    "a rule is not in force on its first day",
  ),
  permit(
    "const effectiveDay = lawDay ?? day;",
    "const effectiveDay = day;",
    "the day of the law is not read",
  ),
  permit(
    'if (contactCase.consents === undefined) remark(findings, "warnings", consent.id);',
    "if (contactCase.consents === undefined) continue;",
    "a consent that nobody looked up raises no warning",
  ),
  permit(
    'if (rule.severity === "warn") {',
    'if (rule.severity === "info") {',
    "a rule that warns blocks",
  ),
  permit(
    "Math.min(allowedAt, expiryOf(rule, question))",
    "allowedAt",
    "a rule refuses after it has gone out of force",
  ),
  permit(
    "if (pack.tzdataIsTooOld) return forbidden",
    "if (false) return forbidden",
    "old time zone data is trusted",
  ),
  permit(
    'if (hasUnknownState(packs, contactCase)) return forbidden("state-unknown");',
    "",
    "a misspelt hold lets everything pass",
  ),
  permit(
    'return forbidden("case-unreadable");',
    "return ALLOWED;",
    "what the gate does not understand it allows",
  ),
  attempt(
    'zones.length === 1 || onConflict === "intersection"',
    "true",
    "a pack that blocks on a conflict of zones does not",
  ),
  attempt(
    'return onConflict === "first" ? [first] : "zones-conflict";',
    "return [first];",
    "of zones in conflict the first is believed",
  ),
  attempt(
    'if (onUnknown === "block" || pack.countryZones.length === 0) return "zone-unknown";',
    "",
    "an unknown zone is any",
  ),
  attempt(
    "return pack.countryZones;",
    "return pack.countryZones.slice(0, 1);",
    "an unknown zone is the country's first",
  ),
  attempt(
    'profiles === undefined || profiles.includes("recommended")',
    "true",
    "the recommended profile cannot be switched off",
  ),
  compile(
    'if (rule.profile !== "recommended" || rule.override !== "admin_with_reason") return false;',
    "",
    "statutory rules can be switched off",
  ),
  compile("!off.has(rule.id) || !mayBeSwitchedOff(rule)", "true", "no rule can be switched off"),
  compile(
    "const own = pack.calendars.get(subdivision);",
    "const own = pack.calendar;",
    "every place has the country's holidays",
  ),
  compile(
    "if (release.length !== than.length) return release.length < than.length;",
    "",
    "release 2026aa came before 2026b",
  ),
  zone(
    "zoneSource === undefined || timezone.resolutionOrder.includes(zoneSource)",
    "true",
    "a zone is believed that was learnt from a source that the pack does not list",
  ),
  zone(
    "zoneSource === undefined || timezone",
    "zoneSource !== undefined && timezone",
    "a zone is not believed where nobody says what it was learnt from",
  ),
];
