import { expect, test } from "vitest";
import { newHouseRule } from "./house-rule-draft.ts";
import { houseRuleWords } from "./house-rule-words.ts";

const draft = newHouseRule("2026-11-24");

test("says days with the same hours together", () => {
  const words = houseRuleWords(
    { ...draft, channels: ["sms", "email"], week: { ...draft.week, sat: [["09:00", "12:00"]] } },
    "Retail",
  );

  expect(words).toBe(
    "From 24 Nov 2026, SMS and e-mail in Retail is made only Monday to Friday 08:00-18:00 and Saturday 09:00-12:00, in the debtor's own time, and never on a public holiday.",
  );
});

test("days that are alike but apart are said apart, and a day may have two stretches", () => {
  const two = [
    ["08:00", "12:00"],
    ["14:00", "17:00"],
  ] as const;
  const words = houseRuleWords(
    { ...draft, week: { mon: two, tue: [], wed: two, thu: [], fri: [], sat: [], sun: [] } },
    undefined,
  );

  expect(words).toContain(
    "only Monday 08:00-12:00 and 14:00-17:00 and Wednesday 08:00-12:00 and 14:00-17:00,",
  );
});

test("says a cap with its end and its purposes", () => {
  const words = houseRuleWords(
    {
      ...draft,
      kind: "cap",
      limit: "1",
      days: "1",
      per: "account",
      purposes: ["collection", "marketing"],
      until: "2027-01-01",
    },
    undefined,
  );

  expect(words).toBe(
    "From 24 Nov 2026 until the day before 1 Jan 2027, contact by any channel for collection or marketing is made at most 1 time in one day to one account, counting every try.",
  );
});
