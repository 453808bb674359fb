import type { FlowNode } from "@fairflow/flow";
import { libraryOf } from "@fairflow/interpreter";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { at, clock, trial, trialFlow, zoneOf, type Given } from "../trial.ts";
import type { WaitConfig } from "./wait-config.ts";

const NEW_YORK = "America/New_York";
const library = libraryOf({
  calendars: new Map([["grants", ["2026-03-03", "2026-04-02", "2026-05-05"] as const]]),
});

/** When the wait is over, as the clock shows it, or the way out that is taken at once. */
function end(config: FlowNode["config"], { nowMs = 0, ...given }: Given): string {
  const { run } = trial("wait", config, library).begin({ nowMs, ...given });
  if (run.waiting?.kind === "time") return clock(run.waiting.untilMs, given.zone);
  return run.ended?.reason ?? "nowhere";
}

describe("a duration", () => {
  test.for<[FlowNode["config"], string, string, string]>([
    [{ kind: "days", days: 3 }, "Africa/Johannesburg", "2026-03-02 10:15", "2026-03-05 10:15"],
    [{ kind: "days", days: 1 }, NEW_YORK, "2026-03-07 12:00", "2026-03-08 12:00"],
    [{ kind: "days", days: 1 }, NEW_YORK, "2026-10-31 12:00", "2026-11-01 12:00"],
    // The clock goes from 02:00 to 03:00: there is no half past two.
    [{ kind: "days", days: 1 }, NEW_YORK, "2026-03-07 02:30", "2026-03-08 03:00"],
    [{ kind: "hours", hours: 24 }, NEW_YORK, "2026-03-07 12:00", "2026-03-08 13:00"],
    [{ kind: "hours", hours: 24 }, NEW_YORK, "2026-10-31 12:00", "2026-11-01 11:00"],
    // Good Friday and Family Day, with a weekend between.
    [
      { kind: "business-days", days: 2 },
      "Africa/Johannesburg",
      "2026-04-01 10:00",
      "2026-04-07 10:00",
    ],
    [
      { kind: "business-days", days: 1 },
      "Africa/Johannesburg",
      "2026-03-07 10:00",
      "2026-03-09 10:00",
    ],
  ])("%j in %s from %s ends at %s", ([config, zone, now, expected]) => {
    expect(end(config, { nowMs: at(now, zone), zone })).toBe(expected);
  });
});

describe("a moment that comes again", () => {
  test.for<[FlowNode["config"], string, string]>([
    [{ kind: "time-of-day", at: "09:00" }, "2026-03-02 08:59", "2026-03-02 09:00"],
    [{ kind: "time-of-day", at: "09:00" }, "2026-03-02 09:00", "2026-03-03 09:00"],
    [
      { kind: "weekday", weekdays: ["mon", "wed"], at: "09:00" },
      "2026-03-02 08:00",
      "2026-03-02 09:00",
    ],
    [
      { kind: "weekday", weekdays: ["mon", "wed"], at: "09:00" },
      "2026-03-02 09:00",
      "2026-03-04 09:00",
    ],
    [{ kind: "weekday", weekdays: ["mon"], at: "09:00" }, "2026-03-02 09:00", "2026-03-09 09:00"],
    [{ kind: "day-of-month", day: 31, at: "09:00" }, "2026-01-31 08:00", "2026-01-31 09:00"],
    [{ kind: "day-of-month", day: 31, at: "09:00" }, "2026-01-31 10:00", "2026-02-28 09:00"],
    [{ kind: "day-of-month", day: 31, at: "09:00" }, "2028-02-01 10:00", "2028-02-29 09:00"],
    [{ kind: "day-of-month", day: 31, at: "09:00" }, "2026-04-01 10:00", "2026-04-30 09:00"],
    [{ kind: "day-of-month", day: 5, at: "09:00" }, "2026-12-05 09:00", "2027-01-05 09:00"],
    // 31 May is a Sunday and the 29th a holiday.
    [{ kind: "last-business-day", at: "09:00" }, "2026-05-01 09:00", "2026-05-28 09:00"],
    [{ kind: "last-business-day", at: "09:00" }, "2026-05-28 09:00", "2026-06-30 09:00"],
    [{ kind: "nth-business-day", n: 1, at: "09:00" }, "2026-12-02 09:00", "2027-01-04 09:00"],
    [{ kind: "nth-business-day", n: 23, at: "09:00" }, "2026-02-01 09:00", "2026-02-27 09:00"],
  ])("%j from %s is %s", ([config, now, expected]) => {
    expect(end(config, { nowMs: at(now) })).toBe(expected);
  });

  test("an hour that the clock shows twice counts once", () => {
    const config = { kind: "time-of-day", at: "01:30" };
    const first = at("2026-11-01 01:30", NEW_YORK);
    const secondPass = first + 40 * 60_000;

    expect(clock(secondPass, NEW_YORK)).toBe("2026-11-01 01:10");
    expect(
      [first - 1, first, secondPass].map((nowMs) => end(config, { nowMs, zone: NEW_YORK })),
    ).toEqual(["2026-11-01 01:30", "2026-11-02 01:30", "2026-11-02 01:30"]);
  });
});

