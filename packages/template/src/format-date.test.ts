import { zoneNamed } from "@fairflow/calendar";
import { zones } from "@fairflow/calendar/zones";
import { expect, test } from "vitest";
import { formatDate } from "./format-date.ts";
import { TemplateFault } from "./template-fault.ts";

const johannesburg = zoneNamed(zones, "Africa/Johannesburg");
if (johannesburg === undefined) throw new Error("The zone table has no Africa/Johannesburg");
const setting = { now: new Date("2026-12-31T22:30:00Z"), zone: johannesburg, language: "en" };

test.for<[string, string, string | undefined, string]>([
  ["2026-06-01", "en", undefined, "1 June 2026"],
  ["2026-06-01", "en-ZA", "weekday", "Monday, 1 June 2026"],
  ["2026-06-07", "af", "weekday", "Sondag, 7 Junie 2026"],
  ["2026-03-01", "de", "day", "1. März"],
  ["2026-03-01", "es", "long", "1 de marzo de 2026"],
  ["2026-06-01", "zu", "day", "1 Juni"],
  ["2026-06-01", "ja", "long", "2026-06-01"],
  ["2026-06-01", "en", "iso", "2026-06-01"],
  // Half past midnight of the next year in Johannesburg.
  ["now", "en", "long", "1 January 2027"],
  ["now", "en", "time", "00:30"],
  ["2026-06-01T23:05:00Z", "en", "long", "2 June 2026"],
  ["2026-06-01T23:05:00.5-02:00", "en", "time", "03:05"],
])("%s in %s as %s is %s", ([value, language, format, words]) => {
  expect(formatDate(value, format, { ...setting, language })).toBe(words);
});

test.for<[unknown, unknown]>([
  ["2026-02-30", "long"],
  ["2026-06-01T10:00:00", "long"],
  ["today", "long"],
  [1_780_000_000, "long"],
  [undefined, "long"],
  ["2026-06-01", "time"],
  ["2026-06-01", "%Y"],
  ["2026-06-01", "constructor"],
])("%j as %j is refused", ([value, format]) => {
  expect(() => formatDate(value, format, setting)).toThrow(TemplateFault);
});
