import { Button, SelectField } from "@fairflow/ui";
import { Pencil, Plus } from "lucide-react";
import { useState } from "react";
import { CriteriaWords } from "./criteria-words.tsx";
import { useEditorLibrary } from "./editor-library.ts";
import { textOf, type Place } from "./place.ts";
import { SegmentDialog } from "./segment-dialog.tsx";

export interface SegmentInputProps {
  readonly label: string;
  readonly place: Place;
  readonly labelHidden?: boolean;
  /** What stands for no segment at all, where that is a choice. */
  readonly everyone?: string;
}

const EVERYONE = "*";

/** Chooses a saved segment, shows what it asks and whom it takes in, and lets one make or change it on the spot. */
export function SegmentInput({ label, place, labelHidden, everyone }: SegmentInputProps) {
  const { library, saveSegment } = useEditorLibrary();
  const [editing, setEditing] = useState<"new" | "old" | undefined>();
  const segment = library.segments.get(textOf(place));
  const options = [...library.segments.values()]
    .toSorted((a, b) => a.name.localeCompare(b.name))
    .map(({ id, name }) => ({ value: id, label: name }));
  const reason = saveSegment === undefined ? "Editors and admins change segments" : undefined;

  return (
    <div className="flex flex-col gap-1.5">
      <SelectField
        label={label}
        labelHidden={labelHidden ?? false}
        value={place.value === null ? EVERYONE : textOf(place)}
        placeholder="Choose a segment"
        options={[
          ...(everyone === undefined ? [] : [{ value: EVERYONE, label: everyone }]),
          ...options,
        ]}
        problem={place.problem}
        onChange={(value) => place.set(value === EVERYONE ? null : value)}
      />
      {segment !== undefined && <CriteriaWords criteria={segment.criteria} />}
      <div className="-ml-2 flex gap-1">
        <Button
          kind="quiet"
          icon={<Plus className="size-3.5" />}
          disabledReason={reason}
          onClick={() => setEditing("new")}
        >
          New segment
        </Button>
        {segment !== undefined && (
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
        <SegmentDialog
          segment={editing === "old" ? segment : undefined}
          onClose={() => setEditing(undefined)}
          onSaved={place.set}
        />
      )}
    </div>
  );
}
