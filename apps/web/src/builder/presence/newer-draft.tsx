import { endpoints } from "@fairflow/contract";
import { Button } from "@fairflow/ui";
import { useMutation } from "@tanstack/react-query";
import { RefreshCw } from "lucide-react";
import { toast } from "sonner";
import { useStore } from "zustand";
import { call } from "../../server/call.ts";
import { messageOf } from "../../server/request-failed.ts";
import type { Autosave } from "../autosave.ts";
import { useBuilder } from "../builder-context.ts";

export interface NewerDraftProps {
  readonly flowId: string;
  readonly autosave: Autosave;
}

/** Somebody else has saved the draft since it was opened here. It is never changed under one's hands: one asks for it. */
export function NewerDraft({ flowId, autosave }: NewerDraftProps) {
  const { presence } = useBuilder();
  const head = useStore(presence, (state) => state.head);
  const state = useStore(autosave.state);
  const show = useMutation({
    mutationFn: () => call(endpoints.flow, { params: { id: flowId } }),
    onSuccess: ({ flow, revision, changedAtMs, changedBy }) =>
      autosave.meetTheirs({ flow, revision, changedAtMs, changedBy }),
    onError: (error) => toast.error(messageOf(error)),
  });
  const isNewer = head !== undefined && head.revision > state.revision;
  // While something is on its way, its answer says how the two stand.
  if (!isNewer || state.kind === "saving" || state.kind === "conflict") return null;
  return (
    <div
      role="status"
      className="flex shrink-0 items-center gap-2.5 border-b border-line bg-sunken px-4 py-1.5 text-sm text-ink"
    >
      <RefreshCw aria-hidden className="size-4 shrink-0 text-info" />
      <span className="min-w-0 flex-1">
        {head.changedBy} has changed this draft since you opened it.
      </span>
      <Button
        disabledReason={show.isPending ? "Just a moment" : undefined}
        onClick={() => show.mutate()}
      >
        Show the changes
      </Button>
    </div>
  );
}
