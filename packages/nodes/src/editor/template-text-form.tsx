import { smsParts, type MergeField, type MessageTemplate } from "@fairflow/template";
import { Button, SelectField, TextArea, TextField } from "@fairflow/ui";
import { clsx } from "clsx";
import { useRef, useState } from "react";
import { useEditorLibrary } from "./editor-library.ts";
import { languageName } from "./language-name.ts";

export interface TemplateTextFormProps {
  readonly draft: MessageTemplate;
  readonly mergeFields: readonly MergeField[];
  readonly onChange: (draft: MessageTemplate) => void;
}

/** The texts of a template, a tab per language. */
export function TemplateTextForm({ draft, mergeFields, onChange }: TemplateTextFormProps) {
  const { languages: offered } = useEditorLibrary();
  const written = Object.keys(draft.languages);
  const [chosen, setChosen] = useState(written[0] ?? "en");
  const area = useRef<HTMLDivElement>(null);
  const language = written.includes(chosen) ? chosen : written[0];
  const text = language === undefined ? undefined : draft.languages[language];
  const addable = offered.filter((each) => !written.includes(each));

  const setText = (change: { readonly subject?: string; readonly body?: string }) => {
    if (language === undefined || text === undefined) return;
    onChange({ ...draft, languages: { ...draft.languages, [language]: { ...text, ...change } } });
  };
  const addLanguage = (added: string) => {
    const empty = draft.channel === "sms" ? { body: "" } : { subject: "", body: "" };
    onChange({
      ...draft,
      languages: { ...draft.languages, [added]: empty },
      fallback: draft.fallback.length === 0 ? written.slice(0, 1) : draft.fallback,
    });
    setChosen(added);
  };
  const insert = (id: string) => {
    const box = area.current?.querySelector("textarea");
    if (text === undefined || box === null || box === undefined) return;
    const field = mergeFields.find((each) => each.id === id);
    const filter = field?.type === "money" ? " | money" : field?.type === "date" ? " | date" : "";
    const mark = `{{ ${id}${filter} }}`;
    const [from, to] = [box.selectionStart, box.selectionEnd];
    setText({ body: `${text.body.slice(0, from)}${mark}${text.body.slice(to)}` });
    box.focus();
  };

  return (
    <div ref={area} className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center gap-1" role="group" aria-label="Languages">
        {written.map((each) => (
          <button
            key={each}
            type="button"
            aria-pressed={each === language}
            onClick={() => setChosen(each)}
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
            className="w-40"
            options={addable.map((each) => ({ value: each, label: languageName(each) }))}
            onChange={addLanguage}
          />
        )}
        {language !== undefined && written.length > 1 && (
          <Button
            kind="quiet"
            className="ml-auto"
            onClick={() =>
              onChange({
                ...draft,
                languages: Object.fromEntries(
                  Object.entries(draft.languages).filter(([tag]) => tag !== language),
                ),
                fallback: draft.fallback.filter((tag) => tag !== language),
              })
            }
          >
            {`Remove ${languageName(language)}`}
          </Button>
        )}
      </div>
      {text !== undefined && (
        <>
          {draft.channel !== "sms" && (
            <TextField
              label="Subject"
              value={text.subject ?? ""}
              maxLength={500}
              onChange={(event) => setText({ subject: event.target.value })}
            />
          )}
          <TextArea
            label="Text"
            rows={draft.channel === "sms" ? 4 : 9}
            value={text.body}
            hint={draft.channel === "sms" ? partsOf(text.body) : undefined}
            onChange={(event) => setText({ body: event.target.value })}
          />
          <SelectField
            label="Say what is known of the person or the account"
            value=""
            placeholder="Insert a field"
            className="max-w-96"
            options={mergeFields.map(({ id, label }) => ({ value: id, label }))}
            onChange={insert}
          />
          {written.length > 1 && (
            <SelectField
              label="If someone reads none of these languages, send"
              className="max-w-72"
              value={draft.fallback[0] ?? ""}
              options={written.map((each) => ({ value: each, label: languageName(each) }))}
              onChange={(tag) => onChange({ ...draft, fallback: [tag] })}
            />
          )}
        </>
      )}
    </div>
  );
}

/** Counted as written: the names and amounts that are put in change it a little. */
function partsOf(body: string): string {
  const { parts, units, encoding } = smsParts(body);
  const kind = encoding === "gsm7" ? "plain characters" : "with special characters";
  return `About ${units} characters, ${parts === 1 ? "1 message" : `${parts} messages`} (${kind})`;
}
