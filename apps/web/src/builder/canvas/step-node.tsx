import { targetOf } from "@fairflow/flow";
import type { NodeProps } from "@xyflow/react";
import { clsx } from "clsx";
import { CircleAlert, MessageSquare } from "lucide-react";
import {
  useBuilder,
  useDocument,
  useIssues,
  useStepView,
  useTrail,
  useUi,
} from "../builder-context.ts";
import { CommentBadge, useOpenThreads } from "../comments/comment-badge.tsx";
import { StepVisitors } from "../presence/step-visitors.tsx";
import { StepTrail } from "../simulate/step-trail.tsx";
import { StepIcon } from "../step-icon.tsx";
import type { StepElement } from "./canvas-elements.ts";
import { useDetailLevel } from "./detail-level.ts";
import { DisabledBadge } from "./disabled-badge.tsx";
import { LiveNumbers } from "../live/live-numbers.tsx";
import { StepName } from "./step-name.tsx";
import { OpenEnds } from "./open-ends.tsx";
import { MarkSign } from "../diff/mark-sign.tsx";
import { StepHandles } from "./step-handles.tsx";

/** One step. It keeps no state of its own: React Flow forgets the component when the step leaves the view. */
export function StepNode({ data: { step: id }, selected }: NodeProps<StepElement>) {
  const view = useStepView(id);
  const problems = useIssues(({ byNode }) => byNode.get(id)?.length ?? 0);
  const threads = useOpenThreads([id]);
  const detail = useDetailLevel();
  const { hasNumbers: isLive, marks } = useBuilder();
  const readOnly = useDocument((state) => state.readOnly);
  const mark = marks.get(id);
  const isOffTrail = useTrail(({ trail }) => trail !== undefined && !trail.visits.has(id));
  const hasOpenEnds = useDocument(
    ({ flow }) =>
      !readOnly &&
      view?.exits.some((exit) => targetOf(flow, { from: id, exit: exit.id }) === undefined) ===
        true,
  );
  const isRenaming = useUi(({ renaming }) => renaming === id);
  const show = useUi((state) => state.show);
  if (view === undefined) return null;
  const name = <StepName id={id} view={view} />;
  const hasBadges = !isLive && (problems > 0 || threads > 0 || view.isDisabled);

  return (
    <div
      data-family={view.family}
      data-mark={mark}
      data-passed={view.isDisabled || undefined}
      data-off-trail={isOffTrail || undefined}
      data-far={detail === "full" ? undefined : true}
      className={clsx(
        "step group/step relative h-full w-full rounded-node border bg-surface",
        selected ? "border-accent ring-2 ring-accent" : "border-line hover:border-line-strong",
      )}
    >
      {detail === "block" && <div className="family-fill size-full rounded-node" />}
      {detail === "small" && (
        <div className="flex size-full items-center gap-4 overflow-hidden rounded-node pl-4">
          <span className="family-bar" />
          <StepIcon type={view.type} className="family-ink size-12 shrink-0" strokeWidth={1.6} />
          {isLive ? (
            <LiveNumbers view={view} isShort />
          ) : isRenaming ? (
            name
          ) : (
            <span
              className={clsx(
                "line-clamp-2 pr-3 text-2xl leading-7 font-semibold wrap-anywhere",
                view.isDisabled && "text-ink-3 line-through",
              )}
            >
              {view.title}
            </span>
          )}
          {problems > 0 && <span className="absolute top-2 right-2 size-5 rounded-full bg-bad" />}
          {threads > 0 && (
            <MessageSquare aria-hidden className="absolute right-2 bottom-2 size-6 text-info" />
          )}
        </div>
      )}
      {detail === "full" && (
        <div className="flex size-full gap-3 overflow-hidden rounded-node py-2.5 pr-3 pl-4">
          <span className="family-bar" />
          <span className="family-tile mt-0.5 flex size-8 shrink-0 items-center justify-center rounded-lg">
            <StepIcon type={view.type} className="size-[18px]" strokeWidth={1.9} />
          </span>
          <div className="flex min-w-0 flex-1 flex-col">
            {isRenaming ? (
              name
            ) : (
              <span
                className={clsx(
                  "truncate text-sm font-semibold",
                  view.isDisabled ? "text-ink-3 line-through" : "text-ink",
                )}
                onDoubleClick={() => {
                  if (!readOnly) show({ renaming: id });
                }}
              >
                {view.title}
              </span>
            )}
            <span
              className={clsx(
                "text-xs",
                view.isDisabled ? "text-ink-3" : "text-ink-2",
                isLive || hasBadges ? "line-clamp-1" : "line-clamp-2",
              )}
              title={view.sentence}
            >
              {view.sentence}
            </span>
            {hasBadges && (
              <span className="mt-auto flex gap-1.5">
                {view.isDisabled && <DisabledBadge />}
                {problems > 0 && (
                  <span className="inline-flex items-center gap-1 rounded bg-bad-soft px-1.5 text-xs leading-5 font-medium text-bad">
                    <CircleAlert aria-hidden className="size-3.5" />
                    {problems === 1 ? "1 problem" : `${problems} problems`}
                  </span>
                )}
                <CommentBadge nodes={[id]} />
              </span>
            )}
          </div>
          {isLive && (
            <span className="absolute inset-x-3 bottom-1 text-xs leading-4">
              <LiveNumbers view={view} />
            </span>
          )}
        </div>
      )}
      <StepVisitors id={id} />
      <StepTrail id={id} />
      {mark !== undefined && <MarkSign mark={mark} on={detail === "full" ? "step" : "far-step"} />}
      <StepHandles view={view} />
      {hasOpenEnds && detail === "full" && <OpenEnds view={view} />}
    </div>
  );
}
