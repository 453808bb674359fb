import type { MessageChannel } from "@fairflow/interpreter";
import {
  checkTemplate,
  coreMergeFields,
  replyIssues,
  type MessageTemplate,
} from "@fairflow/template";
import { Button, Dialog, TextField } from "@fairflow/ui";
import { useState } from "react";
import { useEditorLibrary } from "./editor-library.ts";
import { TemplateTextForm } from "./template-text-form.tsx";

export interface TemplateDialogProps {
  readonly channel: MessageChannel;
  /** Undefined makes a new one. */
  readonly template: MessageTemplate | undefined;
  readonly onClose: () => void;
  readonly onSaved: (id: string) => void;
}

const NAMES: Readonly<Record<MessageChannel, string>> = {
  sms: "SMS",
  email: "e-mail",
  letter: "letter",
};

export function TemplateDialog({ channel, template, onClose, onSaved }: TemplateDialogProps) {
  const { customFields, languages, library, saveTemplate, newId } = useEditorLibrary();
  const [draft, setDraft] = useState<MessageTemplate>(
    () => template ?? blank(channel, languages.includes("en") ? "en" : (languages[0] ?? "en")),
  );
  const [state, setState] = useState<"editing" | "saving" | { readonly failed: string }>("editing");
  const mergeFields = [
    ...coreMergeFields,
    ...customFields.map(({ id, label }) => ({ id, label, type: "text" as const, sample: label })),
  ];
  const issues = [
    ...checkTemplate(draft, mergeFields),
    ...(library.unheard.has(channel) ? replyIssues(draft) : []),
  ];
  const reason =
    draft.name.trim() === ""
      ? "Give the template a name"
      : Object.keys(draft.languages).length === 0
        ? "Add a language"
        : undefined;

  const save = async () => {
    if (saveTemplate === undefined) return;
    const id = template?.id ?? newId(draft.name);
    setState("saving");
    try {
      await saveTemplate({ ...draft, id, name: draft.name.trim() });
      onSaved(id);
      onClose();
    } catch (error) {
      setState({ failed: error instanceof Error ? error.message : "The template was not saved" });
    }
  };

  return (
    <Dialog
      open
      onClose={onClose}
      size="large"
      title={
        template === undefined ? `New ${NAMES[channel]} template` : `Template "${template.name}"`
      }
      description="Plain text in each language. People get it in the language that they read."
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            kind="primary"
            disabledReason={state === "saving" ? "Saving" : reason}
            onClick={() => void save()}
          >
            {state === "saving" ? "Saving" : "Save template"}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <TextField
          label="Name"
          value={draft.name}
          maxLength={200}
          autoFocus
          onChange={(event) => setDraft({ ...draft, name: event.target.value })}
        />
        <TemplateTextForm draft={draft} mergeFields={mergeFields} onChange={setDraft} />
        {issues.length > 0 && (
          <ul className="flex flex-col gap-1 rounded-card bg-warn-soft px-3 py-2 text-sm text-ink">
            {issues.map(({ language, message }) => (
              <li key={`${language} ${message}`}>
                {language === undefined ? "" : `${language}: `}
                {message}
              </li>
            ))}
          </ul>
        )}
        {typeof state === "object" && (
          <p role="alert" className="text-sm text-bad">
            {state.failed}
          </p>
        )}
      </div>
    </Dialog>
  );
}

function blank(channel: MessageChannel, language: string): MessageTemplate {
  const text = channel === "sms" ? { body: "" } : { subject: "", body: "" };
  return { id: "new", name: "", channel, languages: { [language]: text }, fallback: [language] };
}
