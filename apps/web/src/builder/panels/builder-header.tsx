import { IconButton } from "@fairflow/ui";
import { Keyboard, Redo2, Undo2 } from "lucide-react";
import type { Autosave } from "../autosave.ts";
import { useBuilder, useDocument } from "../builder-context.ts";
import { redoIn, undoIn } from "../commands/undo.ts";
import { CommentsButton } from "../comments/comments-button.tsx";
import { BackLink } from "./back-link.tsx";
import { FlowHeader } from "./flow-header.tsx";
import { HistoryMenu } from "./history-menu.tsx";
import { InspectorToggle } from "./inspector-toggle.tsx";
import { ModeSwitch } from "./mode-switch.tsx";
import { PresentPeople } from "../presence/present-people.tsx";
import { SubmitButton } from "../publish/submit-button.tsx";
import { SaveText } from "./save-text.tsx";
import { VersionsMenu, type LiveVersion } from "./versions-menu.tsx";

export interface BuilderHeaderProps {
  readonly flowId: string;
  readonly live: LiveVersion | null;
  readonly autosave: Autosave;
}

export function BuilderHeader({ flowId, live, autosave }: BuilderHeaderProps) {
  const builder = useBuilder();
  const name = useDocument(({ flow }) => flow.name);
  const readOnly = useDocument((state) => state.readOnly);
  const undo = useDocument(({ past }) => past.at(-1)?.label);
  const redo = useDocument(({ future }) => future.at(-1)?.label);
  return (
    <FlowHeader
      back={<BackLink to="/flows" aria-label="All flows" />}
      title={name}
      state={<SaveText autosave={autosave} readOnly={readOnly} />}
    >
      <VersionsMenu flowId={flowId} live={live} />
      {!readOnly && (
        <div className="flex items-center border-l border-line pl-2">
          <IconButton
            label={undo === undefined ? "Undo" : `Undo: ${undo}`}
            keys="Ctrl+Z"
            icon={<Undo2 className="size-4" />}
            disabledReason={undo === undefined ? "Nothing to undo" : undefined}
            onClick={() => undoIn(builder)}
          />
          <IconButton
            label={redo === undefined ? "Redo" : `Redo: ${redo}`}
            keys="Ctrl+Shift+Z"
            icon={<Redo2 className="size-4" />}
            disabledReason={redo === undefined ? "Nothing to redo" : undefined}
            onClick={() => redoIn(builder)}
          />
          <HistoryMenu flowId={flowId} live={live} />
        </div>
      )}
      <div className="ml-auto flex items-center gap-2 max-lg:flex-wrap">
        <PresentPeople />
        <IconButton
          label="Keys"
          keys="?"
          icon={<Keyboard className="size-4" />}
          onClick={() => builder.ui.getState().show({ keysOpen: true })}
        />
        <CommentsButton />
        <InspectorToggle />
        <ModeSwitch hasLive={live !== null} />
        <SubmitButton flowId={flowId} autosave={autosave} />
      </div>
    </FlowHeader>
  );
}
