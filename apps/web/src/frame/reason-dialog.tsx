import { MAX_REASON, MIN_REASON } from "@fairflow/contract";
import { Button, Dialog, TextArea, type ButtonKind } from "@fairflow/ui";
import { useMutation } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { WhyFailed } from "./why-failed.tsx";

export interface ReasonDialogProps {
  readonly title: string;
  readonly description: ReactNode;
  /** The verb on the button. */
  readonly action: string;
  readonly kind?: ButtonKind;
  readonly onConfirm: (reason: string) => Promise<unknown>;
  readonly onClose: () => void;
}

/** For what is allowed only with a reason, which is kept with the name of whoever gave it. */
export function ReasonDialog({
  title,
  description,
  action,
  kind = "primary",
  onConfirm,
  onClose,
}: ReasonDialogProps) {
  const [reason, setReason] = useState("");
  const confirm = useMutation({
    mutationFn: () => onConfirm(reason.trim()),
    onSuccess: onClose,
  });
  return (
    <Dialog
      open
      onClose={onClose}
      title={title}
      description={description}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            kind={kind}
            disabledReason={
              confirm.isPending
                ? "Just a moment"
                : reason.trim().length < MIN_REASON
                  ? "Say why"
                  : undefined
            }
            onClick={() => confirm.mutate()}
          >
            {action}
          </Button>
        </>
      }
    >
      <TextArea
        label="Why"
        hint="It is kept on the audit trail, with your name and the time."
        rows={3}
        autoFocus
        maxLength={MAX_REASON}
        value={reason}
        onChange={({ target }) => setReason(target.value)}
      />
      <WhyFailed error={confirm.error} className="mt-2" />
    </Dialog>
  );
}
