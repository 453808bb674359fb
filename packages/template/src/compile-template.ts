import { compileText, type CompiledText } from "./compiled-text.ts";
import { createEngine, type Engine } from "./engine.ts";
import type { Channel, MessageTemplate, TemplateId } from "./message-template.ts";

/** A template ready to render, any number of times. */
export interface CompiledTemplate {
  readonly id: TemplateId;
  readonly channel: Channel;
  readonly languages: ReadonlyMap<string, CompiledLanguage>;
  readonly fallback: readonly string[];
  readonly engine: Engine;
}

interface CompiledLanguage {
  readonly subject: CompiledText | undefined;
  readonly body: CompiledText;
}

/** Reads every text of a template once. It never throws: a text that is not Liquid is kept as broken, with the reason. */
export function compileTemplate(template: MessageTemplate): CompiledTemplate {
  const engine = createEngine();
  const languages = new Map<string, CompiledLanguage>();
  for (const [language, { subject, body }] of Object.entries(template.languages)) {
    languages.set(language, {
      subject: subject === undefined ? undefined : compileText(engine, subject),
      body: compileText(engine, body),
    });
  }
  const { id, channel, fallback } = template;
  return { id, channel, languages, fallback, engine };
}
