import { targetOf, type ExitRef } from "@fairflow/flow";
import { MAY_STAY_OPEN } from "@fairflow/interpreter";
import { clsx } from "clsx";
import { Plus } from "lucide-react";
import { useShallow } from "zustand/shallow";
import { useDocument, useUi } from "../builder-context.ts";
import { exitOffset } from "../geometry.ts";
import { LOWER } from "../label-places.ts";
import { openEndName } from "../open-end-name.ts";
import type { StepView } from "../step-view.ts";

export interface OpenEndsProps {
  readonly view: StepView;
}

/**
 * A stub with a plus below each way out that leads nowhere. One that may stay open shows itself only when the step is
 * pointed at or selected, so that a message with three ways out stays calm.
 */
export function OpenEnds({ view }: OpenEndsProps) {
  const open = useDocument(
    useShallow(({ flow }) =>
      view.exits
        .filter((exit) => targetOf(flow, { from: view.id, exit: exit.id }) === undefined)
        .map(({ id }) => id),
    ),
  );
  const isSelected = useDocument(({ selection }) => selection.has(view.id));
  const show = useUi((state) => state.show);
  const dropExit = useUi(({ dropSlot: [slot] }) =>
    slot?.from === view.id ? slot.exit : undefined,
  );
  const isCarrying = useUi(({ carried }) => carried !== undefined);

  return view.exits.map((exit, index) => {
    if (!open.includes(exit.id)) return null;
    const ref: ExitRef = { from: view.id, exit: exit.id };
    const { room, isLower } = openEndName(view.exits, index);
    const isOptional = view.mayStayOpen || MAY_STAY_OPEN.has(exit.id);
    return (
      <div
        key={exit.id}
        className={clsx(
          "nodrag nopan pointer-events-none absolute top-full flex -translate-x-1/2 flex-col items-center transition-opacity",
          isOptional && !isSelected && !isCarrying && "opacity-0 group-hover/step:opacity-100",
        )}
        style={{ left: exitOffset(index, view.exits.length) }}
      >
        <span
          className={clsx(
            "h-5 border-l-[1.5px]",
            isOptional ? "border-dashed border-line-strong" : "border-line-strong",
          )}
        />
        <button
          type="button"
          tabIndex={-1}
          aria-label={`Add step after ${view.title}: ${exit.label}`}
          onClick={() => show({ quickAdd: { after: ref } })}
          className={clsx(
            "slot pointer-events-auto",
            isOptional && "slot-optional",
            dropExit === exit.id && "slot-target",
          )}
        >
          <Plus aria-hidden className="size-3.5" />
        </button>
        {view.exits.length > 1 && (
          <span
            className="truncate text-center text-[0.6875rem] leading-4 text-ink-3"
            style={{ maxWidth: room, marginTop: isLower ? LOWER + 2 : 2 }}
            title={exit.label}
          >
            {exit.label}
          </span>
        )}
      </div>
    );
  });
}
