import { ReportedContact } from "@fairflow/contract";
import { Command } from "commander";
import type { OutsideDeps } from "../outside/outside-deps.ts";
import { readRowMapping } from "../outside/read-rows.ts";
import { takeContacts } from "../outside/report-contacts.ts";
import type { RowMapping } from "../outside/row-mapping.ts";
import { takeRows } from "../outside/take-rows.ts";
import { withFacts } from "../outside/with-facts.ts";

const FORM = {
  fields: Object.keys(ReportedContact.shape),
  instants: ["at"],
  days: [],
};

interface ContactsOptions {
  readonly mapping?: string;
  readonly source: string;
}

/** For whoever can sign in to the machine, as the other commands are. */
export function contactsCommand(): Command {
  return new Command("contacts")
    .description(
      "Takes contacts that were made elsewhere into the history that caps count. The same file twice changes nothing.",
    )
    .argument("<file>", `a CSV file; its columns are ${FORM.fields.join(", ")}`)
    .option("--mapping <file>", "which of its columns are what (fairflow.rows/1)")
    .option("--source <name>", "the system that made them; their ids are its own", "file")
    .action(async (file: string, options: ContactsOptions) => {
      const mapping = await readRowMapping(options.mapping);
      await withFacts((deps) => takeFile(deps, { file, mapping, source: options.source }));
    });
}

async function takeFile(
  deps: OutsideDeps,
  of: { readonly file: string; readonly mapping: RowMapping; readonly source: string },
): Promise<void> {
  const { file, mapping, source } = of;
  const counts = { recorded: 0, known: 0, refused: 0, breaches: 0 };
  await takeRows(
    { file, mapping, form: FORM },
    (rows) => {
      const named = rows.map((fields) => ({ id: digestOf(deps, fields), ...fields }));
      return takeContacts(deps, named, { source, author: `file:${source}` });
    },
    ({ result, isBreach }) => {
      counts[result] += 1;
      if (isBreach) counts.breaches += 1;
    },
  );
  const { recorded, known, refused, breaches } = counts;
  process.stdout.write(
    `${recorded} recorded, ${known} known already, ${refused} refused; ${breaches} were made against a rule.\n`,
  );
  if (refused > 0) process.exitCode = 1;
}

/** A row without an id of its own is known again by all that stands in it. */
function digestOf({ keys }: OutsideDeps, fields: Readonly<Record<string, string>>): string {
  const digest = keys().lookup("request", JSON.stringify(Object.entries(fields)));
  return `row-${Buffer.from(digest).toString("hex").slice(0, 32)}`;
}
