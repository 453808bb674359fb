import type { ContactCase } from "../contact-case.ts";
import type { RulePack } from "../rule-pack.ts";
import { COMMON_STATES, ZoneSource } from "../vocabulary.ts";
import { madeUpPack, NEEDED_STATE } from "./made-up-pack.ts";
import type { PackInUse, StoredHolidays } from "./moment.ts";
import { randomFacts } from "./random-facts.ts";
import { randomHistory } from "./random-history.ts";
import {
  EVEN_ZONES,
  instantNear,
  localDate,
  NIGHTS,
  randomBreath,
  randomDay,
  randomMinute,
} from "./random-instant.ts";
import { randomSubject } from "./random-subject.ts";
import { seededRandom, type SeededRandom } from "./seeded-random.ts";
import { DECIDING_KINDS, type DecidingRule } from "./speaking-rules.ts";
import type { Clocks } from "./wall-clock.ts";

export interface RandomCase {
  readonly packs: readonly PackInUse[];
  readonly contactCase: ContactCase;
  readonly now: number;
}

/** What cases are made of. */
export interface CaseKit {
  /** The packs of the jurisdictions; the stop facts stand beside them as in production. */
  readonly packs: readonly RulePack[];
  readonly stopFacts: RulePack;
  readonly holidays: StoredHolidays;
  readonly clocks: Clocks;
}

const MADE_UP = "made-up";
/** One in so many cases has rules that no law has. */
const EVERY_MADE_UP = 6;

/** The case of a number: the same for the same seed. Each rule of each pack has its turn, so that none goes untried. */
export function randomCase(kit: CaseKit, seed: number, index: number): RandomCase {
  const random = seededRandom(seed, index);
  const isMadeUp = index % EVERY_MADE_UP === 0;
  const target = isMadeUp ? madeUpTarget(random) : realTarget(kit, index, random);
  const { pack, rule } = target;
  const packs = packsInUse(kit, target, random);
  const isLongAgo = random.chance(8);
  const [zones, date] = placeAndDay(kit, { pack, rule, isLongAgo }, random);
  const [zone = pack.timezone.countryZones?.[0] ?? "UTC"] = zones;
  const minute = randomMinute(random, edgesOfHours(rule));
  const now = instantNear(kit.clocks, zone, { date, minute }) + randomBreath(random);
  const around = { random, clocks: kit.clocks, zone, now };
  const subject = randomSubject(random, rule, pack.jurisdiction.subdivisions ?? []);
  const { debt: known, ...facts } = randomFacts(rule, { states: statesOf(packs) }, around);
  return {
    packs,
    now,
    contactCase: {
      ...subject,
      ...facts,
      debts: subject.debts.map((debt) => ({ ...debt, ...known })),
      zones,
      history: randomHistory(rule, around),
      lawAsOf: isLongAgo || random.chance(4) ? lawDay(random) : undefined,
      zoneSource: random.chance(80) ? undefined : random.pick(ZoneSource.options),
    },
  };
}

/** The rules of a pack that decide on attempts. */
export function decidingRules({ rules }: RulePack): readonly DecidingRule[] {
  return DECIDING_KINDS.flatMap((kind): readonly DecidingRule[] => rules[kind] ?? []);
}

interface Target {
  readonly pack: RulePack;
  readonly rule: DecidingRule;
  /** Whether the rule is one of the stop facts beside the pack. */
  readonly isStop?: boolean;
}

function realTarget({ packs, stopFacts }: CaseKit, index: number, random: SeededRandom): Target {
  const targets = packs.flatMap((pack) => decidingRules(pack).map((rule) => ({ pack, rule })));
  const stops = decidingRules(stopFacts);
  const turn = (index - Math.floor(index / EVERY_MADE_UP)) % (targets.length + stops.length);
  const target = targets[turn];
  if (target !== undefined) return target;
  const rule = stops[turn - targets.length] ?? random.pick(stops);
  return { pack: random.chance(50) ? stopFacts : random.pick(packs), rule, isStop: true };
}

