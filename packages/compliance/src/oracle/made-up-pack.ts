import type { ContactWindow, CoolDown, Duration, FrequencyCap, Hold, StepGate } from "../rule.ts";
import type { RulePack } from "../rule-pack.ts";
import { Actor, Channel, Exclusion, Outcome, Purpose, ZoneSource } from "../vocabulary.ts";
import type { SeededRandom } from "./seeded-random.ts";

/** A state that steps wait for. No hold of a made-up pack is for it. */
export const NEEDED_STATE = "workplace_prohibited";

/** Rules that no law has, so that every kind of window, count, period and reach meets every kind of night. */
export function madeUpPack(random: SeededRandom): RulePack {
  const upTo = (count: number) => Array.from({ length: random.whole(count + 1) });
  return {
    schemaVersion: 1,
    id: "made-up",
    version: "2026.01.0",
    status: "draft",
    jurisdiction: { country: "ZA" },
    effective: random.pick([
      { from: "2000-01-01" as const },
      { from: "2000-01-01" as const },
      { from: "2020-01-01" as const, to: "2026-11-02" as const },
    ]),
    reviewedAt: "2026-01-01",
    reviewBy: "2027-01-01",
    timezone: {
      resolutionOrder: some(random, ZoneSource.options),
      onConflict: random.pick(["intersection", "intersection", "first", "block"] as const),
      onUnknown: random.pick(["block", "intersection_of_country_zones"] as const),
      countryZones: ["Africa/Johannesburg", "Pacific/Chatham"],
    },
    calendar: {
      base: "date-holidays:ZA",
      weekend: random.pick([["sat", "sun"] as const, ["fri", "sat"] as const]).slice(),
      add: [{ date: "2026-11-02", name: "Made up" }],
      remove: [{ date: "2026-12-16", name: "Made up" }],
    },
    sources: { "made-up": { cite: "none", confidence: "G" } },
    rules: {
      contactWindows: upTo(2).map((_, index) => madeUpWindow(random, index)),
      frequencyCaps: upTo(2).map((_, index) => madeUpCap(random, index)),
      coolDowns: upTo(1).map((_, index) => madeUpRest(random, index)),
      holds: upTo(2).map((_, index) => madeUpHold(random, index)),
      stepGates: upTo(1).map((_, index) => madeUpGate(random, index)),
      consent: upTo(1).map((_, index) => ({
        ...madeUpBase(random, `made.consent.${index}`),
        requires: "a yes",
      })),
      optOuts: upTo(2).map((_, index) => ({
        ...madeUpBase(random, `made.opt-out.${index}`),
        appliesTo: { channels: some(random, Channel.options) },
        keywords: [],
        match: "exact_or_intent" as const,
        scope: random.pick([
          "number_or_address",
          "channel",
          "all_electronic",
          "all_automated",
          "all",
        ] as const),
        honourWithin: { value: 0, unit: "minute" as const },
      })),
      notices: [
        {
          ...madeUpBase(random, "made.notice"),
          noticeId: "made_notice",
          deliveryChannels: ["letter" as const],
          contains: [],
          assumedReceipt: madeUpDays(random),
        },
      ],
    },
  };
}

function madeUpBase(random: SeededRandom, id: string) {
  return {
    id,
    title: id,
    severity: random.pick(["block", "block", "block", "warn", "info"] as const),
    authority: "policy" as const,
    profile: random.pick(["statutory", "recommended"] as const),
    override: random.pick(["never", "admin_with_reason"] as const),
    basis: ["made-up"],
    ...random.pick([
      {},
      {},
      {},
      { effective: { from: "2020-01-01" as const, to: "2026-11-02" as const } },
      { effective: { from: "2026-11-01" as const, to: null } },
    ]),
    ...(random.chance(20)
      ? {
          appliesTo: {
            actors: some(random, Actor.options),
            recommendedForActors: some(random, Actor.options),
            purposes: some(random, Purpose.options),
          },
        }
      : {}),
  };
}

function madeUpWindow(random: SeededRandom, index: number): ContactWindow {
  const day = () => (random.chance(80) ? madeUpHours(random) : []);
  return {
    ...madeUpBase(random, `made.hours.${index}`),
    week: { mon: day(), tue: day(), wed: day(), thu: day(), fri: day(), sat: day(), sun: day() },
    holiday: random.chance(70)
      ? random.pick(["closed", "as_weekday", "as_sunday"] as const)
      : madeUpHours(random),
    measure: "send_time",
    ...(random.chance(20) ? { marginMinutes: random.whole(90) } : {}),
  };
}

/** One or two intervals, often with an edge in the hours at which clocks change. */
function madeUpHours(random: SeededRandom): [string, string][] {
  const time = () =>
    random.pick([
      0,
      30,
      60,
      90,
      120,
      135,
      150,
      180,
      1_440,
      ...[1, 2, 3, 4, 5, 6].map(() => random.whole(1_441)),
    ]);
  const edges = [...new Set([time(), time(), time(), time()])].toSorted(
    (one, other) => one - other,
  );
  const [first = 0, second = 1_440, third, fourth] = edges.length < 2 ? [0, 1_440] : edges;
  const one: [string, string] = [clockTime(first), clockTime(second)];
  if (third === undefined || fourth === undefined || random.chance(50)) return [one];
  return [one, [clockTime(third), clockTime(fourth)]];
}

