import { checkCriteria, describeCriteria, type Criteria } from "@fairflow/criteria";
import type { Segment } from "@fairflow/interpreter";
import { Button, Callout, Dialog, TextField } from "@fairflow/ui";
import { useState } from "react";
import { CriteriaInput } from "./criteria-input.tsx";
import { CriteriaWords } from "./criteria-words.tsx";
import { useEditorLibrary } from "./editor-library.ts";

export interface SegmentDialogProps {
  /** Undefined makes a new one. */
  readonly segment: Segment | undefined;
  /** What to begin with instead of the segment's own condition, as with an older version of it. */
  readonly beginWith?: Criteria;
  readonly onClose: () => void;
  readonly onSaved: (id: string) => void;
}

const NEW: Criteria = {
  kind: "all",
  of: [{ kind: "rule", field: "account.days_past_due", operator: "at_least", value: 1 }],
};

type SaveState =
  | { readonly kind: "editing" | "saving" }
  | { readonly kind: "failed"; readonly words: string }
  | { readonly kind: "stale"; readonly theirs: Segment | undefined };

/** Makes or changes a segment. What the change does to who is in it is told before it is saved. */
export function SegmentDialog({ segment, beginWith, onClose, onSaved }: SegmentDialogProps) {
  const { fields, saveSegment, newId } = useEditorLibrary();
  const [name, setName] = useState(segment?.name ?? "");
  const [criteria, setCriteria] = useState<Criteria>(beginWith ?? segment?.criteria ?? NEW);
  const [basedOn, setBasedOn] = useState(segment?.version ?? 0);
  const [state, setState] = useState<SaveState>({ kind: "editing" });
  const reason =
    name.trim() === "" ? "Give the segment a name" : checkCriteria(criteria, fields).at(0)?.message;

  const save = async (over: number | undefined) => {
    if (saveSegment === undefined) return;
    const id = segment?.id ?? newId(name);
    setState({ kind: "saving" });
    try {
      const saved = await saveSegment({ id, name: name.trim(), criteria, basedOn: over });
      if (saved.kind === "stale") {
        setState(saved);
        return;
      }
      onSaved(id);
      onClose();
    } catch (error) {
      const words = error instanceof Error ? error.message : "The segment was not saved";
      setState({ kind: "failed", words });
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
          : "Flows that use it ask the new question as soon as it is saved. Every version is kept."
      }
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            kind="primary"
            disabledReason={state.kind === "saving" ? "Saving" : reason}
            onClick={() => void save(basedOn)}
          >
            {state.kind === "saving" ? "Saving" : "Save segment"}
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
        <CriteriaWords criteria={criteria} insteadOf={segment?.id} />
        {state.kind === "failed" && (
          <p role="alert" className="text-sm text-bad">
            {state.words}
          </p>
        )}
        {state.kind === "stale" && (
          <Callout
            tone="warn"
            title="Somebody has saved this segment while you changed it"
            actions={
              <div className="flex flex-wrap gap-2">
                <Button
                  disabledReason={state.theirs === undefined ? "It is gone" : undefined}
                  onClick={() => {
                    if (state.theirs === undefined) return;
                    setName(state.theirs.name);
                    setCriteria(state.theirs.criteria);
                    setBasedOn(state.theirs.version);
                    setState({ kind: "editing" });
                  }}
                >
                  Take theirs
                </Button>
                <Button onClick={() => void save(undefined)}>Save mine over it</Button>
              </div>
            }
          >
            {state.theirs === undefined
              ? "Nothing was saved."
              : `Nothing was saved. Theirs asks: ${describeCriteria(state.theirs.criteria, fields)}.`}
          </Callout>
        )}
      </div>
    </Dialog>
  );
}
