import { useBuilder, useUi } from "../builder-context.ts";
import { definitionOf } from "../step-view.ts";
import { StepIcon } from "../step-icon.tsx";

/** The step under the pointer while it is dragged from the palette. */
export function CarriedStep() {
  const { catalog } = useBuilder();
  const carried = useUi((state) => state.carried);
  if (carried === undefined) return null;
  const definition = definitionOf(catalog, carried.type);
  return (
    <div
      aria-hidden
      data-family={definition?.family}
      className="pointer-events-none fixed z-50 flex h-11 items-center gap-2.5 rounded-node border border-accent bg-surface px-3 shadow-high"
      style={{ left: carried.x + 10, top: carried.y + 10 }}
    >
      <span className="family-tile flex size-7 items-center justify-center rounded-md">
        <StepIcon type={carried.type} className="size-4" />
      </span>
      <span className="text-base font-medium">{definition?.title}</span>
    </div>
  );
}
