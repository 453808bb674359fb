import { renameGroup } from "@fairflow/flow";
import { Button, TextField } from "@fairflow/ui";
import {
  CirclePlay,
  CircleSlash,
  Copy,
  FoldVertical,
  Group,
  Trash2,
  Ungroup,
  UnfoldVertical,
  WandSparkles,
} from "lucide-react";
import { useBuilder, useDocument, useUi } from "../builder-context.ts";
import { duplicateSelection } from "../commands/clipboard.ts";
import { deleteSelection } from "../commands/delete-steps.ts";
import { enablesNext, reasonAgainstDisabling, toggleDisabled } from "../commands/disable-steps.ts";
import {
  groupSelection,
  isFoldedHere,
  selectedGroup,
  toggleFold,
  ungroupSelection,
} from "../commands/group-steps.ts";
import { tidy } from "../commands/tidy.ts";

/** Several steps at once: what can be done with all of them, and the group that they are, if they are one. */
export function SelectionSummary() {
  const builder = useBuilder();
  const { document } = builder;
  const steps = useDocument(({ selection }) => selection.size);
  const notes = useDocument(({ selectedNotes }) => selectedNotes.size);
  const readOnly = useDocument((state) => state.readOnly);
  // Which group is selected follows from both.
  useDocument((state) => state.flow.grouping);
  // As does which of the steps are disabled.
  useDocument((state) => state.flow.nodes);
  const foldedHere = useUi((state) => state.foldedHere);
  const group = selectedGroup(builder);
  const enables = enablesNext(builder);
  const isWhole = group !== undefined && group.nodes.length === steps;
  const words = [
    ...(steps === 0 ? [] : [steps === 1 ? "1 step" : `${steps} steps`]),
    ...(notes === 0 ? [] : [notes === 1 ? "1 note" : `${notes} notes`]),
  ].join(" and ");
  return (
    <div className="flex flex-col gap-4 overflow-y-auto p-4">
      <div>
        <h2 className="text-lg font-semibold">{isWhole ? "Group" : words}</h2>
        {isWhole && <p className="text-sm text-ink-3">{words}</p>}
      </div>
      {isWhole && !readOnly && (
        <TextField
          label="Name of the group"
          value={group.name}
          maxLength={120}
          onChange={({ target }) =>
            document.getState().apply({
              label: "Rename a group",
              key: `group ${group.id}`,
              flow: renameGroup(document.getState().flow, group.id, target.value),
            })
          }
        />
      )}
      <div className="flex flex-wrap gap-2">
        {isWhole && (
          <Button
            icon={
              isFoldedHere(group, foldedHere) ? (
                <UnfoldVertical className="size-4" />
              ) : (
                <FoldVertical className="size-4" />
              )
            }
            onClick={() => toggleFold(builder, group)}
          >
            {isFoldedHere(group, foldedHere) ? "Unfold" : "Fold"}
          </Button>
        )}
        {readOnly ? (
          <p className="text-base text-ink-2">Choose one step to see more about it.</p>
        ) : (
          <>
            {isWhole ? (
              <Button
                icon={<Ungroup className="size-4" />}
                onClick={() => ungroupSelection(builder)}
              >
                Take apart
              </Button>
            ) : (
              steps > 0 && (
                <Button icon={<Group className="size-4" />} onClick={() => groupSelection(builder)}>
                  Group
                </Button>
              )
            )}
            <Button icon={<Copy className="size-4" />} onClick={() => duplicateSelection(builder)}>
              Duplicate
            </Button>
            {steps > 1 && (
              <Button icon={<WandSparkles className="size-4" />} onClick={() => void tidy(builder)}>
                Tidy these
              </Button>
            )}
            {steps > 0 && (
              <Button
                disabledReason={reasonAgainstDisabling(builder)}
                icon={
                  enables ? <CirclePlay className="size-4" /> : <CircleSlash className="size-4" />
                }
                onClick={() => toggleDisabled(builder)}
              >
                {enables ? "Enable" : "Disable"}
              </Button>
            )}
            <Button
              kind="danger"
              icon={<Trash2 className="size-4" />}
              onClick={() => deleteSelection(builder)}
            >
              Delete
            </Button>
          </>
        )}
      </div>
    </div>
  );
}
