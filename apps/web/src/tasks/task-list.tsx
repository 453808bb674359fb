import type { TaskSummary } from "@fairflow/contract";
import type { KeyboardEvent } from "react";
import { useKeptFocus } from "../desk/use-kept-focus.ts";
import { TaskRow } from "./task-row.tsx";

export interface TaskListProps {
  readonly tasks: readonly TaskSummary[];
  readonly zone: string | undefined;
  readonly nowMs: number | undefined;
  readonly openId: string | undefined;
  readonly chosen: ReadonlySet<string>;
  /** Undefined for whoever only looks. */
  readonly onChoose: ((id: string) => void) | undefined;
  readonly onKeyDown: (event: KeyboardEvent<HTMLElement>) => void;
}

/** The list is walked by J and K or the arrow keys, and Enter opens what has the focus. */
export function TaskList({ tasks, openId, chosen, onKeyDown, ...row }: TaskListProps) {
  const kept = useKeptFocus(tasks.map(({ id }) => id));
  return (
    // The keys work wherever in the list the focus is.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <ul
      aria-label="Open tasks"
      {...kept}
      onKeyDown={onKeyDown}
      className="divide-y divide-line overflow-hidden rounded-card border border-line bg-surface"
    >
      {tasks.map((task) => (
        <TaskRow
          key={task.id}
          task={task}
          isOpen={task.id === openId}
          isChosen={chosen.has(task.id)}
          {...row}
        />
      ))}
    </ul>
  );
}
