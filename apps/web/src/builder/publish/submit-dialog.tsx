import { DraftState, endpoints, MIN_REASON } from "@fairflow/contract";
import { Button, Dialog, TextArea } from "@fairflow/ui";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { toast } from "sonner";
import { call } from "../../server/call.ts";
import { messageOf, RequestFailed } from "../../server/request-failed.ts";
import type { Autosave } from "../autosave.ts";
import { FailingScenarios } from "./failing-scenarios.tsx";

export interface SubmitDialogProps {
  readonly flowId: string;
  readonly autosave: Autosave;
  readonly onClose: () => void;
}

/** Puts the draft forward, frozen as it is, with what is new and why. */
export function SubmitDialog({ flowId, autosave, onClose }: SubmitDialogProps) {
  const [note, setNote] = useState("");
  const client = useQueryClient();
  const submit = useMutation({
    mutationFn: async () => {
      await autosave.flush();
      const { revision } = autosave.state.getState();
      return call(endpoints.submitDraft, {
        params: { id: flowId },
        body: { revision, note: note.trim() },
      });
    },
    onSuccess: async () => {
      onClose();
      await Promise.all([
        client.invalidateQueries({ queryKey: [endpoints.submissions.path] }),
        client.invalidateQueries({ queryKey: [endpoints.flows.path] }),
      ]);
      toast.success("Submitted. Somebody else looks at it before it goes live.");
    },
    onError: (error) => {
      const theirs = DraftState.safeParse(
        error instanceof RequestFailed ? error.details : undefined,
      );
      // Somebody changed the draft meanwhile: the same question as after any other save.
      if (theirs.success) {
        onClose();
        autosave.meetTheirs(theirs.data);
      }
    },
  });
  return (
    <Dialog
      open
      onClose={onClose}
      title="Submit for approval"
      description="Nothing goes live yet. Whoever approves it is shown what has changed, who would enter, and every message. An edit takes the submission back."
      actions={
        <>
          <Button onClick={onClose}>Not yet</Button>
          <Button
            kind="primary"
            disabledReason={
              submit.isPending
                ? "Submitting"
                : note.trim().length < MIN_REASON
                  ? "Say what is new"
                  : undefined
            }
            onClick={() => submit.mutate()}
          >
            {submit.isPending ? "Submitting" : "Submit"}
          </Button>
        </>
      }
    >
      <TextArea
        label="What is new, and why"
        hint="The approver reads this first."
        rows={3}
        autoFocus
        maxLength={500}
        value={note}
        onChange={(event) => setNote(event.target.value)}
      />
      {submit.isError && (
        <div role="alert" className="mt-2 flex flex-col gap-1.5 text-sm text-bad">
          {messageOf(submit.error)}
          <FailingScenarios error={submit.error} onLeave={onClose} />
        </div>
      )}
    </Dialog>
  );
}
