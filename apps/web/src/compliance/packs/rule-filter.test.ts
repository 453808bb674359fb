import type { PackRule } from "@fairflow/contract";
import { expect, test } from "vitest";
import { rulesFound, type RuleFilter } from "./rule-filter.ts";

const rule: PackRule = {
  id: "za.hours.cfdc",
  packId: "za-core",
  packVersion: "1",
  title: "Debt collectors: never on a Sunday",
  words: "Contact waits until Monday 06:00.",
  sources: [
    { cite: "Debt Collectors Act", url: null, confidence: "B", confidenceMeans: "", note: null },
  ],
  kind: "contactWindows",
  severity: "block",
  authority: "code",
  profile: "statutory",
  override: "never",
  effective: null,
  isInForce: true,
  contested: null,
  notes: null,
  maySwitchOff: false,
  whyNot: "It is the law",
  switchedOff: null,
};
const recommended: PackRule = {
  ...rule,
  id: "za.cap.policy",
  title: "At most three a week",
  kind: "frequencyCaps",
  profile: "recommended",
  isInForce: false,
  contested: "Two readings",
  maySwitchOff: true,
  whyNot: null,
  switchedOff: { by: "Naledi", reason: "Counsel says so", atMs: 0 },
};
const everything: RuleFilter = { search: "", kind: undefined, group: undefined };

test.for<[string, Partial<RuleFilter>, readonly string[]]>([
  ["nothing asked", {}, ["za.hours.cfdc", "za.cap.policy"]],
  ["words in any order and place", { search: "sunday collectors" }, ["za.hours.cfdc"]],
  ["words of which one is missing", { search: "sunday summons" }, []],
  ["a part of the id", { search: "za.cap" }, ["za.cap.policy"]],
  ["a kind", { kind: "frequencyCaps" }, ["za.cap.policy"]],
  ["a profile", { group: "statutory" }, ["za.hours.cfdc"]],
  ["those switched off", { group: "off" }, ["za.cap.policy"]],
  ["contested ones", { group: "contested" }, ["za.cap.policy"]],
  ["those not in force", { group: "coming" }, ["za.cap.policy"]],
])("finds rules by %s", ([, filter, ids]) => {
  const found = rulesFound([rule, recommended], { ...everything, ...filter });

  expect(found.map(({ id }) => id)).toEqual(ids);
});

test("finds rules by their citation", () => {
  const other = { ...rule, id: "za.other", title: "Another", sources: [] };

  const found = rulesFound([rule, other], { ...everything, search: "debt collectors" });

  expect(found).toEqual([rule]);
});
