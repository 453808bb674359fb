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
 * What proves a checkout. Lanes run beside each other, the checks of a lane one after the other: whatever waits for a
 * page, a commit or another process leaves its core to the other lanes.
 */
export function checkLanes(reports: string): readonly (readonly Check[])[] {
  return [
    [
      {
        name: "browser",
        program: "playwright",
        parameters: ["test", "--config", ".config/playwright.config.ts", "--reporter=list,json"],
        report: {
          file: join(reports, "playwright.json"),
          count: countPlaywright,
          wavering: waveringTests,
        },
      },
    ],
    [vitestCheck(reports, "PostgreSQL", "pg")],
    [vitestCheck(reports, "crashes", "crash")],
    [
      { name: "format", program: "oxfmt", parameters: ["--check"] },
      { name: "lint", program: "oxlint", parameters: ["--quiet"] },
      // Several checkers of one project check much of it twice, which two busy cores have no time for.
      { name: "types", program: "tsc", parameters: ["-b", "--checkers", "1"] },
      { name: "dead code", program: "knip", parameters: ["--no-progress", "--no-config-hints"] },
      vitestCheck(reports, "unit", "unit"),
    ],
  ];
}

function vitestCheck(reports: string, name: string, project: string): Check {
  const file = join(reports, `${project}.json`);
  const parameters = ["run", "--config", ".config/vitest.config.ts", "--project", project];
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${file}`];
  return {
    name,
    program: "vitest",
    parameters: [...parameters, ...reporters],
    report: { file, count: countVitest },
  };
}
