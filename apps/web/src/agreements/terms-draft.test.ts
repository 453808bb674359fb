import type { AgreementTermsView } from "@fairflow/contract";
import { expect, test } from "vitest";
import { draftOf, readTerms, withFloor, type TermsDraft } from "./terms-draft.ts";

const TERMS: AgreementTermsView = {
  promise: { graceBusinessDays: 2, keptPercent: 95, partlyPercent: 50, withinDays: 31 },
  arrangement: {
    graceBusinessDays: 3,
    defaultAfterMissed: 2,
    months: { debtor: 6, api: 6, specialist: 12, manager: 24, admin: 60 },
  },
  settlement: {
    expiresAfterDays: 14,
    floors: [
      { stage: null, percent: { specialist: 80, manager: 60, admin: 40 } },
      { stage: "legal", percent: { admin: 70 } },
    ],
    writeOff: { debtor: 0, api: 0, specialist: 500_050, manager: 5_000_000, admin: 100_000_000 },
    writeOffCode: "settlement",
  },
};

test("what is shown is read back as it was", () => {
  const draft = draftOf(TERMS);

  expect(draft.settlement.writeOff.specialist).toBe("5000.50");
  expect(readTerms(draft)).toEqual({ terms: TERMS });
});

const change = (how: (draft: TermsDraft) => Partial<TermsDraft>) => {
  const draft = draftOf(TERMS);
  return readTerms({ ...draft, ...how(draft) });
};

test.for([
  ["more than may be", "121", "At most 120"],
  ["nothing", "0", "At least 1"],
  ["no number", "most", "A number is missing here"],
  ["left empty", "", "A number is missing here"],
] as const)("%s is told at its place", ([, withinDays, words]) => {
  expect(change(({ promise }) => ({ promise: { ...promise, withinDays } }))).toEqual({
    problems: { "promise.withinDays": words },
  });
});

test("kept in part is less than kept, and each stage has one floor", () => {
  expect(change(({ promise }) => ({ promise: { ...promise, partlyPercent: "96" } }))).toEqual({
    problems: { "promise.partlyPercent": "No more than what counts as kept" },
  });
  expect(
    change(({ settlement }) => ({
      settlement: {
        ...settlement,
        floors: withFloor(withFloor(settlement.floors)).map((floor) =>
          floor.key === 2 ? { ...floor, stage: "legal " } : floor,
        ),
      },
    })),
  ).toEqual({
    problems: {
      "settlement.floors.2.stage": "This stage has a floor already",
      "settlement.floors.3.stage": "Name it",
    },
  });
});
