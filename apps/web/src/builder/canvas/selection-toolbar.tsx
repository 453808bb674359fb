import { IconButton } from "@fairflow/ui";
import { Panel } from "@xyflow/react";
import { CirclePlay, CircleSlash, Copy, Group, Trash2, Ungroup, WandSparkles } from "lucide-react";
import { useBuilder, useDocument } from "../builder-context.ts";
import { duplicateSelection } from "../commands/clipboard.ts";
import { deleteSelection } from "../commands/delete-steps.ts";
import { enablesNext, reasonAgainstDisabling, toggleDisabled } from "../commands/disable-steps.ts";
import { groupSelection, selectedGroup, ungroupSelection } from "../commands/group-steps.ts";
import { tidy } from "../commands/tidy.ts";

/** What can be done with several steps at once, where one has just marked them. */
export function SelectionToolbar() {
  const builder = useBuilder();
  const steps = useDocument(({ selection }) => selection.size);
  const notes = useDocument(({ selectedNotes }) => selectedNotes.size);
  const readOnly = useDocument((state) => state.readOnly);
  // Which group is selected follows from both.
  useDocument((state) => state.flow.grouping);
  // As does which of the steps are disabled.
  useDocument((state) => state.flow.nodes);
  if (readOnly || steps + notes < 2) return null;
  const group = selectedGroup(builder);
  const enables = enablesNext(builder);
  const isWhole = group !== undefined && group.nodes.length === steps;
  return (
    <Panel position="top-center" className="m-3!">
      <div
        role="toolbar"
        aria-label="Selection"
        className="flex items-center gap-0.5 rounded-card border border-line bg-surface p-1 pl-3 shadow-low"
      >
        <span className="pr-2 text-sm text-ink-2 tabular-nums">{steps + notes} selected</span>
        <IconButton
          label="Duplicate"
          keys="Ctrl+D"
          icon={<Copy className="size-4" />}
          onClick={() => duplicateSelection(builder)}
        />
        {steps > 1 &&
          (isWhole ? (
            <IconButton
              label="Take the group apart"
              icon={<Ungroup className="size-4" />}
              onClick={() => ungroupSelection(builder)}
            />
          ) : (
            <IconButton
              label="Group"
              keys="Ctrl+G"
              icon={<Group className="size-4" />}
              onClick={() => groupSelection(builder)}
            />
          ))}
        {steps > 1 && (
          <IconButton
            label="Tidy these"
            icon={<WandSparkles className="size-4" />}
            onClick={() => void tidy(builder)}
          />
        )}
        {steps > 0 && (
          <IconButton
            label={enables ? "Enable" : "Disable"}
            keys="D"
            disabledReason={reasonAgainstDisabling(builder)}
            icon={enables ? <CirclePlay className="size-4" /> : <CircleSlash className="size-4" />}
            onClick={() => toggleDisabled(builder)}
          />
        )}
        <IconButton
          label="Delete"
          keys="Delete"
          icon={<Trash2 className="size-4" />}
          onClick={() => deleteSelection(builder)}
        />
      </div>
    </Panel>
  );
}
