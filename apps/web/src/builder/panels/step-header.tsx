import { renameNode, type FlowNode } from "@fairflow/flow";
import { Menu } from "@fairflow/ui";
import {
  ArrowDownToLine,
  CirclePlay,
  CircleSlash,
  Clipboard,
  Copy,
  Ellipsis,
  MoveVertical,
  Trash2,
} from "lucide-react";
import { useBuilder } from "../builder-context.ts";
import { copyToClipboard, duplicateSelection } from "../commands/clipboard.ts";
import { deleteSelection } from "../commands/delete-steps.ts";
import { reasonAgainstDisabling, toggleDisabled } from "../commands/disable-steps.ts";
import { stream } from "../commands/move-cursor.ts";
import { StepIcon } from "../step-icon.tsx";
import { wayPastWords, type StepView } from "../step-view.ts";

export interface StepHeaderProps {
  readonly node: FlowNode;
  readonly view: StepView;
}

/** The step's name, and what it does in one sentence that changes as one types. */
export function StepHeader({ node, view }: StepHeaderProps) {
  const builder = useBuilder();
  return (
    <header data-family={view.family} className="flex flex-col gap-2.5 px-4 pt-4 pb-3">
      <div className="flex items-center gap-3">
        <span className="family-tile flex size-9 shrink-0 items-center justify-center rounded-lg">
          <StepIcon type={node.type} className="size-5" />
        </span>
        <div className="min-w-0 flex-1">
          <input
            aria-label="Name of the step"
            value={node.name}
            maxLength={120}
            placeholder={view.typeTitle}
            onChange={({ target }) => {
              const { flow, apply } = builder.document.getState();
              apply({
                label: `Rename “${view.title}”`,
                key: `name ${node.id}`,
                flow: renameNode(flow, node.id, target.value),
              });
            }}
            className="-mx-1.5 w-full rounded-control border border-transparent bg-transparent px-1.5 text-lg font-semibold text-ink placeholder:text-ink hover:border-line-strong/60 focus-visible:bg-surface"
          />
          {node.name !== "" && <p className="mt-0.5 text-xs text-ink-3">{view.typeTitle}</p>}
        </div>
        <Menu
          trigger={
            <button
              type="button"
              aria-label="More about this step"
              className="inline-flex size-8 items-center justify-center rounded-control text-ink-2 hover:bg-sunken"
            >
              <Ellipsis className="size-4" />
            </button>
          }
          items={[
            {
              label: "Duplicate",
              keys: "Ctrl+D",
              icon: <Copy className="size-4" />,
              onSelect: () => duplicateSelection(builder),
            },
            {
              label: "Move elsewhere",
              keys: "M",
              icon: <MoveVertical className="size-4" />,
              disabledReason:
                view.role === "step" ? undefined : "It begins a way of its own and stays there",
              onSelect: () => builder.ui.getState().show({ moving: node.id }),
            },
            {
              label: "Copy",
              keys: "Ctrl+C",
              icon: <Clipboard className="size-4" />,
              onSelect: () => void copyToClipboard(builder),
            },
            {
              label: "Select everything after",
              keys: "Shift+Right",
              icon: <ArrowDownToLine className="size-4" />,
              onSelect: () => {
                const { flow, select } = builder.document.getState();
                select(stream(flow, node.id, "downstream"));
              },
            },
            {
              label: view.isDisabled ? "Enable" : "Disable",
              keys: "D",
              icon: view.isDisabled ? (
                <CirclePlay className="size-4" />
              ) : (
                <CircleSlash className="size-4" />
              ),
              disabledReason: reasonAgainstDisabling(builder),
              onSelect: () => toggleDisabled(builder),
            },
            {
              label: "Delete",
              keys: "Del",
              isDanger: true,
              startsGroup: true,
              icon: <Trash2 className="size-4" />,
              onSelect: () => deleteSelection(builder),
            },
          ]}
        />
      </div>
      <p aria-live="polite" className="rounded-card bg-sunken px-3 py-2 text-base text-ink">
        <span className={view.isDisabled ? "text-ink-2 line-through" : undefined}>
          {view.sentence}
        </span>
        {view.isDisabled && <span className="mt-1 block">Disabled: {wayPastWords(view)}.</span>}
      </p>
    </header>
  );
}
