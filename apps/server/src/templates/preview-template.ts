import { IMAGES_PATH, type Endpoints, type OutputOf, type ShownField } from "@fairflow/contract";
import { readLiveFields } from "./template-fields.ts";
import {
  compileTemplate,
  IMAGE_SCHEME,
  renderTemplate,
  type MergeField,
  type MessageTemplate,
} from "@fairflow/template";
import type { LawReader } from "@fairflow/engine";
import type { Role } from "@fairflow/contract";
import { withDesigns } from "./designed-template.ts";
import {
  debtorValues,
  madeUpValues,
  type PreviewDeps,
  type PreviewValues,
} from "./preview-values.ts";
import { templateIssues, templateLaw } from "./template-issues.ts";
import type { SmsCosts } from "./sms-cost.ts";

export interface PreviewAsked {
  readonly template: MessageTemplate;
  readonly language: string;
  readonly debtorId?: string | undefined;
}

/** What a template would say as it is written now, with what is wrong with it and the value of every field. */
export async function previewTemplate(
  deps: PreviewDeps & { readonly law: LawReader; readonly smsCost: SmsCosts },
  asked: PreviewAsked,
  role: Role,
): Promise<OutputOf<Endpoints["previewTemplate"]>> {
  const [said, checking] = await Promise.all([
    sayTemplate(deps, asked, role),
    templateLaw(deps.database, deps.law),
  ]);
  const { rendering, fields, given, designs } = said;
  const issues = [
    ...designs.problems.map(({ language, message }) => ({
      language,
      message: `In the design: ${message}`,
      kind: "fault" as const,
    })),
    ...templateIssues(checking, designs.template, fields),
  ];
  const shown = {
    issues: [...issues],
    fields: fieldsShown(fields, given),
    masked: given.masked,
    derivedText: designs.derived[asked.language] ?? null,
  };
  if (!rendering.ok) {
    const nothing = { subject: null, text: null, html: null, sms: null };
    return { ...shown, ...nothing, problem: rendering.problem };
  }
  const { subject = null, body, html, smsParts } = rendering;
  return {
    ...shown,
    problem: null,
    subject,
    text: body,
    html: html?.replaceAll(IMAGE_SCHEME, `${IMAGES_PATH}/`) ?? null,
    sms: smsParts === undefined ? null : { ...smsParts, cost: await deps.smsCost(smsParts.parts) },
  };
}

/** A template rendered as it is written now, for whoever is asked about. */
export async function sayTemplate(
  deps: PreviewDeps,
  { template, language, debtorId }: PreviewAsked,
  role: Role,
) {
  const [fields, designs] = await Promise.all([
    readLiveFields(deps.database),
    withDesigns(template),
  ]);
  const given =
    debtorId === undefined
      ? madeUpValues(
          fields.filter(({ id }) => id.startsWith("custom.")),
          deps,
        )
      : await debtorValues(deps, debtorId, role);
  const rendering = renderTemplate(
    compileTemplate({ ...designs.template, fallback: [] }, designs.html),
    given.values,
    { ...given.occasion, languages: [language] },
  );
  return { rendering, fields, given, designs };
}

/** Each field's value by the engine's own wording: an amount in its currency, a date in its language. */
function fieldsShown(fields: readonly MergeField[], given: PreviewValues): ShownField[] {
  return fields.map(({ id, label, type }) => {
    const filter = type === "money" ? " | money" : type === "date" ? " | date" : "";
    const rendering = renderTemplate(
      compileTemplate({
        id: "field",
        name: id,
        channel: "sms",
        languages: { en: { body: `{{ ${id}${filter} }}` } },
        fallback: [],
      }),
      given.values,
      { ...given.occasion, languages: ["en"] },
    );
    return { id, label, type, value: rendering.ok ? rendering.body : null };
  });
}
