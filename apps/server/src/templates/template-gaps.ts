import type { Endpoints, OutputOf } from "@fairflow/contract";
import type { Criteria, Field } from "@fairflow/criteria";
import { canBeMissing, countMissing, type Database } from "@fairflow/db";
import { compileTemplate, type MergeField, type MessageTemplate } from "@fairflow/template";
import { askAccounts } from "../segments/ask-accounts.ts";

/** Known only when a message is sent. */
const LATER: ReadonlySet<string> = new Set(["payment_link"]);

/** Of how many accounts each field that a template says has no value: those people would get no message. */
export async function templateGaps(
  database: Database,
  template: MessageTemplate,
  asked: {
    readonly criteria: Criteria;
    readonly custom: readonly Field[];
    readonly fields: readonly MergeField[];
  },
): Promise<OutputOf<Endpoints["templateGaps"]>> {
  const said = asked.fields.filter(({ id }) => fieldsSaid(template).has(id));
  const countable = said.filter(({ id }) => canBeMissing(id));
  const counts = await askAccounts(database, asked, (tx, question) =>
    countMissing(
      tx,
      question,
      countable.map(({ id }) => id),
    ),
  );
  const gaps = countable.map(({ id, label }, index) => ({
    field: id,
    label,
    missing: counts.reduce((sum, { missing }) => sum + (missing[index] ?? 0), 0),
  }));
  return {
    of: counts.reduce((sum, each) => sum + each.of, 0),
    gaps: gaps
      .filter(({ missing }) => missing > 0)
      .toSorted((one, other) => other.missing - one.missing),
    later: said.filter(({ id }) => LATER.has(id)).map(({ label }) => label),
  };
}

/** Fields that some language says; one that stands behind a condition only is among them. */
function fieldsSaid(template: MessageTemplate): ReadonlySet<string> {
  const names = [...compileTemplate(template).languages.values()].flatMap(({ subject, body }) =>
    [subject, body].flatMap((text) => (text?.kind === "text" ? [...text.names] : [])),
  );
  return new Set(names);
}
