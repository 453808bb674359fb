import type { NodeDefinition } from "@fairflow/interpreter";
import { useReactFlow } from "@xyflow/react";
import { IconButton } from "@fairflow/ui";
import { clsx } from "clsx";
import { PanelLeftClose, PanelLeftOpen } from "lucide-react";
import { useRef, useState, type PointerEvent } from "react";
import { useBuilder, useDocument, useUi } from "../builder-context.ts";
import { nearestSlot } from "../commands/drop-slots.ts";
import { insertStep, nextPlace } from "../commands/insert-step.ts";
import { STEP_HEIGHT, STEP_WIDTH } from "../geometry.ts";
import { endsFlow, familiesOf, reasonAgainst } from "../step-families.ts";
import { editorOf } from "../editor-of.ts";
import { matchStep } from "../match-step.ts";
import { StepIcon } from "../step-icon.tsx";

/** How far the pointer moves before a press becomes a drag. */
const DRAG_FROM_PX = 6;

/** Every kind of step: a click adds it after the selection, a drag puts it where it is let go. */
export function Palette() {
  const { catalog } = useBuilder();
  const [search, setSearch] = useState("");
  const isWide = useUi((state) => state.panels.palette);
  const setPanel = useUi((state) => state.setPanel);
  const families = familiesOf(catalog).map((family) => ({
    ...family,
    definitions: family.definitions.filter(
      ({ type, title }) =>
        matchStep(search, title, [
          summaryOf(type),
          family.label,
          ...(editorOf(type)?.words ?? []),
        ]) > 0,
    ),
  }));
  const isEmpty = families.every(({ definitions }) => definitions.length === 0);

  return (
    <nav
      aria-label="Steps to add"
      data-focus="palette"
      data-narrow={!isWide || undefined}
      // Where the flow is read as an outline, its lines have a plus each.
      className="group/palette flex h-full w-56 shrink-0 flex-col border-r border-line bg-surface max-lg:hidden data-narrow:w-13"
    >
      <div className="flex items-center gap-1 p-2 pb-1">
        {isWide && (
          <input
            type="search"
            aria-label="Find a kind of step"
            placeholder="Find a step"
            value={search}
            onChange={(event) => setSearch(event.target.value)}
            className="h-8 min-w-0 flex-1 rounded-control border border-line-strong/60 bg-surface px-2.5 text-base"
          />
        )}
        <IconButton
          label={isWide ? "Show icons only" : "Show the names of the steps"}
          icon={
            isWide ? <PanelLeftClose className="size-4" /> : <PanelLeftOpen className="size-4" />
          }
          onClick={() => {
            setSearch("");
            setPanel("palette", !isWide);
          }}
        />
      </div>
      <div className="min-h-0 flex-1 overflow-y-auto px-1.5 pb-3">
        {families.map(({ family, label, definitions }) =>
          definitions.length === 0 ? null : (
            <section key={family} aria-label={label}>
              <h3 className="px-1.5 pt-3 pb-1 text-xs font-medium text-ink-3 group-data-narrow/palette:mx-1 group-data-narrow/palette:h-px group-data-narrow/palette:overflow-hidden group-data-narrow/palette:bg-line group-data-narrow/palette:p-0 group-data-narrow/palette:text-transparent">
                {label}
              </h3>
              <ul>
                {definitions.map((definition) => (
                  <li key={definition.type}>
                    <PaletteItem definition={definition} />
                  </li>
                ))}
              </ul>
            </section>
          ),
        )}
        {isEmpty && <p className="px-2 py-4 text-sm text-ink-3">No step is called that.</p>}
      </div>
    </nav>
  );
}

function PaletteItem({ definition }: { readonly definition: NodeDefinition }) {
  const builder = useBuilder();
  const { screenToFlowPosition, getZoom } = useReactFlow();
  const press = useRef<{ readonly x: number; readonly y: number; readonly isDrag: boolean }>(null);
  const reason = useDocument(({ flow }) => reasonAgainst(definition, flow));

  const onPointerDown = (event: PointerEvent<HTMLButtonElement>) => {
    if (event.button !== 0 || reason !== undefined) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    press.current = { x: event.clientX, y: event.clientY, isDrag: false };
  };
  const onPointerMove = (event: PointerEvent<HTMLButtonElement>) => {
    const start = press.current;
    if (start === null) return;
    const { clientX: x, clientY: y } = event;
    const isDrag = start.isDrag || Math.hypot(x - start.x, y - start.y) > DRAG_FROM_PX;
    press.current = { ...start, isDrag };
    if (!isDrag) return;
    builder.ui.getState().show({
      carried: { type: definition.type, x, y },
      dropSlot: isOverCanvas(x, y)
        ? nearestSlot(builder, definition, screenToFlowPosition({ x, y }), getZoom())
        : [],
    });
  };
  const onPointerUp = (event: PointerEvent<HTMLButtonElement>) => {
    const start = press.current;
    const [slot, ...also] = builder.ui.getState().dropSlot;
    builder.ui.getState().show({ carried: undefined, dropSlot: [] });
    if (start?.isDrag !== true) return;
    const { clientX: x, clientY: y } = event;
    if (slot !== undefined) {
      insertStep(builder, definition.type, { after: slot, also });
    } else if (isOverCanvas(x, y)) {
      const at = screenToFlowPosition({ x, y });
      insertStep(builder, definition.type, {
        at: { x: at.x - STEP_WIDTH / 2, y: at.y - STEP_HEIGHT / 2 },
      });
    }
  };
  const onClick = () => {
    const wasDrag = press.current?.isDrag === true;
    press.current = null;
    if (wasDrag || reason !== undefined) return;
    const { flow, selection, cursor } = builder.document.getState();
    const from = [...selection].at(-1) ?? cursor;
    insertStep(builder, definition.type, nextPlace(flow, builder.view, from, endsFlow(definition)));
  };

  return (
    <button
      type="button"
      title={reason ?? `${definition.title}: ${summaryOf(definition.type)}`}
      aria-disabled={reason !== undefined || undefined}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={onPointerUp}
      onPointerCancel={() => {
        press.current = null;
        builder.ui.getState().show({ carried: undefined, dropSlot: [] });
      }}
      onClick={onClick}
      data-family={definition.family}
      className={clsx(
        "flex w-full touch-none items-center gap-2.5 rounded-control px-1.5 py-1 text-left select-none",
        reason === undefined ? "cursor-grab! hover:bg-sunken" : "opacity-50",
      )}
    >
      <span className="family-tile flex size-7 shrink-0 items-center justify-center rounded-md">
        <StepIcon type={definition.type} className="size-4" strokeWidth={1.9} />
      </span>
      <span className="flex min-w-0 flex-col group-data-narrow/palette:sr-only">
        <span className="truncate text-base leading-4.5 text-ink">{definition.title}</span>
        <span className="truncate text-[0.6875rem] leading-4 text-ink-3">
          {reason ?? summaryOf(definition.type)}
        </span>
      </span>
    </button>
  );
}

function summaryOf(type: string): string {
  return editorOf(type)?.summary ?? "";
}

function isOverCanvas(x: number, y: number): boolean {
  return document.elementFromPoint(x, y)?.closest('[data-region="canvas"]') != null;
}
