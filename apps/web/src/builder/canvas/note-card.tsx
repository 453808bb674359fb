import { NodeResizer, type NodeProps } from "@xyflow/react";
import { clsx } from "clsx";
import { useBuilder, useDocument, useUi } from "../builder-context.ts";
import { changeNote, endWriting } from "../commands/notes.ts";
import { snap } from "../geometry.ts";
import { HelpText } from "../panels/help-text.tsx";
import { useDetailLevel } from "./detail-level.ts";
import type { NoteElement } from "./ground-elements.ts";

/** A note among the steps, for whoever reads the drawing next. Nothing that runs looks at it. */
export function NoteCard({ data: { note }, selected }: NodeProps<NoteElement>) {
  const builder = useBuilder();
  const { ui } = builder;
  const { id, text, color } = note;
  const isWriting = useUi(({ writing }) => writing === id);
  const readOnly = useDocument((state) => state.readOnly);
  const detail = useDetailLevel();
  return (
    <div
      data-note={color}
      className={clsx("note size-full rounded-card border", selected && "ring-2 ring-accent")}
      onDoubleClick={() => {
        if (!readOnly) ui.getState().show({ writing: id });
      }}
    >
      {selected && !readOnly && (
        <NodeResizer
          minWidth={120}
          minHeight={64}
          maxWidth={1_200}
          maxHeight={1_200}
          handleClassName="note-handle"
          lineClassName="note-line"
          onResize={(_event, { x, y, width, height }) =>
            changeNote(builder, id, {
              label: "Resize a note",
              key: `note size ${id}`,
              to: { position: { x, y }, size: { width, height } },
            })
          }
          onResizeEnd={(_event, { x, y, width, height }) => {
            const key = `note size ${id}`;
            const to = { position: snap({ x, y }), size: { width, height } };
            changeNote(builder, id, { label: "Resize a note", key, to });
            builder.document.getState().seal();
          }}
        />
      )}
      {isWriting ? (
        <textarea
          autoFocus
          aria-label="Text of the note"
          defaultValue={text}
          maxLength={4_000}
          placeholder="What should whoever reads this know?"
          onChange={({ target }) =>
            changeNote(builder, id, {
              label: "Write a note",
              key: `note ${id}`,
              to: { text: target.value },
            })
          }
          onBlur={() => endWriting(builder, id)}
          onKeyDown={(event) => {
            event.stopPropagation();
            if (event.key === "Escape") event.currentTarget.blur();
          }}
          className="nodrag nopan nowheel size-full resize-none rounded-card bg-transparent p-3 text-base text-ink outline-none"
        />
      ) : (
        detail !== "block" && (
          <div className="note-text nowheel size-full overflow-y-auto">
            <HelpText text={text === "" ? "Double-click to write." : text} />
          </div>
        )
      )}
    </div>
  );
}
