import { compileText, type CompiledText } from "./compiled-text.ts";
import { compileLetterBlock, type CompiledLetterBlock } from "./design/letter-part.ts";
import { createEngine, type Engine } from "./engine.ts";
import type { Channel, MessageTemplate, TemplateId, TemplateText } from "./message-template.ts";

/** A template ready to render, any number of times. */
export interface CompiledTemplate {
  readonly id: TemplateId;
  readonly channel: Channel;
  readonly languages: ReadonlyMap<string, CompiledLanguage>;
  readonly fallback: readonly string[];
  readonly engines: { readonly text: Engine; readonly html: Engine };
}

interface CompiledLanguage {
  readonly subject: CompiledText | undefined;
  readonly body: CompiledText;
  /** Of an e-mail with a design. */
  readonly html: CompiledText | undefined;
  /** Of a letter with blocks. */
  readonly letter: readonly CompiledLetterBlock[] | undefined;
}

/** What the designs of a template's languages compiled to when it was saved, by language: HTML with Liquid in it. */
export type CompiledDesigns = Readonly<Record<string, string>>;

/** Reads every text of a template once. It never throws: a text that is not Liquid is kept as broken, with the reason. */
export function compileTemplate(
  template: MessageTemplate,
  designs: CompiledDesigns = {},
): CompiledTemplate {
  const text = createEngine("text");
  // Making one takes a part of a millisecond, and most templates have no design.
  const engines = { text, html: Object.keys(designs).length === 0 ? text : createEngine("html") };
  const languages = new Map<string, CompiledLanguage>();
  for (const [language, words] of Object.entries(template.languages)) {
    const { subject, body } = words;
    const html = Object.hasOwn(designs, language) ? designs[language] : undefined;
    languages.set(language, {
      subject: subject === undefined ? undefined : compileText(engines.text, subject),
      body: compileText(engines.text, body),
      html: html === undefined ? undefined : compileText(engines.html, html),
      letter: template.channel === "letter" ? letterOf(engines.text, words) : undefined,
    });
  }
  const { id, channel, fallback } = template;
  return { id, channel, languages, fallback, engines };
}

function letterOf(
  engine: Engine,
  { design }: TemplateText,
): readonly CompiledLetterBlock[] | undefined {
  if (design?.kind !== "blocks") return undefined;
  return design.blocks.map((block) => compileLetterBlock(engine, block));
}
