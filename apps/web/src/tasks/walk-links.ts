import type { KeyboardEvent } from "react";

const MOVES: Readonly<Record<string, number>> = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 };

/** Moves the focus from a link of a list to the next or the one before. */
export function walkLinks(event: KeyboardEvent<HTMLAnchorElement>): void {
  const move = MOVES[event.key];
  const list = event.currentTarget.closest("ul");
  if (move === undefined || list === null || event.ctrlKey || event.metaKey || event.altKey) return;
  const links = [...list.querySelectorAll("a")];
  const next = links[links.indexOf(event.currentTarget) + move];
  if (next === undefined) return;
  event.preventDefault();
  next.focus();
}
