import { zoneNamed } from "@fairflow/calendar";
import { zones } from "@fairflow/calendar/zones";
import {
  accountLineFields,
  compileTemplate,
  coreMergeFields,
  renderTemplate,
  type MergeField,
  type MergeValue,
  type MessageTemplate,
  type Rendering,
} from "@fairflow/template";

/** That of the sample values. */
const NOW = new Date("2026-06-10T10:00:00Z");
const ACCOUNTS = 2;

/** A template as it could read: with the sample value of each field, in one of its languages. */
export function sampleRendering(
  template: MessageTemplate,
  language: string,
  custom: readonly MergeField[],
): Rendering {
  const zone = zoneNamed(zones, "UTC");
  if (zone === undefined) return { ok: false, problem: "The zone table has no UTC" };
  const line = valuesOf(accountLineFields);
  // What is worked out of the list of accounts is not given beside it.
  const single = coreMergeFields.filter(({ id }) => !id.startsWith("accounts."));
  return renderTemplate(
    compileTemplate(template),
    { ...valuesOf([...single, ...custom]), accounts: Array.from({ length: ACCOUNTS }, () => line) },
    { languages: [language], now: NOW, zone, currency: "ZAR" },
  );
}

function valuesOf(fields: readonly MergeField[]): Readonly<Record<string, MergeValue>> {
  return Object.fromEntries(fields.map(({ id, sample }) => [id, sample]));
}
