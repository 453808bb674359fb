import { endpoints, type Frame } from "@fairflow/contract";
import { useQueryClient } from "@tanstack/react-query";
import { ask } from "../server/ask.ts";
import { call } from "../server/call.ts";
import { formatCount } from "../server/format.ts";
import { ReasonDialog } from "./reason-dialog.tsx";

export interface SendingDialogProps {
  readonly sending: Frame["sending"];
  readonly onClose: () => void;
}

/** Pausing or resuming everything needs a reason. */
export function SendingDialog({ sending, onClose }: SendingDialogProps) {
  const client = useQueryClient();
  const queued = formatCount(sending.queued);
  const action = sending.on ? "Pause all sending" : "Send again";
  return (
    <ReasonDialog
      title={action}
      description={
        sending.on
          ? `Nothing is sent to anyone until someone resumes. ${queued} queued messages will wait; flows go on.`
          : `Messages go out again, each after a fresh check of the rules. ${queued} are waiting.`
      }
      action={action}
      kind={sending.on ? "danger" : "primary"}
      onClose={onClose}
      onConfirm={async (reason) => {
        const frame = await call(endpoints.setSending, { body: { on: !sending.on, reason } });
        client.setQueryData(ask(endpoints.frame, {}).queryKey, frame);
      }}
    />
  );
}