function madeUpTarget(random: SeededRandom): Target {
  for (;;) {
    const pack = madeUpPack(random);
    const rules = decidingRules(pack);
    if (rules.length > 0) return { pack, rule: random.pick(rules) };
  }
}

function packsInUse(
  kit: CaseKit,
  { pack, isStop = false }: Target,
  random: SeededRandom,
): readonly PackInUse[] {
  const use = (one: RulePack, isHouse = false): PackInUse => ({
    pack: one,
    switchedOff: random.chance(6) ? decidingRules(one).map(({ id }) => id) : [],
    everyProfile: isHouse,
  });
  const own = use(pack, pack.id === MADE_UP && random.chance(20));
  const others = kit.packs.filter((one) => one !== pack);
  if (pack === kit.stopFacts) return [own];
  if (isStop || random.chance(45)) return [use(kit.stopFacts), own];
  return random.chance(5) ? [own, use(random.pick(others))] : [own];
}

function placeAndDay(
  kit: CaseKit,
  { pack, rule, isLongAgo }: Target & { readonly isLongAgo: boolean },
  random: SeededRandom,
): readonly [zones: readonly string[], date: string] {
  const own = pack.timezone.countryZones ?? [];
  if (random.chance(isLongAgo ? 70 : 25)) {
    const nights = NIGHTS.filter(([, date]) => date < "2021" === isLongAgo);
    const [zone, date] = random.pick(nights);
    return [random.chance(75) ? [zone] : [zone, random.pick([...own, ...EVEN_ZONES])], date];
  }
  const edges = [
    rule.effective?.from,
    rule.effective?.to,
    pack.effective.from,
    pack.effective.to,
    ...pack.calendar.remove.map((day) => day.date),
  ];
  const anyDate = randomDay(random, {
    // Zone tables begin with 2000, and what happened before is not theirs.
    own: edges.flatMap((edge) => (edge != null && edge > "2001" ? edge : [])),
    holidays: holidaysOf(kit.holidays, pack),
  });
  // A made-up rest of a year must not end where the holiday tables do.
  const date = pack.id === MADE_UP && anyDate > "2029" ? "2028-02-29" : anyDate;
  const anywhere = [...EVEN_ZONES, ...NIGHTS.map(([zone]) => zone)];
  const pickZone = () => random.pick(random.chance(70) && own.length > 0 ? own : anywhere);
  const count = random.pick([0, 1, 1, 1, 1, 1, 1, 1, 2, 2, 3]);
  return [[...new Set(Array.from({ length: count }, pickZone))], date];
}

function holidaysOf({ calendars }: StoredHolidays, { calendar }: RulePack): readonly string[] {
  const bases = [calendar.base, ...Object.values(calendar.bySubdivision ?? {})];
  const dates = bases.flatMap((base) => Object.keys(calendars[base] ?? {}));
  return [...dates, ...calendar.add.map(({ date }) => date)].filter((date) => date > "2021-12");
}

function edgesOfHours(rule: DecidingRule): readonly number[] {
  const days = "week" in rule ? [...Object.values(rule.week), rule.holiday] : [];
  const edges = days.flatMap((day) => (typeof day === "string" ? [] : day.flat()));
  const minutes = edges.map((time) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3)));
  // Without hours of its own, a rule is mostly asked about while hours are open.
  return minutes.length > 0 ? minutes : [600, 630, 660, 720, 780];
}

function statesOf(packs: readonly PackInUse[]): readonly string[] {
  const own = packs.flatMap(({ pack }) => (pack.rules.holds ?? []).flatMap(({ state }) => state));
  return [...own, ...COMMON_STATES].filter((state) => state !== NEEDED_STATE);
}

function lawDay(random: SeededRandom) {
  return localDate(random.pick(["2026-11-22", "2026-08-31", "2027-01-31", "2025-05-15"]));
}
