import { endpoints, type DraftState } from "@fairflow/contract";
import { diffFlows, runsAlike, type Flow } from "@fairflow/flow";
import { Button, Dialog } from "@fairflow/ui";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { toast } from "sonner";
import { WhyFailed } from "../../frame/why-failed.tsx";
import { call } from "../../server/call.ts";
import { saveAsCopy } from "../conflict/save-as-copy.ts";

export interface RestoreDialogProps {
  readonly flowId: string;
  /** What is restored, as in `version 3`. */
  readonly name: string;
  readonly flow: Flow;
  readonly draft: DraftState;
  readonly onClose: () => void;
}

/** Makes a version the draft again. The draft that stands can be kept as a flow of its own first. */
export function RestoreDialog({ flowId, name, flow, draft, onClose }: RestoreDialogProps) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const restored = { ...flow, name: draft.flow.name };
  const isAlike = runsAlike(diffFlows(draft.flow, restored));
  const restore = useMutation({
    mutationFn: async (keepsDraft: boolean) => {
      if (keepsDraft) await saveAsCopy(draft.flow);
      await call(endpoints.saveDraft, {
        params: { id: flowId },
        ifMatch: draft.revision,
        body: { flow: restored },
      });
    },
    onSuccess: async () => {
      client.removeQueries({ queryKey: [endpoints.flow.path] });
      await client.invalidateQueries({ queryKey: [endpoints.flows.path] });
      toast.success(`The draft is now as ${name}`);
      await navigate({
        to: "/flows/$id",
        params: { id: flowId },
        search: { mode: "edit", view: "canvas" },
      });
    },
  });
  const reason = restore.isPending ? "Just a moment" : undefined;
  return (
    <Dialog
      open
      onClose={onClose}
      title={`Restore ${name} as the draft`}
      description={
        isAlike
          ? "The draft does the same as this version already; only the drawing would be as it was."
          : "The draft as it stands is replaced. Nothing goes live by this, and nobody in flight is moved."
      }
      actions={
        <>
          <Button onClick={onClose}>Not now</Button>
          {!isAlike && (
            <Button disabledReason={reason} onClick={() => restore.mutate(true)}>
              Keep the draft as a copy first
            </Button>
          )}
          <Button kind="primary" disabledReason={reason} onClick={() => restore.mutate(false)}>
            Restore
          </Button>
        </>
      }
    >
      <WhyFailed error={restore.error} />
    </Dialog>
  );
}
