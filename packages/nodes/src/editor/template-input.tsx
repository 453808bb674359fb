import type { MessageChannel } from "@fairflow/interpreter";
import type { MessageTemplate } from "@fairflow/template";
import { Button, SelectField } from "@fairflow/ui";
import { Pencil, Plus } from "lucide-react";
import { useState } from "react";
import { templatesFor, useEditorLibrary } from "./editor-library.ts";
import { textOf, type Place } from "./place.ts";
import { TemplateDialog } from "./template-dialog.tsx";
import { TemplatePreview } from "./template-preview.tsx";

export interface TemplateInputProps {
  readonly channel: MessageChannel;
  readonly place: Place;
}

/** Chooses a template of the step's channel, shows it, and lets one write or change it on the spot. */
export function TemplateInput({ channel, place }: TemplateInputProps) {
  const { library, saveTemplate } = useEditorLibrary();
  const [editing, setEditing] = useState<"new" | "old" | undefined>();
  const template = library.templates.get(textOf(place));
  const reason = saveTemplate === undefined ? "Editors and admins change templates" : undefined;

  return (
    <div className="flex flex-col gap-2">
      <SelectField
        label="Template"
        value={textOf(place)}
        placeholder="Choose a template"
        options={templatesFor(library, channel).map(({ id, name }) => ({ value: id, label: name }))}
        problem={place.problem}
        onChange={place.set}
      />
      {template !== undefined && <TemplatePreview template={template} />}
      <div className="-ml-2 flex gap-1">
        <Button
          kind="quiet"
          icon={<Plus className="size-3.5" />}
          disabledReason={reason}
          onClick={() => setEditing("new")}
        >
          New template
        </Button>
        {template !== undefined && isDesigned(template) && (
          <a
            href={`/templates/${template.id}`}
            className="inline-flex min-h-8 items-center gap-1.5 px-2 text-sm text-accent underline-offset-2 hover:underline"
          >
            <Pencil aria-hidden className="size-3.5" />
            Open in its editor
          </a>
        )}
        {template !== undefined && !isDesigned(template) && (
          <Button
            kind="quiet"
            icon={<Pencil className="size-3.5" />}
            disabledReason={reason}
            onClick={() => setEditing("old")}
          >
            Edit
          </Button>
        )}
      </div>
      {editing !== undefined && (
        <TemplateDialog
          channel={channel}
          template={editing === "old" ? template : undefined}
          onClose={() => setEditing(undefined)}
          onSaved={place.set}
        />
      )}
    </div>
  );
}

/** A text that follows a design is written where the design is. */
function isDesigned({ languages }: MessageTemplate): boolean {
  return Object.values(languages).some(({ design }) => design !== undefined);
}
