import { Button, Dialog } from "@fairflow/ui";
import type { ReactNode } from "react";
import { messageOf } from "../server/request-failed.ts";

export interface RecordDialogProps {
  readonly title: string;
  readonly description: string;
  /** The words of the main button. */
  readonly action: string;
  readonly kind?: "primary" | "danger";
  /** What still has to be said. */
  readonly missing: string | undefined;
  readonly isPending: boolean;
  readonly error: Error | null;
  readonly onRecord: () => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** Puts something on record: its fields, what still lacks, and what went wrong. */
export function RecordDialog({
  title,
  description,
  action,
  kind = "primary",
  missing,
  isPending,
  error,
  onRecord,
  onClose,
  children,
}: RecordDialogProps) {
  return (
    <Dialog
      open
      onClose={onClose}
      size="medium"
      title={title}
      description={description}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            kind={kind}
            disabledReason={isPending ? "Just a moment" : missing}
            onClick={onRecord}
          >
            {action}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        {children}
        {error !== null && (
          <p role="alert" className="text-sm text-bad">
            {messageOf(error)}
          </p>
        )}
      </div>
    </Dialog>
  );
}
