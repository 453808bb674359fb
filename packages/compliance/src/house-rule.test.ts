import * as fc from "fast-check";
import { expect, test } from "vitest";
import { z } from "zod";
import type { ContactCase } from "./contact-case.ts";
import { HouseRule } from "./house-rule.ts";
import { houseRulePack } from "./house-rule-pack.ts";
import { permit } from "./permit.ts";
import { allowed, attempt, compiled, deferred, now, pack, plain, tables } from "./plain-case.ts";

const office: [string, string][] = [["09:00", "16:00"]];
const officeHours = {
  id: "house.office_hours",
  kind: "window",
  title: "Office hours",
  packId: "za-core",
  portfolioId: null,
  channels: ["sms"],
  effective: { from: "2026-11-01" },
  reason: "Nobody answers replies after four",
  week: { mon: office, tue: office, wed: office, thu: office, fri: office, sat: [], sun: [] },
};
const oneADay = {
  id: "house.one_a_day",
  kind: "cap",
  title: "One a day",
  packId: "za-core",
  portfolioId: "P1",
  channels: ["sms", "email"],
  effective: { from: "2026-11-01", to: "2026-12-01" },
  reason: "Complaints in October",
  limit: 1,
  window: { kind: "rolling_calendar_days", length: 1 },
};

test.for<[string, object, Partial<ContactCase>, string, ReturnType<typeof deferred>]>([
  ["inside", officeHours, {}, "2026-11-24T10:00:00+02:00", allowed],
  [
    "after the house closes but not the law",
    officeHours,
    {},
    "2026-11-24T16:00:00+02:00",
    deferred("2026-11-25T07:00:00Z", ["house.office_hours"]),
  ],
  ["another channel", officeHours, { channel: "email" }, "2026-11-24T16:00:00+02:00", allowed],
  [
    "an answer to the debtor",
    officeHours,
    { purpose: "reply_to_consumer" },
    "2026-11-24T16:00:00+02:00",
    allowed,
  ],
  ["before it is in force", officeHours, {}, "2026-10-30T16:00:00+02:00", allowed],
  [
    "above the cap",
    oneADay,
    { history: [attempt("2026-11-24T08:30:00+02:00", {})] },
    "2026-11-24T10:00:00+02:00",
    deferred("2026-11-25T06:00:00Z", ["house.one_a_day"]),
  ],
  [
    "a notice that the law requires takes no place under the cap",
    oneADay,
    { history: [attempt("2026-11-24T08:30:00+02:00", { purpose: "statutory_notice" })] },
    "2026-11-24T10:00:00+02:00",
    allowed,
  ],
  [
    "above the cap on its last day: only until it ends",
    { ...oneADay, window: { kind: "rolling_calendar_days", length: 7 } },
    { history: [attempt("2026-11-30T08:30:00+02:00", {})] },
    "2026-11-30T10:00:00+02:00",
    deferred("2026-12-01T06:00:00Z", ["house.one_a_day"]),
  ],
])("a house rule narrows what the law allows: %s", ([, rule, change, at, expected]) => {
  const house = houseRulePack(pack("za-core"), [HouseRule.parse(rule)], tables);

  expect(permit([compiled("za-core"), house], { ...plain, ...change }, new Date(at))).toEqual(
    expected,
  );
});

test.for<[string, object, string]>([
  ["a limit of nothing", { ...oneADay, limit: 0 }, "A cap leaves at least one"],
  ["half a contact", { ...oneADay, limit: 1.5 }, "A cap is a whole number"],
  ["no channel", { ...oneADay, channels: [] }, "Choose at least one channel"],
  ["no reason", { ...oneADay, reason: "  " }, "Say why the house wants this rule"],
  ["no name", { ...oneADay, title: "" }, "Give the rule a name"],
  ["an id of a law", { ...oneADay, id: "za.cap" }, "begins with house."],
  [
    "an end before its beginning",
    { ...oneADay, effective: { from: "2026-11-01", to: "2026-11-01" } },
    "must end after the day on which it begins",
  ],
  [
    "a count over two years",
    { ...oneADay, window: { kind: "calendar_month", length: 24 } },
    "at most one year",
  ],
  [
    "a stop of what the law wants sent",
    { ...oneADay, purposes: ["statutory_notice"] },
    "Invalid option",
  ],
  ["hours after midnight", hoursOn([["20:00", "25:00"]]), "between 00:00 and 24:00"],
  ["hours that end before they begin", hoursOn([["17:00", "08:00"]]), "end after they begin"],
  [
    "hours that overlap",
    hoursOn([
      ["08:00", "12:00"],
      ["11:00", "13:00"],
    ]),
    "The hours of Monday overlap",
  ],
  ["no hours at all", { ...officeHours, week: everyDay([]) }, "to stop all contact, place a hold"],
  ["all hours", { ...officeHours, week: everyDay([["00:00", "24:00"]]) }, "would change nothing"],
  ["a permission", { ...oneADay, allows: true }, "Unrecognized key"],
])("refuses %s with a sentence", ([, rule, words]) => {
  const read = HouseRule.safeParse(rule);

  expect(read.success).toBe(false);
  expect(read.error === undefined ? "" : z.prettifyError(read.error)).toContain(words);
});

test("no house rule opens what the law keeps shut", () => {
  const quarter = fc
    .integer({ min: 0, max: 95 })
    .map((n) => `${String(n >> 2).padStart(2, "0")}:${["00", "15", "30", "45"][n & 3] ?? "00"}`);
  const hours = fc
    .tuple(quarter, quarter)
    .map(([one, other]) => (one < other ? [[one, other]] : [[other, "24:00"]]));
  const za = compiled("za-core");

  fc.assert(
    fc.property(
      hours,
      fc.integer({ min: 1, max: 4 }),
      fc.integer({ min: 0, max: 14 * 24 * 60 }),
      fc.array(fc.integer({ min: 0, max: 10 * 24 * 60 }), { maxLength: 8 }),
      (open, limit, minutes, ago) => {
        const at = now.getTime() + minutes * 60_000;
        const house = houseRulePack(
          pack("za-core"),
          [
            HouseRule.parse({
              ...officeHours,
              week: { ...everyDay(open), sun: [] },
              holiday: "as_weekday",
            }),
            HouseRule.parse({ ...oneADay, limit }),
          ],
          tables,
        );
        const asked: ContactCase = {
          ...plain,
          history: ago.map((each) => attempt(new Date(at - each * 60_000).toISOString(), {})),
        };

        const law = permit([za], asked, new Date(at));
        const both = permit([za, house], asked, new Date(at));

        expect(openingOf(both)).toBeGreaterThanOrEqual(openingOf(law));
      },
    ),
    { numRuns: 300 },
  );

  function openingOf(verdict: ReturnType<typeof permit>): number {
    if (verdict.kind === "forbidden") return Number.POSITIVE_INFINITY;
    return verdict.kind === "deferred" ? verdict.until.getTime() : 0;
  }
});

function hoursOn(mon: [string, string][]) {
  return { ...officeHours, week: { ...officeHours.week, mon } };
}

function everyDay(hours: readonly (readonly string[])[]) {
  return {
    mon: hours,
    tue: hours,
    wed: hours,
    thu: hours,
    fri: hours,
    sat: hours,
    sun: hours,
  };
}
