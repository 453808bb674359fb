import { diffFlows, type Flow } from "@fairflow/flow";
import { Button, Dialog } from "@fairflow/ui";
import { useMutation } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useStore } from "zustand";
import { useZone } from "../../frame/use-zone.ts";
import { WhyFailed } from "../../frame/why-failed.tsx";
import { formatTime } from "../../server/format.ts";
import type { Autosave, SaveState } from "../autosave.ts";
import { useBuilder, useDocument } from "../builder-context.ts";
import { diffSentences, drawingWords } from "../diff/diff-sentences.ts";
import { DiffSummary } from "../diff/diff-summary.tsx";
import { MergeDialog } from "./merge-dialog.tsx";
import { saveAsCopy } from "./save-as-copy.ts";

export interface ConflictDialogProps {
  readonly autosave: Autosave;
}

/** Two people changed one draft. The second one chooses, and loses nothing whatever the choice. */
export function ConflictDialog({ autosave }: ConflictDialogProps) {
  const state = useStore(autosave.state);
  const [isMerging, setIsMerging] = useState(false);
  if (state.kind !== "conflict") return null;
  return isMerging ? (
    <MergeDialog
      conflict={state}
      onBack={() => setIsMerging(false)}
      onMerged={(merged) => {
        setIsMerging(false);
        autosave.takeMerged(state.theirs, merged);
      }}
    />
  ) : (
    <Choice autosave={autosave} conflict={state} onMerge={() => setIsMerging(true)} />
  );
}

export type Conflict = SaveState & { readonly kind: "conflict" };

interface ChoiceProps extends ConflictDialogProps {
  readonly conflict: Conflict;
  readonly onMerge: () => void;
}

function Choice({ autosave, conflict, onMerge }: ChoiceProps) {
  const { document } = useBuilder();
  const mine = useDocument(({ flow }) => flow);
  const navigate = useNavigate();
  const zone = useZone();
  const { theirs, base } = conflict;
  const keepCopy = useMutation({
    mutationFn: () => saveAsCopy(document.getState().flow),
    onSuccess: async (id) => {
      autosave.takeTheirs(theirs);
      await navigate({
        to: "/flows/$id",
        params: { id },
        search: { mode: "edit", view: "canvas" },
      });
    },
  });
  const reason = keepCopy.isPending ? "Just a moment" : undefined;
  return (
    <Dialog
      open
      mustAnswer
      onClose={() => undefined}
      size="medium"
      title={`${theirs.changedBy} changed this draft at ${formatTime(theirs.changedAtMs, zone)}`}
      description="Your changes since then are still here and in this browser. What should become of them?"
      actions={
        <>
          <Button disabledReason={reason} onClick={() => autosave.takeTheirs(theirs)}>
            Take theirs
          </Button>
          <Button disabledReason={reason} onClick={() => keepCopy.mutate()}>
            Keep mine as a copy
          </Button>
          <Button kind="primary" disabledReason={reason} onClick={onMerge}>
            Merge step by step
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3">
        <Changes title={`What ${theirs.changedBy} changed`} before={base} after={theirs.flow} />
        <Changes title="What you changed" before={base} after={mine} />
        <p className="text-sm text-ink-2">
          A copy is a flow of its own with your changes. After taking theirs, Undo brings yours
          back.
        </p>
      </div>
      <WhyFailed error={keepCopy.error} className="mt-2" />
    </Dialog>
  );
}

interface ChangesProps {
  readonly title: string;
  readonly before: Flow;
  readonly after: Flow;
}

function Changes({ title, before, after }: ChangesProps) {
  const { view } = useBuilder();
  const diff = diffFlows(before, after);
  return (
    <section aria-label={title}>
      <h3 className="text-sm font-semibold">{title}</h3>
      <DiffSummary
        sentences={diffSentences(diff, { before, after, view })}
        drawing={drawingWords(diff)}
      />
    </section>
  );
}
