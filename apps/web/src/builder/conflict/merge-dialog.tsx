import {
  mergeFlows,
  nodeMerges,
  type Drafts,
  type Flow,
  type FlowNode,
  type NodeId,
  type NodeMerge,
  type Side,
} from "@fairflow/flow";
import { Button, Dialog } from "@fairflow/ui";
import { useState } from "react";
import { useBuilder, useDocument } from "../builder-context.ts";
import type { Conflict } from "./conflict-dialog.tsx";

export interface MergeDialogProps {
  readonly conflict: Conflict;
  readonly onBack: () => void;
  readonly onMerged: (merged: Flow) => void;
}

/** One draft of two, step by step: what one side changed is taken from it; what both changed, somebody chooses. */
export function MergeDialog({ conflict, onBack, onMerged }: MergeDialogProps) {
  const mine = useDocument(({ flow }) => flow);
  const { base, theirs } = conflict;
  const drafts = { base, mine, theirs: theirs.flow };
  const merges = nodeMerges(drafts);
  const [picks, setPicks] = useState<ReadonlyMap<NodeId, Side>>(new Map());
  const sideOf = ({ id, by }: NodeMerge) => picks.get(id) ?? (by === "both" ? undefined : by);
  const open = merges.filter((merge) => sideOf(merge) === undefined).length;
  return (
    <Dialog
      open
      mustAnswer
      onClose={() => undefined}
      size="large"
      title="Merge step by step"
      description={
        merges.length === 0
          ? "You changed the same steps alike: only settings, notes or the drawing differ, and yours are kept where you changed them."
          : `Each step is taken whole from one side. What only one of you changed is chosen already.`
      }
      actions={
        <>
          <Button onClick={onBack}>Back</Button>
          <Button
            kind="primary"
            disabledReason={
              open === 0
                ? undefined
                : `Choose for ${open === 1 ? "1 more step" : `${open} more steps`}`
            }
            onClick={() => onMerged(mergeFlows(drafts, picks))}
          >
            Merge
          </Button>
        </>
      }
    >
      <ul aria-label="Steps that differ" className="flex flex-col gap-2">
        {merges.map((merge) => (
          <StepChoice
            key={merge.id}
            merge={merge}
            drafts={drafts}
            them={theirs.changedBy}
            side={sideOf(merge)}
            onPick={(side) => setPicks(new Map([...picks, [merge.id, side]]))}
          />
        ))}
      </ul>
    </Dialog>
  );
}

interface StepChoiceProps {
  readonly merge: NodeMerge;
  readonly drafts: Drafts;
  /** Who the other is. */
  readonly them: string;
  readonly side: Side | undefined;
  readonly onPick: (side: Side) => void;
}

function StepChoice({ merge, drafts, them, side, onPick }: StepChoiceProps) {
  const { view } = useBuilder();
  const { id, by } = merge;
  const words = (of: Side) => sentenceOf(merge[of], view(drafts[of], id)?.sentence);
  // As both knew it; a new step as whoever made it calls it.
  const title =
    [drafts.base, drafts.mine, drafts.theirs].map((flow) => view(flow, id)?.title).find(Boolean) ??
    id;
  return (
    <li className="rounded-card border border-line p-3">
      <fieldset>
        <legend className="float-left mb-1.5 w-full text-base font-semibold">
          {title}
          <span className="ml-2 text-sm font-normal text-ink-2">
            {by === "both"
              ? "both of you changed it"
              : by === "mine"
                ? "only you changed it"
                : `only ${them} changed it`}
          </span>
        </legend>
        <div className="clear-both grid gap-2 sm:grid-cols-2">
          {(["mine", "theirs"] as const).map((of) => (
            <label
              key={of}
              className="grid cursor-pointer grid-cols-[auto_1fr] content-start gap-x-2.5 rounded-control border border-line px-2.5 py-2 has-checked:border-accent has-checked:bg-accent-soft"
            >
              <input
                type="radio"
                name={`side of ${id}`}
                checked={side === of}
                onChange={() => onPick(of)}
                className="mt-1 size-4 shrink-0 accent-accent"
              />
              <span className="text-sm font-medium">{of === "mine" ? "Mine" : `From ${them}`}</span>
              <span className="col-start-2 text-sm wrap-anywhere text-ink-2">{words(of)}</span>
            </label>
          ))}
        </div>
      </fieldset>
    </li>
  );
}

function sentenceOf(node: FlowNode | undefined, sentence: string | undefined): string {
  if (node === undefined) return "Without this step";
  const name = node.name === "" ? "" : `“${node.name}”: `;
  const passed = node.disabled === true ? " (disabled)" : "";
  return `${name}${sentence ?? node.type}${passed}`;
}
