import { describe, expect, test } from "vitest";
import { issuesOf, trial } from "../trial.ts";

const share = (id: string, percent: number) => ({ id, label: "", percent });

describe("a split", () => {
  const tried = trial("split", { shares: [share("a", 70), share("b", 30), share("c", 0)] });
  const shareOf = (debtorKey: string) => tried.begin({ debtorKey }).run.ended?.reason;

  test("gives a debtor the same share for ever", () => {
    const keys = Array.from({ length: 50 }, (_, index) => `debtor-${index}`);

    expect(keys.map(shareOf)).toEqual(keys.map(shareOf));
  });

  test("divides debtors as its percentages say, and gives a share of none to nobody", () => {
    const drawn = Array.from({ length: 5_000 }, (_, index) => shareOf(`debtor-${index}`));
    const count = (exit: string) => drawn.filter((each) => each === exit).length;

    // Five standard deviations of 5,000 draws at 70 %.
    expect(Math.abs(count("a") - 3_500)).toBeLessThan(5 * 33);
    expect([count("a") + count("b"), count("c")]).toEqual([5_000, 0]);
  });
});

test("a share of everything takes everyone", () => {
  const tried = trial("split", { shares: [share("a", 0), share("b", 100)] });

  const drawn = Array.from(
    { length: 200 },
    (_, index) => tried.begin({ debtorKey: `debtor-${index}` }).run.ended?.reason,
  );

  expect(new Set(drawn)).toEqual(new Set(["b"]));
});

test("its shares must add up to 100", () => {
  expect(
    [
      { shares: [share("a", 100)] },
      { shares: [share("a", 50), share("b", 49)] },
      { shares: [share("a", 50), share("a", 50)] },
      { shares: [share("a", 50.5), share("b", 49.5)] },
    ].map((broken) => issuesOf("split", broken)[0]),
  ).toEqual([
    "Add at least 2 shares",
    "The shares add up to 99 %, not 100 %",
    'Two ways out have the id "a"',
    "shares[0].percent: Use a whole number from 0 to 100",
  ]);
});

describe("a hold-out", () => {
  const shares = [{ ...share("held", 50), holdOut: true }, share("tried", 50)];

  test("is recorded with the draw, as the other shares are", () => {
    const tried = trial("split", { shares });

    const arms = Array.from({ length: 30 }, (_, index) =>
      tried
        .begin({ debtorKey: `debtor-${index}` })
        .steps.flatMap(({ left, arm }) => (arm === undefined ? [] : [`${left} ${arm.holdOut}`])),
    ).flat();

    expect(new Set(arms)).toEqual(new Set(["held true", "tried false"]));
    expect(arms).toHaveLength(30);
  });

  test("is one share at most", () => {
    expect(
      issuesOf("split", { shares: shares.map((each) => ({ ...each, holdOut: true })) }),
    ).toContain("One share at most is the hold-out");
  });
});
