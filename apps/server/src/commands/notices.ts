import { ReportedNotice } from "@fairflow/contract";
import { Command } from "commander";
import type { OutsideDeps } from "../outside/outside-deps.ts";
import { readRowMapping } from "../outside/read-rows.ts";
import { takeNotices } from "../outside/report-notices.ts";
import type { RowMapping } from "../outside/row-mapping.ts";
import { takeRows } from "../outside/take-rows.ts";
import { withFacts } from "../outside/with-facts.ts";

const FORM = {
  fields: Object.keys(ReportedNotice.shape),
  instants: [],
  days: ["sentOn", "deliveredOn", "servedOn"],
};

/** For whoever can sign in to the machine, as the other commands are. */
export function noticesCommand(): Command {
  return new Command("notices")
    .description(
      "Records notices that were given outside, with their proof: the days before a legal step count from them. The same file twice changes nothing.",
    )
    .argument("<file>", `a CSV file; its columns are ${FORM.fields.join(", ")}`)
    .option("--mapping <file>", "which of its columns are what (fairflow.rows/1)")
    .action(async (file: string, options: { readonly mapping?: string }) => {
      const mapping = await readRowMapping(options.mapping);
      await withFacts((deps) => takeFile(deps, file, mapping));
    });
}

async function takeFile(deps: OutsideDeps, file: string, mapping: RowMapping): Promise<void> {
  const counts = { recorded: 0, known: 0, unmatched: 0, refused: 0 };
  const reporter = { actor: { kind: "system" }, author: "file" } as const;
  await takeRows(
    { file, mapping, form: FORM },
    (rows) => takeNotices(deps, rows, reporter),
    ({ result }) => {
      counts[result] += 1;
    },
  );
  process.stdout.write(
    `${counts.recorded} recorded, ${counts.known} known already, ${counts.unmatched} matched nobody, ${counts.refused} refused.\n`,
  );
  if (counts.refused + counts.unmatched > 0) process.exitCode = 1;
}
