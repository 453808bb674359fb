import type { TaskSummary } from "@fairflow/contract";
import { Badge } from "@fairflow/ui";
import { Link } from "@tanstack/react-router";
import { clsx } from "clsx";
import { formatInstant } from "../server/format.ts";
import { taskKind } from "./task-kinds.ts";
import { TaskVerdictBadge } from "./task-verdict-badge.tsx";
import { walkLinks } from "./walk-links.ts";

export interface TaskRowProps {
  readonly task: TaskSummary;
  readonly zone: string | undefined;
  readonly nowMs: number | undefined;
  readonly isOpen: boolean;
  readonly isChosen: boolean;
  /** Undefined for whoever only looks. */
  readonly onChoose: ((id: string) => void) | undefined;
}

/** One piece of work: for whom, by when, and whether it may be done now. */
export function TaskRow({ task, zone, nowMs, isOpen, isChosen, onChoose }: TaskRowProps) {
  const { id, kind, title, team, debtor, step, verdict, assignee } = task;
  const { name, Icon } = taskKind(kind);
  const timeMs = task.callBackAtMs ?? task.dueAtMs;
  const isLate = timeMs !== null && nowMs !== undefined && timeMs < nowMs;
  return (
    <li
      data-task={id}
      className={clsx(
        "relative flex gap-x-3 gap-y-1 px-4 py-3 hover:bg-sunken/60 max-sm:flex-col",
        isOpen && "bg-accent-soft/50",
      )}
    >
      {onChoose !== undefined && (
        <input
          type="checkbox"
          aria-label={`Choose ${title}`}
          checked={isChosen}
          onChange={() => onChoose(id)}
          className="relative z-1 mt-2 size-4 shrink-0 accent-accent"
        />
      )}
      <span
        aria-hidden
        className="flex size-8 shrink-0 items-center justify-center rounded-full bg-sunken text-ink-2 max-sm:hidden"
      >
        <Icon className="size-4" />
      </span>
      <div className="flex min-w-0 flex-1 flex-col gap-1">
        <Link
          from="/tasks"
          to="/tasks"
          search={(before) => ({ ...before, task: id })}
          resetScroll={false}
          onKeyDown={walkLinks}
          className="self-start font-semibold underline-offset-2 after:absolute after:inset-0 hover:underline"
        >
          {title}
        </Link>
        <p className="text-sm text-ink-2">
          {debtor !== null && `${debtor.name}, ${debtor.reference} `}
          <span className="text-ink-3">
            {`${name}, ${team}${assignee === null ? "" : `, with ${assignee.name}`}`}
          </span>
        </p>
        {(step !== null || verdict !== null) && (
          <p className="flex flex-wrap items-center gap-2">
            {verdict !== null && <TaskVerdictBadge verdict={verdict} zone={zone} />}
            {step !== null && <Badge tone="info">{`Legal step: ${step.words}`}</Badge>}
            {verdict !== null && <span className="text-sm text-ink-2">{whyNot(verdict)}</span>}
          </p>
        )}
      </div>
      {timeMs !== null && (
        <p className="shrink-0 text-sm text-ink-2 tabular-nums sm:w-30 sm:text-right">
          <span
            className={clsx("text-xs sm:block", isLate ? "font-medium text-warn" : "text-ink-3")}
          >
            {timeWord(task, isLate)}
          </span>{" "}
          {formatInstant(timeMs, zone)}
        </p>
      )}
    </li>
  );
}

function timeWord({ callBackAtMs }: TaskSummary, isLate: boolean): string {
  if (callBackAtMs !== null) return isLate ? "Call back now, promised" : "Call back";
  return isLate ? "Was due" : "Due";
}

/** The first reason, and how many there are beside it. */
function whyNot({ reason, rules }: NonNullable<TaskSummary["verdict"]>): string {
  const words = [...(reason === null ? [] : [reason]), ...rules.map((rule) => rule.words)];
  const [first] = words;
  if (first === undefined) return "";
  return words.length === 1 ? first : `${first}, and ${words.length - 1} more`;
}
