import { ReportedHold } from "@fairflow/contract";
import { Command } from "commander";
import type { OutsideDeps } from "../outside/outside-deps.ts";
import { readRowMapping } from "../outside/read-rows.ts";
import { takeHolds } from "../outside/report-holds.ts";
import type { RowMapping } from "../outside/row-mapping.ts";
import { takeRows } from "../outside/take-rows.ts";
import { withFacts } from "../outside/with-facts.ts";

const FORM = {
  fields: Object.keys(ReportedHold.shape),
  instants: ["since", "until"],
  days: ["documentDate", "nextEventBy"],
};

/** For whoever can sign in to the machine, as the other commands are. */
export function holdsCommand(): Command {
  return new Command("holds")
    .description(
      "Places holds from a file: debt review, deceased estates, sequestration, administration, over all accounts of each person.",
    )
    .argument("<file>", `a CSV file; its columns are ${FORM.fields.join(", ")}`)
    .option("--mapping <file>", "which of its columns are what (fairflow.rows/1)")
    .action(async (file: string, options: { readonly mapping?: string }) => {
      const mapping = await readRowMapping(options.mapping);
      await withFacts((deps) => takeFile(deps, file, mapping));
    });
}

async function takeFile(deps: OutsideDeps, file: string, mapping: RowMapping): Promise<void> {
  const counts = { placed: 0, "in-force": 0, unmatched: 0, refused: 0 };
  const reporter = { actor: { kind: "system" }, author: "file" } as const;
  await takeRows(
    { file, mapping, form: FORM },
    (rows) => takeHolds(deps, rows, reporter),
    ({ result }) => {
      counts[result] += 1;
    },
  );
  process.stdout.write(
    `${counts.placed} placed, ${counts["in-force"]} in force already, ${counts.unmatched} matched nobody, ${counts.refused} refused.\n`,
  );
  if (counts.refused + counts.unmatched > 0) process.exitCode = 1;
}
