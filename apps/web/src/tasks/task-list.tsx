import type { TaskSummary } from "@fairflow/contract";
import type { KeyboardEvent } from "react";
import { TaskRow } from "./task-row.tsx";

export interface TaskListProps {
  readonly tasks: readonly TaskSummary[];
  readonly zone: string | undefined;
  readonly nowMs: number | undefined;
  readonly openId: string | undefined;
}

const MOVES: Readonly<Record<string, number>> = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 };

/** The list is walked by J and K or the arrow keys, and Enter opens what has the focus. */
export function TaskList({ tasks, zone, nowMs, openId }: TaskListProps) {
  const walk = (event: KeyboardEvent<HTMLUListElement>) => {
    const move = MOVES[event.key];
    if (move === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    const links = [...event.currentTarget.querySelectorAll("a")];
    const at = links.findIndex((link) => link === document.activeElement);
    const next = links[at + move];
    if (at === -1 || next === undefined) return;
    event.preventDefault();
    next.focus();
  };
  return (
    <ul
      aria-label="Open tasks"
      onKeyDown={walk}
      className="divide-y divide-line overflow-hidden rounded-card border border-line bg-surface"
    >
      {tasks.map((task) => (
        <TaskRow key={task.id} task={task} zone={zone} nowMs={nowMs} isOpen={task.id === openId} />
      ))}
    </ul>
  );
}
