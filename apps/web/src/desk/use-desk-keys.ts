import type { TaskSummary } from "@fairflow/contract";
import type { KeyboardEvent } from "react";
import { useTake } from "./use-give.ts";

interface Desk {
  readonly tasks: readonly TaskSummary[];
  /** Managers look only. */
  readonly mayWork: boolean;
  readonly onOpen: (id: string) => void;
  readonly onSelect: (id: string) => void;
}

/** A takes what has the focus, E opens it to finish it, X chooses it. J, K, the arrows and Enter are the list's own. */
export function useDeskKeys({ tasks, mayWork, onOpen, onSelect }: Desk) {
  const take = useTake();
  return (event: KeyboardEvent<HTMLElement>): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const row = event.target instanceof Element ? event.target.closest("[data-task]") : null;
    const id = row?.getAttribute("data-task");
    const task = tasks.find((each) => each.id === id);
    if (task === undefined) return;
    const act = { a: () => take(task), x: () => onSelect(task.id), e: () => onOpen(task.id) };
    const key = event.key.toLowerCase();
    if (key !== "a" && key !== "x" && key !== "e") return;
    if (key !== "e" && !mayWork) return;
    event.preventDefault();
    act[key]();
  };
}
