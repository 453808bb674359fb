import * as fc from "fast-check";
import type { RulePack } from "../rule-pack.ts";
import { Outcome } from "../vocabulary.ts";

/** Rules that no law has, so that every kind of window, count and period meets every kind of night. */
const time = fc.integer({ min: 0, max: 96 }).map((quarters) => {
  const hour = Math.floor(quarters / 4);
  return `${String(hour).padStart(2, "0")}:${String((quarters % 4) * 15).padStart(2, "0")}`;
});
const nightTime = fc.constantFrom(
  "00:00",
  "00:30",
  "01:00",
  "01:30",
  "02:00",
  "02:15",
  "02:30",
  "03:00",
  "24:00",
);
const intervals = fc
  .uniqueArray(fc.oneof(time, nightTime), { minLength: 2, maxLength: 4 })
  .map((times) => {
    const [first = "00:00", second = "24:00", third, fourth] = times.toSorted();
    const one: [string, string] = [first, second];
    return third === undefined || fourth === undefined
      ? [one]
      : [one, [third, fourth] satisfies [string, string]];
  });
const closed = fc.array(fc.tuple(time, time), { maxLength: 0 });
const sometimes = fc.oneof({ weight: 4, arbitrary: intervals }, { weight: 1, arbitrary: closed });

const base = (id: string) => ({
  id,
  title: id,
  severity: "block" as const,
  authority: "policy" as const,
  profile: "statutory" as const,
  override: "never" as const,
  basis: ["made-up"],
});

const effective = fc.constantFrom(
  undefined,
  undefined,
  { from: "2020-01-01", to: "2026-11-02" } as const,
  { from: "2026-11-01", to: null } as const,
);

const window = fc.record({
  ...constants(base("made.window")),
  effective,
  week: fc.record({
    mon: sometimes,
    tue: sometimes,
    wed: sometimes,
    thu: sometimes,
    fri: sometimes,
    sat: sometimes,
    sun: sometimes,
  }),
  holiday: fc.oneof(
    fc.constantFrom("closed" as const, "as_weekday" as const, "as_sunday" as const),
    intervals,
  ),
  measure: fc.constant("send_time" as const),
});

const cap = fc.record({
  ...constants(base("made.cap")),
  effective,
  count: fc.record({
    channels: fc.subarray(["call" as const, "sms" as const], { minLength: 1 }),
    outcomes: fc.subarray([...Outcome.options], { minLength: 4 }),
    direction: fc.constantFrom("outbound" as const, "inbound" as const, "both" as const),
    exclude: fc.subarray([
      "statutory_notice" as const,
      "consumer_requested" as const,
      "misdirected" as const,
    ]),
  }),
  limit: fc.integer({ min: 1, max: 3 }),
  window: fc.oneof(
    fc.record({
      kind: fc.constantFrom("rolling_calendar_days" as const, "rolling_hours" as const),
      length: fc.integer({ min: 1, max: 9 }),
    }),
    fc.record({
      kind: fc.constant("calendar_week" as const),
      length: fc.constant(1),
      weekStart: fc.constantFrom("mon" as const, "sun" as const),
    }),
    fc.constant({ kind: "calendar_month" as const, length: 1 }),
  ),
  scope: fc.constantFrom("debt" as const, "account" as const, "consumer" as const),
  effectOnExceed: fc.constantFrom(
    "block" as const,
    "block" as const,
    "warn" as const,
    "allow_no_fee" as const,
  ),
});

const duration = fc.oneof(
  fc.record({
    value: fc.integer({ min: 0, max: 6 }),
    unit: fc.constantFrom("calendar_day" as const, "business_day" as const),
    dayOneIs: fc.constantFrom("event_date" as const, "day_after" as const),
    opens: fc.constantFrom("on_last_day" as const, "day_after_last_day" as const),
  }),
  fc.record({ value: fc.integer({ min: 0, max: 80 }), unit: fc.constant("hour" as const) }),
);

const coolDown = fc.record({
  ...constants(base("made.rest")),
  effective,
  trigger: fc.record({
    outcomes: fc.subarray([...Outcome.options], { minLength: 4 }),
    channels: fc.subarray(["call" as const, "email" as const], { minLength: 1 }),
    direction: fc.constantFrom("outbound" as const, "inbound" as const, "both" as const),
  }),
  duration,
  scope: fc.constantFrom("debt" as const, "account" as const, "consumer" as const),
});

const hold = fc.record({
  ...constants(base("made.hold")),
  effective,
  state: fc.constantFrom("insolvent", "paid"),
  scope: fc.constantFrom("debt" as const, "consumer" as const),
  allowsPurposes: fc.subarray(["service" as const]),
  end: fc.oneof(
    fc.constant({ kind: "event" as const }),
    fc.record({
      kind: fc.constantFrom("duration" as const, "duration_or_event" as const),
      duration: duration.filter(({ unit }) => unit !== "hour"),
    }),
  ),
});

/** One rule of each kind, or none, on South Africa's holidays. */
export const madeUpPack: fc.Arbitrary<RulePack> = fc
  .record({
    contactWindows: fc.array(window, { maxLength: 1 }),
    frequencyCaps: fc.array(cap, { minLength: 1, maxLength: 1 }),
    coolDowns: fc.array(coolDown, { maxLength: 1 }),
    holds: fc.array(hold, { maxLength: 1 }),
  })
  .map((rules) => ({
    schemaVersion: 1,
    id: "made-up",
    version: "2026.01.0",
    status: "draft",
    jurisdiction: { country: "ZA" },
    effective: { from: "2000-01-01" },
    reviewedAt: "2026-01-01",
    reviewBy: "2026-01-01",
    timezone: {
      resolutionOrder: [],
      onConflict: "intersection",
      onUnknown: "block",
    },
    calendar: { base: "date-holidays:ZA", weekend: ["sat", "sun"], add: [], remove: [] },
    sources: { "made-up": { cite: "none", confidence: "G" } },
    rules,
  }));

function constants<Values extends Record<string, unknown>>(values: Values) {
  const entries: { [Key in keyof Values]: fc.Arbitrary<Values[Key]> } = Object.create(null);
  for (const key in values) entries[key] = fc.constant(values[key]);
  return entries;
}
