import type { LanguageTag, MessageTemplate } from "./message-template.ts";

/** A template that is no longer written in a language, and falls back on it no more. */
export function withoutLanguage(template: MessageTemplate, language: LanguageTag): MessageTemplate {
  return {
    ...template,
    languages: Object.fromEntries(
      Object.entries(template.languages).filter(([tag]) => tag !== language),
    ),
    fallback: template.fallback.filter((tag) => tag !== language),
  };
}
