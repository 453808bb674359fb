import { expect, test } from "vitest";
import { addCounts, countPlaywright, countsLine, countVitest, waveringTests } from "./counts.ts";

test("counts Vitest's tests, and a file that could not be loaded as a failure", () => {
  const report = {
    numPassedTests: 5,
    numFailedTests: 1,
    numPendingTests: 1,
    numTodoTests: 1,
    testResults: [
      { status: "failed", assertionResults: [{ status: "failed" }, { status: "passed" }] },
      { status: "failed", assertionResults: [] },
      { status: "passed", assertionResults: [{ status: "passed" }] },
    ],
  };

  expect(countVitest(JSON.stringify(report))).toEqual({ passed: 5, failed: 2, skipped: 2 });
});

test("counts Playwright's loose errors as failures, and a test that passed at the second try as passed", () => {
  const report = {
    stats: { expected: 3, unexpected: 1, flaky: 1, skipped: 2 },
    errors: [{ message: "no browser" }],
  };

  expect(countPlaywright(JSON.stringify(report))).toEqual({ passed: 4, failed: 2, skipped: 2 });
});

test("names the tests that passed at the second try, wherever they stand", () => {
  const spec = (title: string, status: string) => ({ title, tests: [{ status }] });
  const report = {
    suites: [
      {
        specs: [spec("steady", "expected"), spec("wavers", "flaky")],
        suites: [{ specs: [spec("wavers deep", "flaky"), spec("fails", "unexpected")] }],
      },
    ],
  };

  expect(waveringTests(JSON.stringify(report))).toEqual(["wavers", "wavers deep"]);
});

test.for([
  { counts: { passed: 2, failed: 0, skipped: 0 }, line: "2 passed, 0 failed" },
  { counts: { passed: 2, failed: 1, skipped: 3 }, line: "2 passed, 1 failed, 3 skipped" },
])("closes with $line", ({ counts, line }) => {
  expect(countsLine(counts)).toBe(line);
});

test("adds the counts of all checks", () => {
  const total = addCounts([
    { passed: 1, failed: 2, skipped: 3 },
    { passed: 10, failed: 20, skipped: 30 },
  ]);

  expect(total).toEqual({ passed: 11, failed: 22, skipped: 33 });
});