function madeUpCap(random: SeededRandom, index: number): FrequencyCap {
  const kind = random.pick([
    "rolling_calendar_days",
    "rolling_hours",
    "calendar_week",
    "calendar_month",
  ] as const);
  const isLong = kind === "calendar_week" || kind === "calendar_month";
  return {
    ...madeUpBase(random, `made.cap.${index}`),
    count: {
      channels: some(random, Channel.options),
      outcomes: some(random, Outcome.options),
      direction: random.pick(["outbound", "inbound", "both"] as const),
      exclude: some(random, Exclusion.options).slice(0, 2),
    },
    limit: random.chance(5) ? 0 : 1 + random.whole(3),
    window: {
      kind,
      length: 1 + random.whole(isLong ? 2 : 9),
      ...(random.chance(50) ? { weekStart: random.pick(["mon", "wed", "sun"] as const) } : {}),
    },
    scope: random.pick([
      "debt",
      "account",
      "consumer",
      "consumer_per_creditor",
      "phone_number",
    ] as const),
    ...random.pick([{}, ...(["block", "warn", "allow_no_fee"] as const).map(effect)]),
  };
}

function effect(effectOnExceed: "block" | "warn" | "allow_no_fee") {
  return { effectOnExceed };
}

function madeUpRest(random: SeededRandom, index: number): CoolDown {
  return {
    ...madeUpBase(random, `made.rest.${index}`),
    trigger: {
      outcomes: some(random, Outcome.options),
      channels: some(random, Channel.options),
      direction: random.pick(["outbound", "inbound", "both"] as const),
    },
    duration: random.chance(30) ? madeUpTime(random) : madeUpDays(random),
    scope: random.pick(["debt", "account", "consumer", "phone_number"] as const),
    exclude: some(random, Exclusion.options).slice(0, 2),
  };
}

function madeUpHold(random: SeededRandom, index: number): Hold {
  const isOptOut = random.chance(40);
  return {
    ...madeUpBase(random, `made.hold.${index}`),
    state: isOptOut
      ? "opted_out"
      : random.pick(["insolvent", ["paid", "dispute_open"], "claims_paid"]),
    scope: isOptOut ? "channel" : random.pick(["debt", "consumer", "channel"] as const),
    allowsPurposes: some(random, Purpose.options)
      .slice(0, 3)
      .filter((purpose) => purpose !== "collection" || random.chance(20)),
    ...(random.chance(30) ? { blocksSteps: ["commence_legal_proceedings"] } : {}),
    end: random.chance(40)
      ? { kind: "event" as const, ...(random.chance(30) ? { duration: madeUpDays(random) } : {}) }
      : {
          kind: random.pick(["duration", "duration_or_event"] as const),
          duration: madeUpDays(random),
        },
  };
}

function madeUpGate(random: SeededRandom, index: number): StepGate {
  const requirements: StepGate["requires"] = [
    {
      kind: "notice_elapsed",
      noticeId: "made_notice",
      ...random.pick([
        {},
        ...(["sent", "delivered", "assumed_receipt", "served"] as const).map((countFrom) => ({
          countFrom,
        })),
      ]),
      duration: madeUpDays(random),
    },
    { kind: "in_default_for", duration: madeUpDays(random) },
    { kind: "state_absent", state: random.pick(["insolvent", "claims_paid"]) },
    { kind: "state_present", state: NEEDED_STATE },
  ];
  return {
    ...madeUpBase(random, `made.gate.${index}`),
    step: random.pick(["commence_legal_proceedings", "collection_contact"]),
    requires: requirements.filter(() => random.chance(50)),
  };
}

function madeUpDays(random: SeededRandom): Duration {
  const unit = random.pick([
    "calendar_day",
    "calendar_day",
    "business_day",
    "month",
    "year",
  ] as const);
  return {
    value: random.whole({ calendar_day: 8, business_day: 8, month: 3, year: 2 }[unit]),
    unit,
    ...random.pick([{}, { dayOneIs: "event_date" as const }, { dayOneIs: "day_after" as const }]),
    ...random.pick([
      {},
      { opens: "on_last_day" as const },
      { opens: "day_after_last_day" as const },
    ]),
  };
}

function madeUpTime(random: SeededRandom): Duration {
  return { value: random.whole(90), unit: random.pick(["hour", "minute"] as const) };
}

/** At least one of the words, mostly many. */
function some<Word>(random: SeededRandom, words: readonly Word[]): Word[] {
  const kept = words.filter(() => random.chance(70));
  return kept.length > 0 ? kept : [random.pick(words)];
}

function clockTime(minute: number): string {
  const hour = Math.floor(minute / 60);
  return `${String(hour).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;
}
