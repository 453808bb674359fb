import type { NodeId } from "@fairflow/flow";
import { flushSync } from "react-dom";
import type { KeyboardEvent } from "react";
import { isOurs, isTyping, useBuilderKeys } from "../use-builder-keys.ts";
import type { OutlineRow } from "./outline-rows.ts";

export interface OutlineActs {
  readonly rows: readonly OutlineRow[];
  readonly active: OutlineRow | undefined;
  readonly choose: (row: OutlineRow, how: "only" | "more") => void;
  readonly fold: (key: string, isClosed: boolean) => void;
  readonly goTo: (id: NodeId) => void;
}

/** The keys of a tree: up and down the lines, right into one, left out of it. All others are the builder's commands. */
export function useOutlineKeys({ rows, active, choose, fold, goTo }: OutlineActs) {
  const keys = useBuilderKeys((root) => focusActive(root));

  const act = (event: KeyboardEvent<HTMLElement>): (() => void) | undefined => {
    if (active === undefined || event.ctrlKey || event.metaKey || event.altKey) return undefined;
    const at = rows.indexOf(active);
    const { item, isOpen, parent } = active;
    const to = (row: OutlineRow | undefined) => (): void => {
      if (row !== undefined) choose(row, event.shiftKey ? "more" : "only");
    };
    const hasChildren = item.children.length > 0;
    switch (event.key) {
      case "ArrowDown":
        return to(rows[at + 1]);
      case "ArrowUp":
        return to(rows[at - 1]);
      case "Home":
        return to(rows[0]);
      case "End":
        return to(rows.at(-1));
      case " ":
        return to(active);
      case "ArrowRight":
        // With Shift it selects everything after, as on the canvas.
        if (event.shiftKey || !hasChildren) return event.shiftKey ? undefined : () => undefined;
        return isOpen ? to(rows[at + 1]) : () => fold(item.key, false);
      case "ArrowLeft":
        if (event.shiftKey) return undefined;
        return isOpen
          ? () => fold(item.key, true)
          : to(rows.find((row) => row.item.key === parent));
      case "Enter":
        if (item.kind === "link") return () => goTo(item.to);
        return item.kind === "exit" ? () => fold(item.key, isOpen) : undefined;
      default:
        return undefined;
    }
  };

  return {
    ...keys,
    onKeyDown: (event: KeyboardEvent<HTMLElement>) => {
      if (!isOurs(event) || isTyping(event.target)) return;
      const action = act(event);
      if (action === undefined) {
        keys.onKeyDown(event);
        return;
      }
      event.preventDefault();
      flushSync(action);
      focusActive(event.currentTarget);
    },
  };
}

/** The focus follows the one line that Tab reaches, unless a command has given it to a field. */
function focusActive(root: HTMLElement): void {
  const focused = document.activeElement;
  if (focused !== document.body && focused !== null && !root.contains(focused)) return;
  if (focused instanceof HTMLInputElement) return;
  root.querySelector<HTMLElement>('[role="treeitem"][tabindex="0"]')?.focus();
}
