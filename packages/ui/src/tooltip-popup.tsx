import { Tooltip as Base } from "@base-ui/react/tooltip";
import { Keys } from "./keys.tsx";
import type { TooltipProps } from "./tooltip.tsx";

/** A tooltip with what it takes to place it, in a chunk of its own. */
export function TooltipPopup({ text, keys, children }: TooltipProps) {
  return (
    <Base.Root>
      <Base.Trigger render={children} />
      <Base.Portal>
        <Base.Positioner sideOffset={6} className="z-60">
          <Base.Popup className="flex max-w-72 items-center gap-2 rounded-control bg-ink px-2 py-1 text-xs text-bg shadow-high">
            {text}
            {keys !== undefined && <Keys keys={keys} />}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
