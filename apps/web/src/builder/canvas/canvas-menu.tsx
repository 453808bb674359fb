import { ContextMenu } from "@base-ui/react/context-menu";
import { Keys } from "@fairflow/ui";
import { useState, type ReactElement } from "react";
import { reasonAgainstCommand, type BuilderCommand } from "../builder-command.ts";
import { BUILDER_COMMANDS } from "../builder-commands.ts";
import { useBuilder, useDocument, type Builder } from "../builder-context.ts";
import { useCommandReach } from "../use-command-reach.ts";

export interface CanvasMenuProps {
  /** What is pressed with the other button, or long with a finger. */
  readonly children: ReactElement<Record<string, unknown>>;
}

const LEFT_OUT: ReadonlySet<string> = new Set(["none", "all", "undo", "redo", "settings"]);

/** What can be done with the selection, where it stands. */
export function CanvasMenu({ children }: CanvasMenuProps) {
  const builder = useBuilder();
  const reach = useCommandReach();
  const readOnly = useDocument((state) => state.readOnly);
  const [shown, setShown] = useState<readonly BuilderCommand[]>([]);
  return (
    <ContextMenu.Root
      onOpenChange={(open, { event }) => {
        if (!open) return;
        choosePressed(builder, event.target);
        setShown(commandsFor(builder));
      }}
    >
      <ContextMenu.Trigger render={children} />
      <ContextMenu.Portal>
        <ContextMenu.Positioner className="z-50">
          <ContextMenu.Popup className="max-h-[80dvh] min-w-60 overflow-y-auto rounded-card border border-line bg-raised p-1 shadow-high outline-none">
            {shown.length === 0 && (
              <p className="px-2.5 py-1.5 text-base text-ink-3">
                {readOnly ? "Nothing can be changed here" : "Select a step first"}
              </p>
            )}
            {shown.map((command) => (
              <ContextMenu.Item
                key={command.id}
                onClick={() => command.run(reach)}
                className="flex cursor-default items-center gap-6 rounded-control px-2.5 py-1.5 text-base text-ink outline-none select-none data-highlighted:bg-sunken"
              >
                <span className="flex-1">{command.title}</span>
                {command.keys !== undefined && (
                  <span className="text-ink-3">
                    <Keys keys={command.keys} />
                  </span>
                )}
              </ContextMenu.Item>
            ))}
          </ContextMenu.Popup>
        </ContextMenu.Positioner>
      </ContextMenu.Portal>
    </ContextMenu.Root>
  );
}

/** A finger that rests on a step brings no click before the menu: what it rests on joins in by being chosen. */
function choosePressed({ document }: Builder, target: EventTarget | null): void {
  const element = target instanceof Element ? target.closest(".react-flow__node-step") : null;
  const { flow, selection, select } = document.getState();
  const step = flow.nodes.find(({ id }) => id === element?.getAttribute("data-id"));
  if (step !== undefined && !selection.has(step.id)) select([step.id]);
}

function commandsFor(builder: Builder): readonly BuilderCommand[] {
  return BUILDER_COMMANDS.filter(
    (command) =>
      command.group !== "View" &&
      !LEFT_OUT.has(command.id) &&
      reasonAgainstCommand(builder, command) === undefined,
  );
}
