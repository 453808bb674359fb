import { localTime, type Zone } from "@fairflow/calendar";
import type { CompiledTemplate } from "./compile-template.ts";
import type { CompiledText } from "./compiled-text.ts";
import { renderLetterBlock, type LetterPart } from "./design/letter-part.ts";
import type { Engine, Setting } from "./engine.ts";
import { missingField, sayRenderFault } from "./liquid-fault.ts";
import { scopeOf, type MergeValues } from "./merge-values.ts";
import { smsParts, type SmsParts } from "./sms-parts.ts";
import { TemplateFault } from "./template-fault.ts";

/** The circumstances of one message. */
export interface Occasion {
  /** The languages that the debtor reads, the best first. */
  readonly languages: readonly string[];
  readonly now: Date;
  /** The debtor's. */
  readonly zone: Zone;
  /** Of every amount in the message, as ISO 4217 writes it. */
  readonly currency: string;
}

export type Rendering =
  | {
      readonly ok: true;
      readonly language: string;
      readonly subject?: string;
      readonly body: string;
      /** Of an e-mail with a design. The addresses of its images begin with `IMAGE_SCHEME`. */
      readonly html?: string;
      /** Of a letter with blocks. */
      readonly letter?: readonly LetterPart[];
      /** Of an SMS only. */
      readonly smsParts?: SmsParts;
    }
  | {
      readonly ok: false;
      /** Names the template and the fact, never a value. */
      readonly problem: string;
      /** The merge field that has no value, where that is all. */
      readonly missing?: string;
    };

/** Says a template in the first language that it has: same inputs, same text. It never throws. */
export function renderTemplate(
  compiled: CompiledTemplate,
  values: MergeValues,
  occasion: Occasion,
): Rendering {
  const language = languageFor(compiled, occasion.languages);
  const texts = language === undefined ? undefined : compiled.languages.get(language);
  if (language === undefined || texts === undefined) {
    return refused(compiled, "has no text in a language that the debtor reads.");
  }
  const setting = { ...occasion, language };
  try {
    const scope = scopeOf({ today: localTime(occasion.zone, occasion.now).date, ...values });
    const { engines } = compiled;
    const subject = texts.subject && renderText(engines.text, texts.subject, { scope, setting });
    const body = renderText(engines.text, texts.body, { scope, setting }).trim();
    if (body === "") return refused(compiled, `(${language}) comes out empty.`);
    const html = texts.html && renderText(engines.html, texts.html, { scope, setting });
    const letter = texts.letter?.flatMap((block) =>
      renderLetterBlock(block, { engine: engines.text, scope, setting }),
    );
    return {
      ok: true,
      language,
      // A line break in a subject would begin another header.
      ...(subject === undefined ? {} : { subject: subject.replaceAll(/\s+/g, " ").trim() }),
      body,
      ...(html === undefined ? {} : { html }),
      ...(letter === undefined ? {} : { letter }),
      ...(compiled.channel === "sms" ? { smsParts: smsParts(body) } : {}),
    };
  } catch (error) {
    const names = new Set([...namesIn(texts.subject), ...namesIn(texts.body)]);
    const missing = missingField(error, names);
    return {
      ...refused(compiled, `(${language}) cannot be rendered. ${sayRenderFault(error, names)}`),
      ...(missing === undefined ? {} : { missing }),
    };
  }
}

/** The debtor's languages, each then without its region, before the template's own order; or its only one. */
function languageFor(
  { languages, fallback }: CompiledTemplate,
  preferred: readonly string[],
): string | undefined {
  const wanted = preferred.flatMap((tag) => [tag, ...tag.split("-").slice(0, 1)]);
  const found = [...wanted, ...fallback].find((tag) => languages.has(tag));
  const [only, ...others] = languages.keys();
  return found ?? (others.length === 0 ? only : undefined);
}

function renderText(
  engine: Engine,
  text: CompiledText,
  { scope, setting }: { readonly scope: object; readonly setting: Setting },
): string {
  if (text.kind === "broken") throw new TemplateFault(text.fault);
  return engine.render(text.pieces, scope, setting);
}

function namesIn(text: CompiledText | undefined): Iterable<string> {
  return text?.kind === "text" ? text.names : [];
}

function refused({ id }: CompiledTemplate, fact: string): Extract<Rendering, { ok: false }> {
  return { ok: false, problem: `Template ${id} ${fact}` };
}
