import type { MessageTemplate, TemplateText } from "@fairflow/template";
import { mjmlOfBlocks } from "@fairflow/template";
import { htmlFaults } from "./html-faults.ts";
import { textOfHtml } from "./text-of-html.ts";

export type CompiledDesign =
  | {
      readonly ok: true;
      /** With the Liquid of its texts, which is rendered for each person. */
      readonly html: string;
      /** What the HTML says, for the plain-text part, as Liquid. */
      readonly text: string;
    }
  /** In words for its author. */
  | { readonly ok: false; readonly problems: readonly string[] };

/** A file larger than this takes its mail beyond what Gmail shows. */
const MAX_HTML = 102_000;

/**
 * Compiles the design of an e-mail once, when it is saved: what is sent later is what was approved, whichever MJML this
 * is by then. MJML itself is loaded with the first design, since it takes most of a second.
 */
export async function compileDesign(
  design: NonNullable<TemplateText["design"]>,
  language: string,
): Promise<CompiledDesign> {
  const source = design.kind === "mjml" ? design.source : mjmlOfBlocks(design, language);
  const { default: mjml } = await import("mjml");
  let compiled: Awaited<ReturnType<typeof mjml>>;
  try {
    // No fonts from elsewhere and no files of this machine; comments could hide what is checked.
    compiled = await mjml(source, {
      fonts: {},
      keepComments: false,
      ignoreIncludes: true,
      validationLevel: "soft",
    });
  } catch (fault) {
    const said = fault instanceof Error ? fault.message : "";
    return { ok: false, problems: [`This is no MJML. ${said}`.trim().slice(0, 300)] };
  }
  const { html, errors } = compiled;
  const problems = [
    ...errors.map(({ line, message }) => `Line ${line}: ${message}`),
    ...htmlFaults(html),
    ...(html.length > MAX_HTML ? ["It is too long: Gmail would cut it off."] : []),
  ];
  return problems.length > 0 ? { ok: false, problems } : { ok: true, html, text: textOfHtml(html) };
}

/** Compiles the design of each language of a template that has one. */
export async function compileDesigns({
  channel,
  languages,
}: MessageTemplate): Promise<ReadonlyMap<string, CompiledDesign>> {
  const compiled = new Map<string, CompiledDesign>();
  for (const [language, { design }] of Object.entries(languages)) {
    if (channel !== "email" || design === undefined) continue;
    compiled.set(language, await compileDesign(design, language));
  }
  return compiled;
}
