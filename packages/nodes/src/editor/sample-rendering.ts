import { zoneNamed } from "@fairflow/calendar";
import { zones } from "@fairflow/calendar/zones";
import {
  compileTemplate,
  renderTemplate,
  sampleValues,
  type MergeField,
  type MessageTemplate,
  type Rendering,
} from "@fairflow/template";

/** That of the sample values. */
const NOW = new Date("2026-06-10T10:00:00Z");

/** A template as it could read: with the sample value of each field, in one of its languages. */
export function sampleRendering(
  template: MessageTemplate,
  language: string,
  custom: readonly MergeField[],
): Rendering {
  const zone = zoneNamed(zones, "UTC");
  if (zone === undefined) return { ok: false, problem: "The zone table has no UTC" };
  return renderTemplate(compileTemplate(template), sampleValues(custom), {
    languages: [language],
    now: NOW,
    zone,
    currency: "ZAR",
  });
}
