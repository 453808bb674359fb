import { Tooltip as Base } from "@base-ui/react/tooltip";
import { Keys } from "./keys.tsx";

export interface TooltipPopupProps {
  /** The control of which it tells. */
  readonly anchor: Element;
  readonly text: string;
  readonly keys: string | undefined;
  readonly onPointerEnter: () => void;
  readonly onPointerLeave: () => void;
  readonly onClose: () => void;
}

/** What a control tells, with what it takes to place it, in a chunk of its own. */
export function TooltipPopup({
  anchor,
  text,
  keys,
  onPointerEnter,
  onPointerLeave,
  onClose,
}: TooltipPopupProps) {
  return (
    <Base.Root
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
    >
      <Base.Portal>
        <Base.Positioner anchor={anchor} sideOffset={6} className="z-60">
          <Base.Popup
            onPointerEnter={onPointerEnter}
            onPointerLeave={onPointerLeave}
            className="flex max-w-72 items-center gap-2 rounded-control bg-ink px-2 py-1 text-xs text-bg shadow-high"
          >
            {text}
            {keys !== undefined && <Keys keys={keys} />}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
