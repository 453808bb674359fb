import { expect, test } from "vitest";
import { newHouseRule, readHouseRule, type HouseRuleDraft } from "./house-rule-draft.ts";

const filled: HouseRuleDraft = {
  ...newHouseRule("2026-11-24"),
  title: "No calls before nine",
  reason: "Complaints in October",
};

test("hours are sent as they stand, for every channel and purpose where none is chosen", () => {
  const read = readHouseRule(filled);

  expect(read).toEqual({
    kind: "ready",
    rule: {
      kind: "window",
      title: "No calls before nine",
      portfolioId: null,
      channels: [],
      purposes: [],
      from: "2026-11-24",
      until: null,
      reason: "Complaints in October",
      week: filled.week,
      holiday: "closed",
    },
  });
});

test("a cap is sent with its numbers", () => {
  const read = readHouseRule({ ...filled, kind: "cap", limit: "1", days: "3", per: "account" });

  expect(read).toMatchObject({
    kind: "ready",
    rule: { kind: "cap", limit: 1, days: 3, per: "account" },
  });
});

test.for<[string, Partial<HouseRuleDraft>, string]>([
  ["no name", { title: " " }, "title"],
  ["no reason", { reason: "" }, "reason"],
  ["no first day", { from: "" }, "from"],
  ["an end before the beginning", { until: "2026-11-24" }, "until"],
  ["a limit of none", { kind: "cap", limit: "0" }, "limit"],
  ["a limit that is no number", { kind: "cap", limit: "few" }, "limit"],
  ["more days than a year", { kind: "cap", days: "400" }, "days"],
  [
    "hours that overlap",
    {
      week: {
        ...filled.week,
        mon: [
          ["08:00", "12:00"],
          ["11:00", "14:00"],
        ],
      },
    },
    "week.mon",
  ],
  [
    "hours that end before they begin",
    { week: { ...filled.week, tue: [["18:00", "08:00"]] } },
    "week.tue",
  ],
  [
    "no open hour in the week",
    { week: { mon: [], tue: [], wed: [], thu: [], fri: [], sat: [], sun: [] } },
    "week",
  ],
])("says what is wrong with %s at its field", ([, change, field]) => {
  const read = readHouseRule({ ...filled, ...change });

  expect(read.kind === "faulty" ? Object.keys(read.problems) : []).toContain(field);
});
