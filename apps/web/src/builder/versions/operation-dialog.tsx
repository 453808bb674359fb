import { endpoints } from "@fairflow/contract";
import { useQueryClient } from "@tanstack/react-query";
import { toast } from "sonner";
import { ReasonDialog } from "../../frame/reason-dialog.tsx";
import { OPERATIONS, type OperationKind } from "./operation.ts";

export interface OperationDialogProps {
  readonly flowId: string;
  readonly kind: OperationKind;
  readonly onClose: () => void;
}

/** Asks for the reason before something is done to a flow as it runs. */
export function OperationDialog({ flowId, kind, onClose }: OperationDialogProps) {
  const { label, meaning, done, isDanger, run } = OPERATIONS[kind];
  const client = useQueryClient();
  return (
    <ReasonDialog
      title={label}
      description={meaning}
      action={label}
      kind={isDanger === true ? "danger" : "primary"}
      onClose={onClose}
      onConfirm={async (reason) => {
        await run(flowId, reason);
        toast.success(done);
        await Promise.all(
          [endpoints.flowHalts, endpoints.versions, endpoints.flow, endpoints.flows].map(
            ({ path }) => client.invalidateQueries({ queryKey: [path] }),
          ),
        );
      }}
    />
  );
}
