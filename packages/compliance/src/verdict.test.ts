import { expect, test } from "vitest";
import { combineVerdicts, type Verdict } from "./verdict.ts";

const none = { warnings: [], withoutFee: [] };
const allowed: Verdict = { kind: "allowed", warnings: ["w"], withoutFee: [] };
const early: Verdict = { kind: "deferred", until: new Date(1000), rules: ["a"], ...none };
const late: Verdict = { kind: "deferred", until: new Date(2000), rules: ["a", "b"], ...none };
const never: Verdict = { kind: "forbidden", reason: "rules", rules: ["c"], ...none };

test.for<[string, readonly Verdict[], Verdict]>([
  ["all that allow allow", [allowed, allowed], allowed],
  ["the latest defers", [allowed, late, early], { ...late, warnings: ["w"] }],
  [
    "one that forbids forbids",
    [early, never, allowed],
    { kind: "forbidden", reason: "rules", rules: ["a", "c"], warnings: ["w"], withoutFee: [] },
  ],
  ["none forbids", [], { kind: "forbidden", reason: "case-unreadable", rules: [], ...none }],
])("%s", ([, verdicts, expected]) => {
  expect(combineVerdicts(verdicts)).toEqual(expected);
});
