import type { MessageTemplate, TemplateText } from "@fairflow/template";
import { Button, SelectField } from "@fairflow/ui";
import { clsx } from "clsx";
import { ChevronUp } from "lucide-react";
import { useInstallationLibrary } from "../builder/use-editor-library.ts";
import { languageName } from "./language-name.ts";

export interface LanguageTabsProps {
  readonly draft: MessageTemplate;
  readonly language: string;
  readonly onLanguage: (language: string) => void;
  readonly onChange: (draft: MessageTemplate) => void;
}

/** The languages of a template, and which one people get who read none of them. */
export function LanguageTabs({ draft, language, onLanguage, onChange }: LanguageTabsProps) {
  const { languages: offered } = useInstallationLibrary();
  const written = Object.keys(draft.languages);
  const addable = offered.filter((each) => !written.includes(each));
  const order = [...draft.fallback, ...written.filter((each) => !draft.fallback.includes(each))];

  const add = (added: string) => {
    const like: TemplateText = draft.languages[language] ?? { body: "" };
    onChange({
      ...draft,
      languages: { ...draft.languages, [added]: like },
      fallback: order,
    });
    onLanguage(added);
  };
  const remove = () => {
    const other = written.find((each) => each !== language);
    onChange({
      ...draft,
      languages: Object.fromEntries(
        Object.entries(draft.languages).filter(([tag]) => tag !== language),
      ),
      fallback: draft.fallback.filter((tag) => tag !== language),
    });
    onLanguage(other ?? "en");
  };
  const raise = (tag: string) => {
    const at = order.indexOf(tag);
    onChange({ ...draft, fallback: order.toSpliced(at, 1).toSpliced(at - 1, 0, tag) });
  };

  return (
    <div className="flex flex-col gap-2">
      <div className="flex flex-wrap items-center gap-1" role="group" aria-label="Languages">
        {written.map((each) => (
          <button
            key={each}
            type="button"
            aria-pressed={each === language}
            onClick={() => onLanguage(each)}
            className={clsx(
              "h-8 rounded-control px-3 text-sm font-medium",
              each === language ? "bg-accent-soft text-accent" : "text-ink-2 hover:bg-sunken",
            )}
          >
            {languageName(each)}
          </button>
        ))}
        {addable.length > 0 && (
          <SelectField
            label="Add a language"
            labelHidden
            value=""
            placeholder="Add a language"
            className="w-44"
            options={addable.map((each) => ({ value: each, label: languageName(each) }))}
            onChange={add}
          />
        )}
        {written.length > 1 && (
          <Button kind="quiet" className="ml-auto" onClick={remove}>
            {`Remove ${languageName(language)}`}
          </Button>
        )}
      </div>
      {written.length > 1 && (
        <p className="flex flex-wrap items-center gap-x-1.5 text-sm text-ink-2">
          <span>Who reads none of these gets</span>
          {order.map((tag, index) => (
            <span key={tag} className="inline-flex items-center">
              {index > 0 && <span className="mr-1">or</span>}
              <strong className="font-medium text-ink">{languageName(tag)}</strong>
              {index > 0 && (
                <button
                  type="button"
                  aria-label={`${languageName(tag)} earlier`}
                  title={`${languageName(tag)} earlier`}
                  onClick={() => raise(tag)}
                  className="ml-0.5 inline-flex size-6 items-center justify-center rounded text-ink-3 hover:bg-sunken hover:text-ink"
                >
                  <ChevronUp aria-hidden className="size-3.5" />
                </button>
              )}
            </span>
          ))}
        </p>
      )}
    </div>
  );
}
