import type { OutlineItem } from "./outline-tree.ts";

/** A line as it is shown, with what assistive technology says of its place. */
export interface OutlineRow {
  readonly item: OutlineItem;
  readonly level: number;
  readonly position: number;
  readonly setSize: number;
  readonly parent: string | undefined;
  readonly isOpen: boolean;
}

/** The lines that are shown: what stands within a closed line is not. */
export function outlineRows(
  items: readonly OutlineItem[],
  closed: ReadonlySet<string>,
  within: { readonly level: number; readonly parent: string | undefined } = {
    level: 1,
    parent: undefined,
  },
): readonly OutlineRow[] {
  return items.flatMap((item, index) => {
    const isOpen = item.children.length > 0 && !closed.has(item.key);
    const row: OutlineRow = {
      item,
      ...within,
      position: index + 1,
      setSize: items.length,
      isOpen,
    };
    const inner = { level: within.level + 1, parent: item.key };
    return [row, ...(isOpen ? outlineRows(item.children, closed, inner) : [])];
  });
}

/** The lines that must be open for one to be seen. */
export function linesAround(
  items: readonly OutlineItem[],
  key: string,
): readonly string[] | undefined {
  for (const item of items) {
    if (item.key === key) return [];
    const inner = linesAround(item.children, key);
    if (inner !== undefined) return [item.key, ...inner];
  }
  return undefined;
}
