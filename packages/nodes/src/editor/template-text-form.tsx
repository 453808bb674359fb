import {
  smsParts,
  withoutLanguage,
  type MergeField,
  type MessageTemplate,
} from "@fairflow/template";
import { LanguageBar, languageName, SelectField, TextArea, TextField } from "@fairflow/ui";
import { useRef, useState } from "react";
import { useEditorLibrary } from "./editor-library.ts";

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
  const language = written.includes(chosen) ? chosen : (written[0] ?? "en");
  const text = draft.languages[language];

  const setText = (change: { readonly subject?: string; readonly body?: string }) => {
    if (text === undefined) return;
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
      <LanguageBar
        languages={written}
        chosen={language}
        onChoose={setChosen}
        addable={offered.filter((each) => !written.includes(each))}
        onAdd={addLanguage}
        onRemove={() => onChange(withoutLanguage(draft, language))}
      />
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
