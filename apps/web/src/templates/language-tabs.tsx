import { withoutLanguage, type MessageTemplate, type TemplateText } from "@fairflow/template";
import { LanguageBar, languageName } from "@fairflow/ui";
import { ChevronUp } from "lucide-react";
import { useInstallationLibrary } from "../builder/use-editor-library.ts";

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
    onChange(withoutLanguage(draft, language));
    onLanguage(other ?? "en");
  };
  const raise = (tag: string) => {
    const at = order.indexOf(tag);
    onChange({ ...draft, fallback: order.toSpliced(at, 1).toSpliced(at - 1, 0, tag) });
  };

  return (
    <div className="flex flex-col gap-2">
      <LanguageBar
        languages={written}
        chosen={language}
        onChoose={onLanguage}
        addable={offered.filter((each) => !written.includes(each))}
        onAdd={add}
        onRemove={remove}
      />
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
