import { join } from "node:path";
import { countPlaywright, countVitest, waveringTests, type Counts } from "./counts.ts";

/** One thing that `run-checks.ts` runs. */
export interface Check {
  readonly name: string;
  /** A program of node_modules/.bin. */
  readonly program: string;
  readonly parameters: readonly string[];
  /** The report that it writes, and how it is counted; without one the check itself counts as one. */
  readonly report?: {
    readonly file: string;
    /** @throws when the text is not such a report */
    readonly count: (text: string) => Counts;
    /** Titles of the tests that passed at the second try only. */
    readonly wavering?: (text: string) => readonly string[];
  };
}

/**
 * What proves a checkout. Lanes run beside each other, the checks of a lane one after the other: with two cores
 * the compiler, the linters and the unit tests fit beside the browser, which takes longest.
 */
export function checkLanes(reports: string): readonly (readonly Check[])[] {
  const vitest = join(reports, "vitest.json");
  const playwright = join(reports, "playwright.json");
  return [
    [
      {
        name: "browser",
        program: "playwright",
        parameters: ["test", "--config", ".config/playwright.config.ts", "--reporter=list,json"],
        report: { file: playwright, count: countPlaywright, wavering: waveringTests },
      },
    ],
    [
      { name: "format", program: "oxfmt", parameters: ["--check"] },
      { name: "lint", program: "oxlint", parameters: ["--quiet"] },
      { name: "types", program: "tsc", parameters: ["-b"] },
      { name: "dead code", program: "knip", parameters: ["--no-progress", "--no-config-hints"] },
      {
        name: "unit and PostgreSQL",
        program: "vitest",
        parameters: [
          "run",
          "--config",
          ".config/vitest.config.ts",
          "--reporter=default",
          "--reporter=json",
          `--outputFile.json=${vitest}`,
        ],
        report: { file: vitest, count: countVitest },
      },
    ],
  ];
}
