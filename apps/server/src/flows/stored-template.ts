import { Purpose } from "@fairflow/compliance";
import type { StoredTemplate } from "@fairflow/db";
import type { MessageTemplate } from "@fairflow/template";
import { HttpError } from "../http/http-error.ts";

/**
 * A template as it is stored.
 *
 * @throws HttpError for one that has no words yet, or a purpose that the rule packs do not know
 */
export function storedTemplate(template: MessageTemplate): Omit<StoredTemplate, "version"> {
  const languages = Object.entries(template.languages).map(([language, text]) => {
    const { subject, body, design, isOwnText } = text;
    return [
      language,
      {
        ...(subject === undefined ? {} : { subject }),
        body,
        ...(design === undefined ? {} : { design }),
        ...(isOwnText === undefined ? {} : { isOwnText }),
      },
    ];
  });
  if (languages.length === 0) {
    throw new HttpError("invalid", `"${template.name}" has no text in any language yet.`);
  }
  const { purpose = null } = template;
  if (purpose !== null && !Purpose.safeParse(purpose).success) {
    throw new HttpError("invalid", `"${purpose}" is no purpose: ${Purpose.options.join(", ")}.`);
  }
  return { ...template, purpose, languages: Object.fromEntries(languages) };
}
