import {
  epochDay,
  zoneNamed,
  type BusinessCalendar,
  type Zone,
  type Zones,
} from "@fairflow/calendar";
import {
  packCalendar,
  placesAround,
  type HolidayTables,
  type PackCalendar,
} from "./holiday-tables.ts";
import { bindRule, type BoundRule } from "./bound-rule.ts";
import { compileWindow, type CompiledWindow } from "./contact-window.ts";
import { compileCap, type CompiledCap } from "./frequency-cap.ts";
import { compileCoolDown, type CompiledCoolDown } from "./cool-down.ts";
import { compileHold, type CompiledHold } from "./hold.ts";
import type { ConsentRule, NoticeRule, OptOut, Retention, RuleId, StepGate } from "./rule.ts";
import { rulesOf } from "./rule-of.ts";
import type { RulePack } from "./rule-pack.ts";
import { compileTimeBar, type CompiledTimeBar } from "./time-bar.ts";
import { COMMON_STATES } from "./vocabulary.ts";

/** A pack made ready for many verdicts: calendars, zones and rules in the form that the gate reads. */
export interface CompiledPack {
  readonly pack: RulePack;
  readonly id: string;
  readonly version: string;
  /** The release of the zone table with which it judges. */
  readonly tzdata: string;
  readonly tzdataIsTooOld: boolean;
  readonly zones: Zones;
  readonly countryZones: readonly Zone[];
  readonly fromDay: number;
  readonly toDay: number;
  readonly calendar: PackCalendar;
  readonly calendars: ReadonlyMap<string, PackCalendar>;
  readonly knownStates: ReadonlySet<string>;
  readonly windows: readonly CompiledWindow[];
  readonly caps: readonly CompiledCap[];
  readonly coolDowns: readonly CompiledCoolDown[];
  readonly holds: readonly CompiledHold[];
  readonly consents: readonly BoundRule<ConsentRule>[];
  readonly optOuts: readonly BoundRule<OptOut>[];
  readonly stepGates: readonly BoundRule<StepGate>[];
  readonly notices: readonly NoticeRule[];
  readonly timeBars: readonly CompiledTimeBar[];
  readonly retentions: readonly Retention[];
}

export interface Tables {
  readonly zones: Zones;
  readonly holidays: HolidayTables;
}

export interface CompileOptions {
  /** Rules that an admin switched off with a recorded reason. Those that nobody may switch off stay on. */
  readonly switchedOff?: readonly RuleId[];
  /** For house rules: the rules count whatever profile is asked for. */
  readonly everyProfile?: boolean;
}

/**
 * @throws RangeError where the pack names a holiday table or a country zone that the tables lack, cites a source that
 *   it does not have, or uses a rule's id twice
 */
export function compilePack(
  pack: RulePack,
  tables: Tables,
  options: CompileOptions = {},
): CompiledPack {
  checkReferences(pack);
  const { rules, timezone } = pack;
  const off = new Set(options.switchedOff);
  const everyProfile = options.everyProfile ?? false;
  const on = <Rule extends SwitchableRule>(list: readonly Rule[] | undefined) =>
    (list ?? []).filter((rule) => !off.has(rule.id) || !mayBeSwitchedOff(rule));
  const bind = <Rule extends Parameters<typeof bindRule>[0]>(rule: Rule) =>
    bindRule(rule, everyProfile);
  const places = [
    ...(pack.jurisdiction.subdivisions ?? []),
    ...Object.keys(pack.calendar.bySubdivision ?? {}),
    ...[...pack.calendar.add, ...pack.calendar.remove].flatMap(
      ({ subdivision }) => subdivision ?? [],
    ),
  ];
  const holds = on(rules.holds).map((rule) => compileHold(bind(rule)));
  return {
    pack,
    id: pack.id,
    version: pack.version,
    tzdata: tables.zones.tzdata,
    tzdataIsTooOld:
      timezone.minTzdata !== undefined && isOlder(tables.zones.tzdata, timezone.minTzdata),
    zones: tables.zones,
    countryZones: (timezone.countryZones ?? []).map((name) => zoneOrThrow(tables.zones, name)),
    fromDay: epochDay(pack.effective.from),
    toDay: pack.effective.to ? epochDay(pack.effective.to) : Number.POSITIVE_INFINITY,
    calendar: packCalendar(pack.calendar, tables.holidays),
    calendars: new Map(
      places.map((place) => [place, packCalendar(pack.calendar, tables.holidays, place)]),
    ),
    knownStates: new Set([...COMMON_STATES, ...(rules.holds ?? []).flatMap(({ state }) => state)]),
    windows: on(rules.contactWindows).map((rule) => compileWindow(bind(rule))),
    caps: on(rules.frequencyCaps).map((rule) => compileCap(bind(rule))),
    coolDowns: on(rules.coolDowns).map((rule) => compileCoolDown(bind(rule))),
    holds,
    consents: on(rules.consent).map(bind),
    optOuts: (rules.optOuts ?? []).map(bind),
    stepGates: on(rules.stepGates).map(bind),
    notices: rules.notices ?? [],
    timeBars: on(rules.timeBars).flatMap((rule) => compileTimeBar(bind(rule)) ?? []),
    retentions: on(rules.retention),
  };
}