describe("the pay day", () => {
  const payDay = (source: object, offsetDays = 0) => ({
    kind: "pay-day",
    source,
    offsetDays,
    at: "08:00",
  });
  const field = { kind: "field", field: "debtor.pay_day" };

  test.for<[object, number, string, string]>([
    [field, 0, "2026-03-24 08:00", "2026-03-25 08:00"],
    [field, -2, "2026-03-24 08:00", "2026-04-23 08:00"],
    [field, 1, "2026-03-26 07:00", "2026-03-26 08:00"],
    // Last month's pay day and ten days lie ahead still.
    [field, 10, "2026-03-02 08:00", "2026-03-07 08:00"],
    [{ kind: "day-of-month", day: 1 }, -15, "2026-03-20 08:00", "2026-04-16 08:00"],
    [{ kind: "day-of-month", day: 31 }, 0, "2026-02-10 08:00", "2026-02-28 08:00"],
    [{ kind: "last-business-day" }, 1, "2026-05-29 07:00", "2026-05-29 08:00"],
    [{ kind: "calendar", calendar: "grants" }, 0, "2026-03-03 07:00", "2026-03-03 08:00"],
    [{ kind: "calendar", calendar: "grants" }, 0, "2026-03-03 08:00", "2026-04-02 08:00"],
    [{ kind: "calendar", calendar: "grants" }, -2, "2026-04-01 08:00", "2026-05-03 08:00"],
    [{ kind: "calendar", calendar: "grants" }, 2, "2026-05-06 08:00", "2026-05-07 08:00"],
    [{ kind: "calendar", calendar: "grants" }, 0, "2026-05-05 08:00", "passed"],
  ])("of %j and %d days from %s is %s", ([source, offsetDays, now, expected]) => {
    const given = { nowMs: at(now), values: { "debtor.pay_day": 25 } };

    expect(end(payDay(source, offsetDays), given)).toBe(expected);
  });

  test.for([null, 0, 32, 2.5, "25", Number.NaN])("that reads %j leaves by passed", (value) => {
    const given = { nowMs: at("2026-03-02 10:00"), values: { "debtor.pay_day": value } };

    expect(end(payDay(field), given)).toBe("passed");
  });
});

describe("a date of the account", () => {
  const date = (rest: object) => ({
    kind: "date",
    field: "account.due_date",
    side: "before",
    days: 2,
    businessDays: false,
    at: "09:00",
    ...rest,
  });

  test.for<[object, string, string, string]>([
    [{}, "2026-06-10", "2026-06-01 12:00", "2026-06-08 09:00"],
    [{}, "2026-06-10", "2026-06-08 08:59", "2026-06-08 09:00"],
    [{}, "2026-06-10", "2026-06-08 09:00", "passed"],
    [{}, "2026-06-10", "2026-07-01 09:00", "passed"],
    [{ days: 0 }, "2026-06-10", "2026-06-10 08:00", "2026-06-10 09:00"],
    [{ side: "after", days: 5 }, "2026-06-10", "2026-06-12 08:00", "2026-06-15 09:00"],
    // 15 June is a Monday.
    [{ businessDays: true }, "2026-06-15", "2026-06-01 08:00", "2026-06-11 09:00"],
    [{ side: "after", businessDays: true }, "2026-06-12", "2026-06-12 08:00", "2026-06-16 09:00"],
    [{ days: 0, businessDays: true }, "2026-06-13", "2026-06-12 08:00", "2026-06-15 09:00"],
  ])("%j of %s from %s is %s", ([rest, due, now, expected]) => {
    const given = { nowMs: at(now), values: { "account.due_date": due } };

    expect(end(date(rest), given)).toBe(expected);
  });

  test.for([null, "", "2026-02-30", "soon", 7])("that reads %j leaves by passed", (value) => {
    const given = { nowMs: at("2026-06-01 08:00"), values: { "account.due_date": value } };

    expect(end(date({}), given)).toBe("passed");
  });

  test.for(["2045-06-01", "9999-12-31"])("beyond the tables, %s, sleeps until they end", (due) => {
    const given = { nowMs: at("2026-06-01 08:00"), values: { "account.due_date": due } };

    const ends = [false, true].map((businessDays) => {
      const { run } = trial("wait", date({ businessDays })).begin(given);
      return run.waiting?.kind === "time" ? run.waiting.untilMs : run.ended;
    });

    const last = zoneOf("Africa/Johannesburg").end;
    expect(ends).toEqual([last, last]);
  });

  test("before the tables begin has passed", () => {
    const given = { nowMs: at("2026-06-01 08:00"), values: { "account.due_date": "0001-01-01" } };

    expect([end(date({}), given), end(date({ businessDays: true }), given)]).toEqual([
      "passed",
      "passed",
    ]);
  });
});

