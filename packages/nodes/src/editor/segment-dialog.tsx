import { checkCriteria, describeCriteria, type Criteria } from "@fairflow/criteria";
import type { Segment } from "@fairflow/interpreter";
import { Button, Dialog, TextField } from "@fairflow/ui";
import { useState } from "react";
import { CriteriaCountLine } from "./criteria-count-line.tsx";
import { CriteriaInput } from "./criteria-input.tsx";
import { useEditorLibrary } from "./editor-library.ts";

export interface SegmentDialogProps {
  /** Undefined makes a new one. */
  readonly segment: Segment | undefined;
  readonly onClose: () => void;
  readonly onSaved: (id: string) => void;
}

const NEW: Criteria = {
  kind: "all",
  of: [{ kind: "rule", field: "account.days_past_due", operator: "at_least", value: 1 }],
};

export function SegmentDialog({ segment, onClose, onSaved }: SegmentDialogProps) {
  const { fields, saveSegment, newId } = useEditorLibrary();
  const [name, setName] = useState(segment?.name ?? "");
  const [criteria, setCriteria] = useState<Criteria>(segment?.criteria ?? NEW);
  const [state, setState] = useState<"editing" | "saving" | { readonly failed: string }>("editing");
  const problems = checkCriteria(criteria, fields);
  const reason = name.trim() === "" ? "Give the segment a name" : problems.at(0)?.message;

  const save = async () => {
    if (saveSegment === undefined) return;
    const id = segment?.id ?? newId(name);
    setState("saving");
    try {
      await saveSegment({ id, name: name.trim(), criteria });
      onSaved(id);
      onClose();
    } catch (error) {
      setState({ failed: error instanceof Error ? error.message : "The segment was not saved" });
    }
  };

  return (
    <Dialog
      open
      onClose={onClose}
      size="large"
      title={segment === undefined ? "New segment" : `Segment "${segment.name}"`}
      description={
        segment === undefined
          ? "A named question that every flow can ask."
          : "Flows that use it ask the new question as soon as it is saved."
      }
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            kind="primary"
            disabledReason={state === "saving" ? "Saving" : reason}
            onClick={() => void save()}
          >
            {state === "saving" ? "Saving" : "Save segment"}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <TextField
          label="Name"
          value={name}
          maxLength={120}
          autoFocus
          onChange={(event) => setName(event.target.value)}
        />
        <CriteriaInput label="Who is in it" criteria={criteria} onChange={setCriteria} />
        <p className="rounded-card bg-sunken px-3 py-2 text-base text-ink">
          {isEveryone(criteria)
            ? "Every account: no rule leaves any out."
            : `Accounts where ${describeCriteria(criteria, fields)}.`}
          {problems.length === 0 && <CriteriaCountLine criteria={criteria} />}
        </p>
        {typeof state === "object" && (
          <p role="alert" className="text-sm text-bad">
            {state.failed}
          </p>
        )}
      </div>
    </Dialog>
  );
}

function isEveryone(criteria: Criteria): boolean {
  return criteria.kind === "all" && criteria.of.length === 0;
}
