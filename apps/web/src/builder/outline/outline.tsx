import type { NodeId } from "@fairflow/flow";
import { useEffect, useMemo, useState } from "react";
import { useBuilder, useDocument, useUi } from "../builder-context.ts";
import { EmptyCanvas } from "../canvas/empty-canvas.tsx";
import { linesAround, outlineRows, type OutlineRow } from "./outline-rows.ts";
import { OutlineLine } from "./outline-line.tsx";
import { outlineTree, stepKey } from "./outline-tree.ts";
import { useOutlineKeys } from "./use-outline-keys.ts";
import { LINE_PX, useWindow } from "./use-window.ts";

/** The room above the first line. */
const TOP_PX = 12;

/**
 * The flow as a tree of lines, for who would rather read and type than draw: the same document, the same commands, the same
 * selection as the canvas, fully by keyboard. Follows the tree pattern of the WAI-ARIA Authoring Practices.
 */
export function Outline() {
  const { document, ui, view } = useBuilder();
  const flow = useDocument((state) => state.flow);
  const cursor = useDocument((state) => state.cursor);
  const items = useMemo(() => outlineTree(flow, view), [flow, view]);
  const folded = useUi(({ foldedLines }) => foldedLines);
  // What is selected elsewhere, as by finding it, is never hidden within a closed line.
  const needed = cursor === undefined ? [] : (linesAround(items, stepKey(cursor)) ?? []);
  const closed = new Set([...folded].filter((key) => !needed.includes(key)));
  const rows = outlineRows(items, closed);
  const [line, setLine] = useState<{ readonly key: string; readonly cursor: NodeId | undefined }>();
  const wanted =
    line !== undefined && line.cursor === cursor
      ? line.key
      : cursor === undefined
        ? undefined
        : stepKey(cursor);
  const active = rows.find(({ item }) => item.key === wanted) ?? rows[0];

  const choose = (row: OutlineRow, how: "only" | "more") => {
    const { selection, select, selectExits } = document.getState();
    const { item } = row;
    if (item.kind === "step") {
      const others = [...selection].filter((id) => id !== item.id);
      select(how === "only" ? [item.id] : [...others, item.id]);
    }
    if (item.kind === "exit") selectExits(item.exits);
    if (item.kind === "note") select([], [item.id]);
    if (item.kind === "link") select([]);
    setLine({ key: item.key, cursor: document.getState().cursor });
  };
  const fold = (key: string, isClosed: boolean) => {
    const next = new Set(folded);
    if (isClosed) next.add(key);
    else next.delete(key);
    ui.getState().show({ foldedLines: next });
  };
  const goTo = (id: NodeId) => {
    document.getState().select([id]);
    setLine({ key: stepKey(id), cursor: id });
  };
  const keys = useOutlineKeys({ rows, active, choose, fold, goTo });
  const { from, to, measure, onScroll } = useWindow();
  const activeKey = active?.item.key;
  // Outside React: the scroll position, so that what is chosen elsewhere is seen here.
  useEffect(() => {
    if (activeKey === undefined) return;
    globalThis.document
      .querySelector(`[data-region="outline"] [data-row="${CSS.escape(activeKey)}"]`)
      ?.scrollIntoView({ block: "nearest" });
  }, [activeKey]);

  if (flow.nodes.length === 0) {
    return (
      <div className="relative size-full bg-sunken">
        <EmptyCanvas />
      </div>
    );
  }
  return (
    <div
      role="tree"
      aria-label={`Outline: ${flow.name}, ${flow.nodes.length} steps`}
      aria-multiselectable
      data-region="outline"
      ref={measure}
      onScroll={onScroll}
      className="relative size-full overflow-y-auto bg-surface py-3"
      {...keys}
      onFocus={({ target }) => {
        // Screen readers go to a line without a key of ours; the keys then begin there.
        const row = rows.find(({ item }) => item.key === target.dataset["row"]);
        if (row !== undefined && row !== active) setLine({ key: row.item.key, cursor });
      }}
    >
      {/* The height of all lines, of which only those that are seen are drawn, and the one that has the focus. */}
      <div role="presentation" style={{ height: rows.length * LINE_PX }} />
      {rows.map((row, index) =>
        row !== active && (index < from || index > to) ? null : (
          <OutlineLine
            key={row.item.key}
            row={row}
            top={index * LINE_PX + TOP_PX}
            isActive={row === active}
            onChoose={choose}
            onFold={fold}
            onGoTo={goTo}
          />
        ),
      )}
    </div>
  );
}
