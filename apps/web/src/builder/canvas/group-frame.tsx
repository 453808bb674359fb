import { renameGroup } from "@fairflow/flow";
import type { NodeProps } from "@xyflow/react";
import { FoldVertical } from "lucide-react";
import { useBuilder, useDocument, useUi } from "../builder-context.ts";
import { toggleFold } from "../commands/group-steps.ts";
import type { FrameElement } from "./ground-elements.ts";
import { InlineName } from "./inline-name.tsx";
import { useFocusStep } from "./use-focus-step.ts";

/** The frame around the steps of a group. Its head moves them all, selects them, folds them. */
export function GroupFrame({ data: { group } }: NodeProps<FrameElement>) {
  const builder = useBuilder();
  const { document, ui } = builder;
  const isRenaming = useUi(({ renaming }) => renaming === group.id);
  const readOnly = useDocument((state) => state.readOnly);
  const focusStep = useFocusStep();
  const [first] = group.nodes;
  return (
    <div className="size-full rounded-node border border-dashed border-line-strong bg-surface/50">
      <div className="group-head pointer-events-auto flex h-full w-8 flex-col items-center gap-2 rounded-l-node border-r border-dashed border-line-strong bg-surface py-1">
        <button
          type="button"
          tabIndex={-1}
          aria-label={`Fold ${group.name}`}
          title="Fold to one box (G)"
          onClick={() => {
            toggleFold(builder, group);
            if (first !== undefined) focusStep(first);
          }}
          className="nodrag inline-flex size-6 shrink-0 items-center justify-center rounded-control text-ink-2 hover:bg-sunken"
        >
          <FoldVertical aria-hidden className="size-4" />
        </button>
        {isRenaming ? (
          <span className="absolute top-9 left-1 z-10 w-56">
            <InlineName
              label="Name of the group"
              name={group.name}
              placeholder="Group"
              onSave={(name) => {
                const { flow, apply } = document.getState();
                const label = `Rename the group “${group.name}”`;
                apply({ label, flow: renameGroup(flow, group.id, name) });
              }}
              onEnd={() => {
                ui.getState().show({ renaming: undefined });
                if (first !== undefined) focusStep(first);
              }}
            />
          </span>
        ) : (
          <button
            type="button"
            tabIndex={-1}
            title="Select the steps of this group; double-click to rename it"
            onClick={() => document.getState().select(group.nodes)}
            onDoubleClick={() => {
              if (!readOnly) ui.getState().show({ renaming: group.id });
            }}
            className="min-h-0 w-6 flex-1 rotate-180 cursor-grab! truncate text-right text-sm leading-6 font-semibold text-ink-2 [writing-mode:vertical-rl]"
          >
            {group.name === "" ? "Group" : group.name}
          </button>
        )}
      </div>
    </div>
  );
}
