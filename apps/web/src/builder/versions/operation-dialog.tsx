import { endpoints } from "@fairflow/contract";
import { Button, Dialog, TextArea } from "@fairflow/ui";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { toast } from "sonner";
import { messageOf } from "../../server/request-failed.ts";
import { MIN_REASON } from "../publish/submit-dialog.tsx";
import { OPERATIONS, type OperationKind } from "./operation.ts";

export interface OperationDialogProps {
  readonly flowId: string;
  readonly kind: OperationKind;
  readonly onClose: () => void;
}

/** Asks for the reason before something is done to a flow as it runs. */
export function OperationDialog({ flowId, kind, onClose }: OperationDialogProps) {
  const { label, meaning, done, isDanger, run } = OPERATIONS[kind];
  const [reason, setReason] = useState("");
  const client = useQueryClient();
  const operate = useMutation({
    mutationFn: () => run(flowId, reason.trim()),
    onSuccess: async () => {
      onClose();
      toast.success(done);
      await Promise.all(
        [endpoints.flowHalts, endpoints.versions, endpoints.flow, endpoints.flows].map(({ path }) =>
          client.invalidateQueries({ queryKey: [path] }),
        ),
      );
    },
  });
  return (
    <Dialog
      open
      onClose={onClose}
      title={label}
      description={meaning}
      actions={
        <>
          <Button onClick={onClose}>Not now</Button>
          <Button
            kind={isDanger === true ? "danger" : "primary"}
            disabledReason={
              operate.isPending
                ? "Just a moment"
                : reason.trim().length < MIN_REASON
                  ? "Say why"
                  : undefined
            }
            onClick={() => operate.mutate()}
          >
            {label}
          </Button>
        </>
      }
    >
      <TextArea
        label="Why"
        hint="It stands on the audit trail with your name."
        rows={2}
        autoFocus
        maxLength={500}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
      {operate.isError && (
        <p role="alert" className="mt-2 text-sm text-bad">
          {messageOf(operate.error)}
        </p>
      )}
    </Dialog>
  );
}
