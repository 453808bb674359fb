import type { MessageTemplate } from "@fairflow/template";
import { languageName } from "@fairflow/ui";
import { clsx } from "clsx";
import { useState } from "react";
import { useEditorLibrary } from "./editor-library.ts";
import { sampleRendering } from "./sample-rendering.ts";

export interface TemplatePreviewProps {
  readonly template: MessageTemplate;
}

/** The message as it could read, with sample values, in the language chosen; as it is written where it cannot be said. */
export function TemplatePreview({ template }: TemplatePreviewProps) {
  const { customFields } = useEditorLibrary();
  const languages = Object.keys(template.languages);
  const [chosen, setChosen] = useState<string | undefined>();
  const language = languages.find((each) => each === chosen) ?? languages[0];
  const text = language === undefined ? undefined : template.languages[language];
  const custom = customFields.map(({ id, label }) => {
    return { id, label, type: "text" as const, sample: label };
  });
  const rendering =
    language === undefined ? undefined : sampleRendering(template, language, custom);
  if (text === undefined || rendering === undefined) {
    return <p className="text-xs text-ink-3">This template has no text yet.</p>;
  }
  const shown = rendering.ok ? rendering : text;
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
                "min-h-6 rounded px-1.5 text-xs",
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
      {shown.subject !== undefined && (
        <p className="mb-1 text-sm font-semibold break-words">{shown.subject}</p>
      )}
      <p className="max-h-40 overflow-y-auto text-sm break-words whitespace-pre-wrap text-ink">
        {shown.body}
      </p>
      <figcaption className={clsx("mt-2 text-xs", rendering.ok ? "text-ink-3" : "text-bad")}>
        {rendering.ok ? captionOf(rendering.smsParts?.parts) : rendering.problem}
      </figcaption>
    </figure>
  );
}

function captionOf(parts: number | undefined): string {
  const made = "As it could read, with made-up values";
  if (parts === undefined) return `${made}.`;
  return `${made}: ${parts === 1 ? "one SMS" : `as long as ${parts} SMS`}.`;
}
