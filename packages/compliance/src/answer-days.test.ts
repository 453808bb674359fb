import { zones } from "@fairflow/calendar/zones";
import { expect, test } from "vitest";
import { answerDays } from "./answer-days.ts";
import { compilePack } from "./compile-pack.ts";
import { holidayTables, packs, stopFacts } from "./packs.ts";

function lawOf(id: string) {
  const pack = packs.get(id);
  if (pack === undefined) throw new Error(`There is no pack ${id}`);
  return [stopFacts, pack].map((each) => compilePack(each, { zones, holidays: holidayTables }));
}

const cameOn = "2026-12-11";
const by = { cameOn, actor: "third_party", debtType: undefined } as const;

test.for([
  // 16, 25 and 26 December and 1 January are no business days in South Africa.
  ["za-core", "dispute", "2026-12-15", "2026-12-29"],
  ["za-core", "query", undefined, "2026-12-21"],
  ["za-core", "complaint", "2026-12-15", "2027-01-13"],
  ["au-core", "complaint", "2026-12-14", "2027-01-10"],
  ["us-federal-states", "complaint", "2026-12-15", "2026-12-26"],
] as const)("in %s a %s is acknowledged and answered in time", ([pack, to, first, last]) => {
  const days = answerDays(lawOf(pack), { to, ...by });

  expect([days.acknowledgeBy, days.answerBy]).toEqual([first, last]);
});

test("says who hears a complaint next, whoever sets the days", () => {
  const days = answerDays(lawOf("gb-core"), { to: "complaint", ...by });

  expect(days).toMatchObject({
    rules: ["stop.answer.complaint", "gb.answer.complaint"],
    refersTo: ["the Financial Ombudsman Service, within six months of the final response"],
  });
});

test("a rule counts only from the day on which it is in force", () => {
  const [stop] = lawOf("za-core");
  if (stop === undefined) throw new Error("There are no stop facts");
  const answers = (stop.pack.rules.answers ?? []).map((rule) => ({
    ...rule,
    effective: { from: "2027-01-01" as const },
  }));
  const later = { ...stop, pack: { ...stop.pack, rules: { ...stop.pack.rules, answers } } };

  expect(answerDays([later], { to: "query", ...by })).toEqual({
    acknowledgeBy: undefined,
    answerBy: undefined,
    rules: [],
    refersTo: [],
  });
});
