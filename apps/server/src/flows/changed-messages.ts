import type { Review } from "@fairflow/contract";
import { zoneNamed } from "@fairflow/calendar";
import { zones } from "@fairflow/calendar/zones";
import { readTemplateVersions, type Transaction } from "@fairflow/db";
import type { Flow } from "@fairflow/flow";
import {
  compileTemplate,
  renderTemplate,
  sampleValues,
  type MessageTemplate,
} from "@fairflow/template";
import { templateOf } from "./live-library.ts";
import { referencesOf } from "./references.ts";

/** A flow with the versions of its templates. */
export interface SpeakingFlow {
  readonly flow: Flow;
  readonly templateVersions: Readonly<Record<string, number>>;
}

type Message = Review["messages"][number];

/** The day that the samples speak of. */
const SAMPLE_DAY = new Date("2026-06-10T08:00:00Z");

/** Each message that a flow would send and another would not, in every language, said with made-up people. */
export async function changedMessages(
  tx: Transaction,
  before: SpeakingFlow | undefined,
  after: SpeakingFlow,
): Promise<readonly Message[]> {
  const [earlier, later] = [
    before === undefined ? new Map<string, NodeTexts>() : await textsOf(tx, before),
    await textsOf(tx, after),
  ];
  return [...later].flatMap(([node, { template, texts }]) => {
    const known = earlier.get(node)?.texts;
    return [...texts].flatMap(([language, text]) => {
      const was = known?.get(language);
      if (was === text) return [];
      const { name, channel } = template;
      return [{ node, template: name, channel, language, before: was ?? null, after: text }];
    });
  });
}

interface NodeTexts {
  readonly template: MessageTemplate;
  readonly texts: ReadonlyMap<string, string>;
}

async function textsOf(
  tx: Transaction,
  { flow, templateVersions }: SpeakingFlow,
): Promise<ReadonlyMap<string, NodeTexts>> {
  const stored = await readTemplateVersions(tx, templateVersions);
  const templates = new Map(stored.map((each) => [each.id, templateOf(each)]));
  return new Map(
    flow.nodes.flatMap((node) => {
      const [id] = referencesOf({ ...flow, nodes: [node] }).templates;
      const template = id === undefined ? undefined : templates.get(id);
      if (template === undefined || node.disabled === true) return [];
      return [[node.id, { template, texts: sampleTexts(template) }] as const];
    }),
  );
}

function sampleTexts(template: MessageTemplate): ReadonlyMap<string, string> {
  const compiled = compileTemplate(template);
  const zone = zoneNamed(zones, "Africa/Johannesburg");
  if (zone === undefined) throw new Error("The samples' zone is not in the tables");
  return new Map(
    Object.keys(template.languages).map((language) => {
      const rendering = renderTemplate(compiled, sampleValues(), {
        languages: [language],
        now: SAMPLE_DAY,
        zone,
        currency: "ZAR",
      });
      if (!rendering.ok) return [language, rendering.problem];
      const { subject, body } = rendering;
      return [language, subject === undefined ? body : `${subject}\n\n${body}`];
    }),
  );
}