const time = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
  .map((parts) => parts.map((part) => String(part).padStart(2, "0")).join(":"));

const arbitraryConfig: fc.Arbitrary<WaitConfig> = fc.oneof(
  fc.record({ kind: fc.constant("days" as const), days: fc.integer({ min: 1, max: 730 }) }),
  fc.record({
    kind: fc.constant("business-days" as const),
    days: fc.integer({ min: 1, max: 260 }),
  }),
  fc.record({ kind: fc.constant("hours" as const), hours: fc.integer({ min: 1, max: 8_760 }) }),
  fc.record({ kind: fc.constant("time-of-day" as const), at: time }),
  fc.record({
    kind: fc.constant("weekday" as const),
    weekdays: fc.uniqueArray(fc.constantFrom("mon", "wed", "sat", "sun"), { minLength: 1 }),
    at: time,
  }),
  fc.record({
    kind: fc.constant("day-of-month" as const),
    day: fc.integer({ min: 1, max: 31 }),
    at: time,
  }),
  fc.record({ kind: fc.constant("last-business-day" as const), at: time }),
  fc.record({
    kind: fc.constant("nth-business-day" as const),
    n: fc.integer({ min: 1, max: 23 }),
    at: time,
  }),
  fc.record({
    kind: fc.constant("pay-day" as const),
    source: fc.oneof(
      fc.constant({ kind: "field", field: "debtor.pay_day" } as const),
      fc.record({
        kind: fc.constant("day-of-month" as const),
        day: fc.integer({ min: 1, max: 31 }),
      }),
      fc.constant({ kind: "last-business-day" } as const),
      fc.constant({ kind: "calendar", calendar: "grants" } as const),
    ),
    offsetDays: fc.integer({ min: -15, max: 15 }),
    at: time,
  }),
  fc.record({
    kind: fc.constant("date" as const),
    field: fc.constant("account.due_date"),
    side: fc.constantFrom("before", "after"),
    days: fc.integer({ min: 0, max: 365 }),
    businessDays: fc.boolean(),
    at: time,
  }),
);

test("a wait ends after now or leaves by passed, in every zone, on every day, whatever the facts", () => {
  const names = [
    "Africa/Johannesburg",
    NEW_YORK,
    "Australia/Lord_Howe",
    "Pacific/Apia",
    "Africa/Cairo",
  ];
  const first = at("2011-12-20 00:00");
  const last = at("2035-12-31 00:00");
  fc.assert(
    fc.property(
      arbitraryConfig,
      fc.constantFrom(...names),
      fc.integer({ min: first, max: last }),
      fc.record({
        "debtor.pay_day": fc.option(fc.integer({ min: -1, max: 33 })),
        "account.due_date": fc.option(
          fc.oneof(
            fc.constantFrom("9999-12-31", "0001-01-01", "2037-12-31"),
            fc
              .date({
                noInvalidDate: true,
                min: new Date("2011-01-01"),
                max: new Date("2036-01-01"),
              })
              .map((day) => day.toISOString().slice(0, 10)),
          ),
        ),
      }),
      (config, zone, nowMs, values) => {
        const exits = trialFlow("wait", config).edges.map(({ exit }) => exit);

        const { run } = trial("wait", config, library).begin({ nowMs, zone, values });

        const isLater = run.waiting?.kind === "time" && run.waiting.untilMs > nowMs;
        const hasPassed = run.ended?.reason === "passed" && exits.includes("passed");
        expect(isLater || hasPassed).toBe(true);
      },
    ),
    { numRuns: 3_000 },
  );
});
