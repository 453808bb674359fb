import * as fc from "fast-check";
import { expect, test } from "vitest";
import { comparePacks } from "./compare-packs.ts";
import { packs } from "./packs.ts";
import { pack } from "./plain-case.ts";
import { packStanding } from "./pack-standing.ts";
import { RulePack } from "./rule-pack.ts";

const us = pack("us-federal-states");
const [sevenInSeven, ...otherCaps] = us.rules.frequencyCaps ?? [];
if (sevenInSeven === undefined) throw new Error("There is no cap of Regulation F");

test.for([...packs.values()])("$id is what it was", (same) => {
  expect(comparePacks(same, RulePack.parse(structuredClone(same)))).toEqual({
    pack: [],
    rules: [],
  });
});

test("tells what changed in a rule field by field, in words", () => {
  const five = { ...sevenInSeven, limit: 5, effective: { from: "2027-01-01" as const } };
  const after = {
    ...us,
    version: "2027.01.0",
    reviewBy: "2027-06-30" as const,
    rules: { ...us.rules, frequencyCaps: [five, ...otherCaps] },
  };

  const { pack: fields, rules } = comparePacks(us, after);

  expect(fields).toEqual([
    { field: "Version", before: us.version, after: "2027.01.0" },
    { field: "To be reviewed by", before: "31 January 2027", after: "30 June 2027" },
  ]);
  expect(rules).toMatchObject([
    {
      kind: "changed",
      rule: { ruleId: "us.regf.7in7" },
      fields: [
        {
          field: "What the product does",
          before: expect.stringMatching(/^At most 7 calls, /),
          after: expect.stringMatching(/^At most 5 calls, /),
        },
        {
          field: "In force",
          before: "As long as the pack is in force",
          after: "From 1 January 2027",
        },
      ],
    },
  ]);
});

test("tells rules that came and rules that went", () => {
  const renamed = { ...sevenInSeven, id: "us.regf.new" };
  const after = { ...us, rules: { ...us.rules, frequencyCaps: [renamed, ...otherCaps] } };

  expect(comparePacks(us, after).rules).toMatchObject([
    { kind: "added", rule: { ruleId: "us.regf.new" } },
    { kind: "removed", rule: { ruleId: "us.regf.7in7" } },
  ]);
});

const edits = {
  title: "Another title",
  notes: "Another note",
  contested: "Somebody disagrees",
  basis: ["us.policy", "us.6103"],
  severity: "info",
  override: "court_order",
} as const;

test("no change of a rule goes unseen", () => {
  const places = Object.entries(us.rules).flatMap(([kind, rules]) =>
    (rules ?? []).map((_, index) => ({ kind, index })),
  );

  fc.assert(
    fc.property(
      fc.constantFrom(...places),
      fc.constantFrom(...Object.entries(edits)),
      ({ kind, index }, [field, value]) => {
        const copy = structuredClone(us);
        const list: unknown = Reflect.get(copy.rules, kind);
        const rule: unknown = Array.isArray(list) ? list[index] : undefined;
        if (typeof rule !== "object" || rule === null) throw new Error("No such rule");
        Reflect.set(rule, field, value);
        const isSame = JSON.stringify(copy) === JSON.stringify(us);

        expect(comparePacks(us, RulePack.parse(copy)).rules).toHaveLength(isSame ? 0 : 1);
      },
    ),
    { numRuns: 300 },
  );
});

test.for([
  [
    "2021-11-29",
    "not_yet",
    "Not in force before 30 November 2021. It is a draft: counsel has not read it.",
  ],
  [
    "2027-01-31",
    "in_force",
    "In force; reviewed on 22 November 2026, to be reviewed again by 31 January 2027. It is a draft: counsel has not read it.",
  ],
  [
    "2027-02-01",
    "stale",
    "Stale: it was to be reviewed again by 31 January 2027 and was last reviewed on 22 November 2026. It is a draft: counsel has not read it.",
  ],
] as const)("on %s the American pack is %s", ([today, kind, sentence]) => {
  expect(packStanding(us, today)).toEqual({ kind, isDraft: true, sentence });
});

test("a pack is out of force on the day that its dates exclude", () => {
  const ended: RulePack = {
    ...us,
    status: "active",
    effective: { from: "2021-11-30", to: "2026-11-22" },
  };

  expect(packStanding(ended, "2026-11-21").kind).toBe("in_force");
  expect(packStanding(ended, "2026-11-22")).toEqual({
    kind: "expired",
    isDraft: false,
    sentence: "Out of force since 21 November 2026 ended.",
  });
});
