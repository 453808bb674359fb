import type { TaskSummary } from "@fairflow/contract";
import { TaskRow } from "./task-row.tsx";

export interface TaskListProps {
  readonly tasks: readonly TaskSummary[];
  readonly zone: string | undefined;
  readonly nowMs: number | undefined;
  readonly openId: string | undefined;
}

/** The list is walked by J and K or the arrow keys, and Enter opens what has the focus. */
export function TaskList({ tasks, zone, nowMs, openId }: TaskListProps) {
  return (
    <ul
      aria-label="Open tasks"
      className="divide-y divide-line overflow-hidden rounded-card border border-line bg-surface"
    >
      {tasks.map((task) => (
        <TaskRow key={task.id} task={task} zone={zone} nowMs={nowMs} isOpen={task.id === openId} />
      ))}
    </ul>
  );
}