/**
 * House rules of an installation: further windows and caps beside a pack, in its zones and on its calendar. All packs
 * that are given to the gate must allow, so that a house rule can only narrow.
 */
export function compileHouseRules(
  beside: RulePack,
  rules: Pick<RulePack["rules"], "contactWindows" | "frequencyCaps">,
  tables: Tables,
): CompiledPack {
  const basis = [...(rules.contactWindows ?? []), ...(rules.frequencyCaps ?? [])].flatMap(
    (rule) => rule.basis,
  );
  const sources = Object.fromEntries(
    basis.map((source) => [
      source,
      beside.sources[source] ?? { cite: "House rule", confidence: "C" as const },
    ]),
  );
  const house: RulePack = {
    ...beside,
    id: `house-${beside.id}`,
    title: "House rules",
    sources,
    rules: {
      contactWindows: rules.contactWindows ?? [],
      frequencyCaps: rules.frequencyCaps ?? [],
    },
  };
  return compilePack(house, tables, { everyProfile: true });
}

interface SwitchableRule {
  readonly id: RuleId;
  readonly profile: "statutory" | "recommended";
  readonly override: string;
  readonly state?: string | readonly string[];
}

const ONLY_BY_THEIR_OWN_EVENT: ReadonlySet<string> = new Set([
  "dispute_open",
  "dispute_written",
  "opted_out",
  "cease_all",
  "paid",
  "erased",
]);

/** Whether an admin may switch the rule off with a reason: recommended, open to it, and no debtor's own stop. */
export function mayBeSwitchedOff(rule: SwitchableRule): boolean {
  if (rule.profile !== "recommended" || rule.override !== "admin_with_reason") return false;
  const states = rule.state === undefined ? [] : [rule.state].flat();
  return !states.some((state) => ONLY_BY_THEIR_OWN_EVENT.has(state));
}

/** The pack's business days, for the interpreter's waits. */
export function businessCalendar(pack: CompiledPack, subdivision?: string): BusinessCalendar {
  return calendarOf(pack, subdivision).business;
}

/** The most local calendar that the pack has for a place: a city has its state's. */
export function calendarOf(pack: CompiledPack, subdivision: string | undefined): PackCalendar {
  if (subdivision === undefined) return pack.calendar;
  const own = pack.calendars.get(subdivision);
  if (own !== undefined) return own;
  for (const place of placesAround(subdivision)) {
    const around = pack.calendars.get(place);
    if (around !== undefined) return around;
  }
  return pack.calendar;
}

/** Whether one release of the time zone database, such as `2025c`, came before another. */
export function isOlder(release: string, than: string): boolean {
  const year = Number.parseInt(release, 10) - Number.parseInt(than, 10);
  if (year !== 0) return year < 0;
  if (release.length !== than.length) return release.length < than.length;
  return release < than;
}

function zoneOrThrow(zones: Zones, name: string): Zone {
  const zone = zoneNamed(zones, name);
  if (zone === undefined) throw new RangeError(`The zone table has no zone ${name}`);
  return zone;
}

function checkReferences(pack: RulePack): void {
  const seen = new Set<RuleId>();
  for (const { rule } of rulesOf(pack)) {
    if (seen.has(rule.id)) throw new RangeError(`Pack ${pack.id} has two rules ${rule.id}`);
    seen.add(rule.id);
    for (const source of rule.basis) {
      if (!Object.hasOwn(pack.sources, source)) {
        throw new RangeError(`Rule ${rule.id} cites ${source}, which pack ${pack.id} lacks`);
      }
    }
  }
}
