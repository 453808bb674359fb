import { Button, Dialog, type DialogProps } from "@fairflow/ui";
import type { ReactNode } from "react";
import { WhyFailed } from "./why-failed.tsx";

export interface FormDialogProps {
  readonly title: string;
  readonly description?: ReactNode;
  /** The words of the main button. */
  readonly action: string;
  readonly kind?: "primary" | "danger";
  readonly size?: DialogProps["size"];
  /** What still has to be said. */
  readonly missing: string | undefined;
  readonly saving: { readonly isPending: boolean; readonly error: Error | null };
  readonly onSave: () => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A dialog whose fields are saved together: what still lacks, and what went wrong. */
export function FormDialog({
  title,
  description,
  action,
  kind = "primary",
  size = "medium",
  missing,
  saving,
  onSave,
  onClose,
  children,
}: FormDialogProps) {
  return (
    <Dialog
      open
      onClose={onClose}
      size={size}
      title={title}
      description={description}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            kind={kind}
            disabledReason={saving.isPending ? "Just a moment" : missing}
            onClick={onSave}
          >
            {action}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        {children}
        <WhyFailed error={saving.error} />
      </div>
    </Dialog>
  );
}
