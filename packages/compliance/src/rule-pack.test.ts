import { expect, test } from "vitest";
import za from "../packs/za-core.json" with { type: "json" };
import { businessCalendar, compilePack } from "./compile-pack.ts";
import { packs } from "./packs.ts";
import { compiled, tables } from "./plain-case.ts";
import { RulePack } from "./rule-pack.ts";
import { ruleOf, rulesOf } from "./rule-of.ts";

test("reads the five packs and the stop facts", () => {
  expect([...packs.keys()]).toEqual([
    "stop-facts",
    "za-core",
    "us-federal-states",
    "gb-core",
    "au-core",
    "ca-bc-mini",
  ]);
});

test.for<[string, object]>([
  ["an unknown key", { surprise: 1 }],
  ["a day that does not exist", { reviewedAt: "2026-02-30" }],
  ["a version that is no date", { version: "1.0.0" }],
  ["an unknown status", { status: "final" }],
  ["no rules", { rules: undefined }],
  ["an unknown kind of rule", { rules: { hours: [] } }],
  ["a window that lacks a day", { rules: windowWith({ week: { mon: [] } }) }],
  ["a window that ends before it begins", { rules: windowWith({ holiday: [["20:00", "08:00"]] }) }],
  ["a time that no clock shows", { rules: windowWith({ holiday: [["08:00", "25:00"]] }) }],
  ["a rule without a source", { rules: windowWith({ basis: [] }) }],
  ["an unknown channel", { rules: windowWith({ appliesTo: { channels: ["pigeon"] } }) }],
])("refuses a pack with %s", ([, change]) => {
  expect(RulePack.safeParse({ ...za, ...change }).success).toBe(false);
});

test("refuses to compile what does not hang together", () => {
  const pack = RulePack.parse(za);
  const [window] = pack.rules.contactWindows ?? [];
  const twice = window === undefined ? [] : [window, window];

  expect(() => compilePack({ ...pack, sources: {} }, tables)).toThrow("which pack za-core lacks");
  expect(() => compilePack({ ...pack, rules: { contactWindows: twice } }, tables)).toThrow(
    "Pack za-core has two rules za.hours.cfdc",
  );
  expect(() =>
    compilePack({ ...pack, calendar: { ...pack.calendar, base: "date-holidays:XX" } }, tables),
  ).toThrow("There is no holiday table date-holidays:XX");
});

test("a rule is found with its source, and is as sure as its weakest", () => {
  const found = ruleOf([...packs.values()], "za.hours.recommended");

  expect(found).toMatchObject({
    packId: "za-core",
    packStatus: "draft",
    kind: "contactWindows",
    profile: "recommended",
    confidence: "C",
  });
  expect(found?.sources.map(({ id, confidence }) => [id, confidence])).toEqual([
    ["za.cpa.times", "A"],
    ["za.waspa", "B"],
    ["za.policy", "C"],
  ]);
  expect(ruleOf([...packs.values()], "za.hours.none")).toBeUndefined();
});

test("every rule of every pack can be described", () => {
  const all = [...packs.values()].flatMap((pack) => rulesOf(pack));

  expect(all.filter(({ sources }) => sources.length === 0)).toEqual([]);
  expect(all).toHaveLength(
    [...packs.values()].flatMap(({ rules }) => Object.values(rules)).flat().length,
  );
});

test.for([
  ["za-core", undefined, "2021-11-01", "declared for an election, which the library lacks"],
  ["za-core", undefined, "2022-12-27", "declared, which the library lacks"],
  ["za-core", undefined, "2024-05-29", "a general election"],
  ["za-core", undefined, "2023-12-15", "declared after a final"],
  ["za-core", undefined, "2016-08-03", "municipal elections, by our correction"],
  ["za-core", undefined, "2026-08-10", "Monday after a Sunday"],
  ["gb-core", "GB-NIR", "2026-07-13", "in Northern Ireland, for the Sunday before"],
  ["gb-core", "GB-ENG", "2022-09-19", "a funeral"],
  ["gb-core", "GB-WLS", "2023-05-08", "a coronation"],
  ["gb-core", "GB-ENG", "2012-06-04", "moved to there from 28 May"],
  ["us-federal-states", undefined, "2026-07-04", "the day itself, a Saturday"],
  ["us-federal-states", undefined, "2021-06-19", "from its first year on"],
  ["au-core", undefined, "2022-09-22", "a day of mourning"],
  ["au-core", undefined, "2026-12-28", "an additional day"],
  ["ca-bc-mini", undefined, "2026-09-30", "statutory since 2023"],
  ["gb-core", "GB-SCT", "2026-06-15", "in Scotland"],
  ["gb-core", "GB-SCT-GLG", "2026-06-15", "in Glasgow too, which lies in Scotland"],
  ["gb-core", "GB-SCT-GLG", "2026-01-02", "as Scotland has it"],
  ["us-federal-states", undefined, "2026-07-03", "in lieu, by the overlay"],
  ["au-core", undefined, "2012-04-25", "from the national table"],
] as const)("%s in %s has a holiday on %s: %s", ([id, place, date]) => {
  expect(businessCalendar(compiled(id), place).holidays.has(date)).toBe(true);
});

test.for([
  ["gb-core", "GB-ENG", "2026-06-15", "is Scotland's alone"],
  ["za-core", undefined, "2026-05-10", "is an observance"],
  ["us-federal-states", undefined, "2020-07-03", "is in lieu, which 5 USC 6103(a) does not name"],
  ["us-federal-states", undefined, "2020-06-19", "is a year too early"],
  ["us-federal-states", undefined, "2021-07-05", "is in lieu"],
  ["za-core", undefined, "2026-05-04", "follows a Saturday"],
  ["gb-core", "GB-ENG", "2026-01-02", "is Scotland's alone"],
  ["gb-core", "GB-SCT", "2026-04-06", "is Easter Monday, which Scotland does not keep"],
  ["gb-core", "GB-ENG", "2012-05-28", "was moved"],
  ["ca-bc-mini", undefined, "2012-02-13", "was before the first Family Day"],
  ["au-core", undefined, "2026-04-04", "is not national"],
] as const)("%s in %s has none on %s, which %s", ([id, place, date]) => {
  expect(businessCalendar(compiled(id), place).holidays.has(date)).toBe(false);
});

test("the national table of Australia is, for the pack's years, what the pack lists", () => {
  const { add } = compiled("au-core").pack.calendar;
  const table = Object.keys(tables.holidays.calendars["table:au-national"] ?? {});

  expect(table.filter((date) => /^202[67]/.test(date)).toSorted()).toEqual(
    add.map(({ date }) => date).toSorted(),
  );
});

function windowWith(change: object) {
  return { contactWindows: [{ ...za.rules.contactWindows[0], ...change }] };
}
