import type { MessageTemplate } from "@fairflow/template";
import { clsx } from "clsx";
import { useState } from "react";
import { languageName } from "./language-name.ts";

export interface TemplatePreviewProps {
  readonly template: MessageTemplate;
}

/** The text as it is written, in the language chosen. */
export function TemplatePreview({ template }: TemplatePreviewProps) {
  const languages = Object.keys(template.languages);
  const [chosen, setChosen] = useState<string | undefined>();
  const language = languages.find((each) => each === chosen) ?? languages[0];
  const text = language === undefined ? undefined : template.languages[language];
  if (text === undefined)
    return <p className="text-xs text-ink-3">This template has no text yet.</p>;
  return (
    <figure className="rounded-card border border-line bg-sunken p-3">
      {languages.length > 1 && (
        <div className="mb-2 flex flex-wrap gap-1">
          {languages.map((each) => (
            <button
              key={each}
              type="button"
              aria-pressed={each === language}
              onClick={() => setChosen(each)}
              className={clsx(
                "rounded px-1.5 text-xs leading-5",
                each === language
                  ? "bg-accent-soft font-medium text-accent"
                  : "text-ink-3 hover:text-ink",
              )}
            >
              {languageName(each)}
            </button>
          ))}
        </div>
      )}
      {text.subject !== undefined && (
        <p className="mb-1 text-sm font-semibold break-words">{text.subject}</p>
      )}
      <p className="max-h-40 overflow-y-auto text-sm break-words whitespace-pre-wrap text-ink">
        {text.body}
      </p>
    </figure>
  );
}
