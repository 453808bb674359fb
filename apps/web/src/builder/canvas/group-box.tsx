import { Handle, Position, type NodeProps } from "@xyflow/react";
import { clsx } from "clsx";
import { CircleAlert, Layers, UnfoldVertical } from "lucide-react";
import { groupsOf } from "@fairflow/flow";
import { formatCount } from "../../server/format.ts";
import { useBuilder, useDocument, useIssues, useLive } from "../builder-context.ts";
import { CommentBadge } from "../comments/comment-badge.tsx";
import { toggleFold } from "../commands/group-steps.ts";
import { countsOf } from "../live/live-store.ts";
import type { BoxElement } from "./canvas-elements.ts";
import { exitOffset } from "../geometry.ts";
import { useDetailLevel } from "./detail-level.ts";
import { useFocusStep } from "./use-focus-step.ts";

/** A folded group: how many steps are in it, what is wrong with them, and in the live view how many people. */
export function GroupBox({ data: { group: id, exits }, selected }: NodeProps<BoxElement>) {
  const builder = useBuilder();
  const group = useDocument(({ flow }) => groupsOf(flow).find((each) => each.id === id));
  const problems = useIssues(({ byNode }) =>
    (group?.nodes ?? []).reduce((sum, member) => sum + (byNode.get(member)?.length ?? 0), 0),
  );
  const isLive = builder.hasNumbers;
  const present = useLive((state) =>
    (group?.nodes ?? []).reduce((sum, member) => sum + (countsOf(state, member)?.present ?? 0), 0),
  );
  const detail = useDetailLevel();
  const focusStep = useFocusStep();
  if (group === undefined) return null;
  const unfold = () => {
    toggleFold(builder, group);
    const [first] = group.nodes;
    if (first !== undefined) focusStep(first);
  };
  return (
    <div
      className={clsx(
        "relative size-full rounded-node border bg-surface",
        // Two edges behind it say that there is more than one.
        "shadow-[3px_3px_0_-1px_var(--surface),3px_3px_0_0_var(--line-strong)]",
        selected ? "border-accent ring-2 ring-accent" : "border-line-strong",
      )}
    >
      <Handle id="in" type="target" position={Position.Top} className="invisible" />
      {exits.map((exit, index) => (
        <Handle
          key={exit.id}
          id={exit.id}
          type="source"
          position={Position.Bottom}
          isConnectable={false}
          className="invisible"
          style={{ left: exitOffset(index, exits.length) }}
        />
      ))}
      <div className="flex size-full items-start gap-3 px-4 py-2.5" onDoubleClick={unfold}>
        <Layers
          aria-hidden
          className={clsx(
            "shrink-0 text-ink-2",
            detail === "full" ? "mt-1 size-6" : "mt-2.5 size-12",
          )}
        />
        {detail !== "block" && (
          <div className="flex min-w-0 flex-1 flex-col">
            <span
              className={clsx(
                "truncate font-semibold",
                detail === "full" ? "text-sm" : "pt-4.5 text-2xl",
              )}
            >
              {group.name === "" ? "Group" : group.name}
            </span>
            {detail === "full" && (
              <span className="text-xs text-ink-2 tabular-nums">
                {group.nodes.length === 1 ? "1 step" : `${group.nodes.length} steps`}
                {isLive && `, ${formatCount(present)} here`}
              </span>
            )}
            {detail === "full" && !isLive && (
              <span className="mt-1 flex gap-1.5">
                {problems > 0 && (
                  <span className="inline-flex items-center gap-1 rounded bg-bad-soft px-1.5 text-xs leading-5 font-medium text-bad">
                    <CircleAlert aria-hidden className="size-3.5" />
                    {problems === 1 ? "1 problem" : `${problems} problems`}
                  </span>
                )}
                <CommentBadge nodes={group.nodes} />
              </span>
            )}
          </div>
        )}
        {detail === "full" && (
          <button
            type="button"
            tabIndex={-1}
            aria-label={`Unfold ${group.name}`}
            title="Unfold (G)"
            onClick={unfold}
            className="nodrag inline-flex size-6 shrink-0 items-center justify-center rounded-control text-ink-2 hover:bg-sunken"
          >
            <UnfoldVertical aria-hidden className="size-4" />
          </button>
        )}
      </div>
    </div>
  );
}
