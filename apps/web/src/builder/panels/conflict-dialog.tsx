import { endpoints } from "@fairflow/contract";
import { Button, Dialog } from "@fairflow/ui";
import { useMutation } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useStore } from "zustand";
import { useZone } from "../../frame/use-zone.ts";
import { call } from "../../server/call.ts";
import { formatTime } from "../../server/format.ts";
import { messageOf } from "../../server/request-failed.ts";
import type { Autosave } from "../autosave.ts";
import { useBuilder } from "../builder-context.ts";
import { copyBefore } from "../commands/copy-of-flow.ts";

export interface ConflictDialogProps {
  readonly autosave: Autosave;
}

/** Two people changed one draft. The second one chooses, and loses nothing whatever the choice. */
export function ConflictDialog({ autosave }: ConflictDialogProps) {
  const state = useStore(autosave.state);
  const { document } = useBuilder();
  const navigate = useNavigate();
  const zone = useZone();
  const keepCopy = useMutation({
    mutationFn: () => call(endpoints.createFlow, { body: copyBefore(document.getState().flow) }),
    onSuccess: async ({ id }) => {
      if (state.kind === "conflict") autosave.takeTheirs(state.theirs);
      await navigate({
        to: "/flows/$id",
        params: { id },
        search: { mode: "edit", view: "canvas" },
      });
    },
  });
  if (state.kind !== "conflict") return null;
  const { changedBy, changedAtMs } = state.theirs;
  return (
    <Dialog
      open
      mustAnswer
      onClose={() => undefined}
      size="medium"
      title={`${changedBy} changed this draft at ${formatTime(changedAtMs, zone)}`}
      description="Your changes since then are still here and in this browser. What should become of them?"
      actions={
        <>
          <Button
            disabledReason={keepCopy.isPending ? "Just a moment" : undefined}
            onClick={() => autosave.takeTheirs(state.theirs)}
          >
            Take theirs, drop mine
          </Button>
          <Button
            kind="primary"
            disabledReason={keepCopy.isPending ? "Just a moment" : undefined}
            onClick={() => keepCopy.mutate()}
          >
            Keep mine as a copy
          </Button>
        </>
      }
    >
      <p className="text-base text-ink-2">
        A copy is a flow of its own with your changes, beside this one. Dropping yours shows the
        draft as {changedBy} left it.
      </p>
      {keepCopy.isError && (
        <p role="alert" className="mt-2 text-sm text-bad">
          {messageOf(keepCopy.error)}
        </p>
      )}
    </Dialog>
  );
}
