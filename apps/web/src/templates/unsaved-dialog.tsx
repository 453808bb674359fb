import { Button, Dialog } from "@fairflow/ui";
import { useBlocker } from "@tanstack/react-router";

export interface UnsavedDialogProps {
  readonly isUnsaved: boolean;
}

/** Asks before what was written is left behind: by a link, the way back, or closing the tab, where the browser asks. */
export function UnsavedDialog({ isUnsaved }: UnsavedDialogProps) {
  const leaving = useBlocker({
    shouldBlockFn: () => isUnsaved,
    enableBeforeUnload: () => isUnsaved,
    withResolver: true,
  });
  if (leaving.status !== "blocked") return null;
  return (
    <Dialog
      open
      onClose={leaving.reset}
      title="Leave without saving?"
      description="What you have changed in this template is not saved, and is lost when you leave."
      actions={
        <>
          <Button kind="danger" onClick={leaving.proceed}>
            Leave without saving
          </Button>
          <Button kind="primary" onClick={leaving.reset}>
            Stay
          </Button>
        </>
      }
    />
  );
}
