import { endpoints, type Frame } from "@fairflow/contract";
import { Button, Dialog, TextArea } from "@fairflow/ui";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { ask } from "../server/ask.ts";
import { call } from "../server/call.ts";
import { formatCount } from "../server/format.ts";
import { messageOf } from "../server/request-failed.ts";

export interface SendingDialogProps {
  readonly sending: Frame["sending"];
  readonly onClose: () => void;
}

const MIN_REASON = 3;

/** Pausing or resuming everything needs a reason, which the audit trail keeps. */
export function SendingDialog({ sending, onClose }: SendingDialogProps) {
  const client = useQueryClient();
  const [reason, setReason] = useState("");
  const change = useMutation({
    mutationFn: () =>
      call(endpoints.setSending, { body: { on: !sending.on, reason: reason.trim() } }),
    onSuccess: (frame) => {
      client.setQueryData(ask(endpoints.frame, {}).queryKey, frame);
      onClose();
    },
  });
  const queued = formatCount(sending.queued);
  const action = sending.on ? "Pause all sending" : "Send again";
  return (
    <Dialog
      open
      onClose={onClose}
      title={action}
      description={
        sending.on
          ? `Nothing is sent to anyone until someone resumes. ${queued} queued messages will wait; flows go on.`
          : `Messages go out again, each after a fresh check of the rules. ${queued} are waiting.`
      }
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            kind={sending.on ? "danger" : "primary"}
            disabledReason={
              change.isPending
                ? "Just a moment"
                : reason.trim().length < MIN_REASON
                  ? "Say why"
                  : undefined
            }
            onClick={() => change.mutate()}
          >
            {action}
          </Button>
        </>
      }
    >
      <TextArea
        label="Why"
        hint="It is kept on the audit trail with your name."
        rows={2}
        autoFocus
        value={reason}
        maxLength={500}
        onChange={(event) => setReason(event.target.value)}
      />
      {change.isError && (
        <p role="alert" className="mt-2 text-sm text-bad">
          {messageOf(change.error)}
        </p>
      )}
    </Dialog>
  );
}
