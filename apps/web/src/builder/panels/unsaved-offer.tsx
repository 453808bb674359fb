import { Button, Callout } from "@fairflow/ui";
import { useState } from "react";
import type { Autosave } from "../autosave.ts";
import { useBuilder } from "../builder-context.ts";
import { undoListFor } from "../undo-list.ts";
import { forgetUnsaved, type UnsavedDraft } from "../unsaved-drafts.ts";
import type { EditBuilderProps } from "../edit-builder.tsx";

export interface UnsavedOfferProps extends Pick<EditBuilderProps, "loaded" | "undoList"> {
  readonly unsaved: UnsavedDraft;
  readonly autosave: Autosave;
}

/** Changes that never reached the server, from an earlier visit: to bring back, or to let go. */
export function UnsavedOffer({ loaded, unsaved, undoList, autosave }: UnsavedOfferProps) {
  const { document } = useBuilder();
  const [isOpen, setIsOpen] = useState(true);
  if (!isOpen) return null;
  const isOurs = unsaved.revision === loaded.revision;

  const bringBack = () => {
    setIsOpen(false);
    const { flow, apply, replace } = document.getState();
    const own = undoListFor(undoList, unsaved.flow);
    // With the steps that led there, unless there is something else to go back to.
    if (isOurs && flow === loaded.flow && own.past.length > 0) replace(unsaved.flow, own);
    else {
      apply({ label: "Bring back unsaved changes", flow: unsaved.flow });
      // Somebody saved meanwhile: the same question as when both write at once.
      if (!isOurs) autosave.meetTheirs(loaded, unsaved.base);
    }
  };

  return (
    <Callout
      tone="info"
      title="This browser has changes that were never saved"
      actions={
        <span className="flex gap-2">
          <Button kind="primary" onClick={bringBack}>
            Bring them back
          </Button>
          <Button
            onClick={() => {
              setIsOpen(false);
              void forgetUnsaved(loaded.id);
            }}
          >
            Let them go
          </Button>
        </span>
      }
    >
      {isOurs
        ? "Nobody has changed the draft since."
        : `${loaded.changedBy} has changed the draft since. You choose what becomes of both.`}
    </Callout>
  );
}
