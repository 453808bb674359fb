import { useEffect, useRef, type FocusEvent } from "react";

/**
 * Keeps the focus at its place in a list: where the row that had it is gone, because it was finished, it goes to the one
 * that has moved up.
 */
export function useKeptFocus(ids: readonly string[]) {
  const list = useRef<HTMLUListElement>(null);
  const last = useRef<{ readonly id: string; readonly index: number } | undefined>(undefined);
  const key = ids.join(" ");
  // The focus is the browser's: a row that leaves takes it along to the page's body.
  useEffect(() => {
    const place = last.current;
    if (place === undefined || key.split(" ").includes(place.id)) return;
    if (document.activeElement !== document.body) return;
    const links = list.current?.querySelectorAll<HTMLElement>("[data-task] a") ?? [];
    links[Math.min(place.index, links.length - 1)]?.focus();
  }, [key]);
  return {
    ref: list,
    onFocus: ({ target }: FocusEvent<HTMLElement>) => {
      const id = target.closest("[data-task]")?.getAttribute("data-task");
      if (id != null) last.current = { id, index: ids.indexOf(id) };
    },
  };
}
