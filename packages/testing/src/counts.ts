import { z } from "zod";

export interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

const VitestReport = z.object({
  numPassedTests: z.int(),
  numFailedTests: z.int(),
  numPendingTests: z.int(),
  numTodoTests: z.int(),
  testResults: z.array(
    z.object({ status: z.string(), assertionResults: z.array(z.object({ status: z.string() })) }),
  ),
});

const PlaywrightReport = z.object({
  stats: z.object({
    expected: z.int(),
    unexpected: z.int(),
    flaky: z.int(),
    skipped: z.int(),
  }),
  errors: z.array(z.unknown()),
});

/** @param text Vitest's JSON report; a file that failed outside of its tests counts as one failure */
export function countVitest(text: string): Counts {
  const report = VitestReport.parse(JSON.parse(text));
  const brokenFiles = report.testResults.filter(
    ({ status, assertionResults }) =>
      status === "failed" && assertionResults.every((each) => each.status !== "failed"),
  );
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + brokenFiles.length,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

/** @param text Playwright's JSON report; an error outside of the tests counts as a failure, a test that wavers as passed */
export function countPlaywright(text: string): Counts {
  const { stats, errors } = PlaywrightReport.parse(JSON.parse(text));
  return {
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected + errors.length,
    skipped: stats.skipped,
  };
}

const PlaywrightSuite = z.object({
  specs: z.array(z.object({ title: z.string(), tests: z.array(z.object({ status: z.string() })) })),
  get suites() {
    return z.array(PlaywrightSuite).optional();
  },
});
const PlaywrightSuites = z.object({ suites: z.array(PlaywrightSuite) });

/** @param text Playwright's JSON report. @returns titles of the tests that failed and then passed */
export function waveringTests(text: string): readonly string[] {
  return PlaywrightSuites.parse(JSON.parse(text)).suites.flatMap(waveringIn);
}

function waveringIn({ specs, suites = [] }: z.infer<typeof PlaywrightSuite>): readonly string[] {
  const own = specs.filter(({ tests }) => tests.some(({ status }) => status === "flaky"));
  return [...own.map(({ title }) => title), ...suites.flatMap(waveringIn)];
}

export function addCounts(all: readonly Counts[]): Counts {
  return {
    passed: sum(all.map((each) => each.passed)),
    failed: sum(all.map((each) => each.failed)),
    skipped: sum(all.map((each) => each.skipped)),
  };
}

/** The closing line of a run. */
export function countsLine({ passed, failed, skipped }: Counts): string {
  const line = `${passed} passed, ${failed} failed`;
  return skipped === 0 ? line : `${line}, ${skipped} skipped`;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
