import { ReportedNotice } from "@fairflow/contract";
import { Command } from "commander";
import { problemLines } from "../outside/problem-lines.ts";
import { readRowMapping, readRows } from "../outside/read-rows.ts";
import { takeNotices } from "../outside/report-notices.ts";
import type { RowMapping } from "../outside/row-mapping.ts";
import { withFacts, type CommandFacts } from "../outside/with-facts.ts";

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

async function takeFile(deps: CommandFacts, file: string, mapping: RowMapping): Promise<void> {
  const counts = { recorded: 0, known: 0, unmatched: 0, refused: 0 };
  const reporter = { actor: { kind: "system" }, author: "file" } as const;
  for await (const rows of readRows(file, mapping, FORM)) {
    const named = rows.map(({ fields }) => fields);
    const results = await takeNotices(deps, named, reporter);
    for (const [index, { result, problems }] of results.entries()) {
      counts[result] += 1;
      for (const line of problemLines(mapping, rows[index]?.line ?? 0, problems)) {
        process.stdout.write(`${line}\n`);
      }
    }
  }
  process.stdout.write(
    `${counts.recorded} recorded, ${counts.known} known already, ${counts.unmatched} matched nobody, ${counts.refused} refused.\n`,
  );
  if (counts.refused + counts.unmatched > 0) process.exitCode = 1;
}
