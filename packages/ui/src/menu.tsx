import { Menu as Base } from "@base-ui/react/menu";
import { clsx } from "clsx";
import type { ReactElement, ReactNode } from "react";
import { Keys } from "./keys.tsx";

export interface MenuItem {
  readonly label: string;
  readonly onSelect: () => void;
  readonly icon?: ReactNode;
  readonly keys?: string;
  readonly isDanger?: boolean;
  readonly disabledReason?: string | undefined;
  /** Begins a new group above this item. */
  readonly startsGroup?: boolean;
}

export interface MenuProps {
  readonly trigger: ReactElement<Record<string, unknown>>;
  readonly items: readonly MenuItem[];
  readonly header?: ReactNode;
}

export function Menu({ trigger, items, header }: MenuProps) {
  return (
    <Base.Root>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner sideOffset={4} align="end" className="z-50">
          <Base.Popup className="max-h-[70dvh] min-w-52 overflow-y-auto rounded-card border border-line bg-raised p-1 shadow-high outline-none">
            {header}
            {items.map((item) => (
              <div key={item.label}>
                {item.startsGroup === true && <Base.Separator className="my-1 h-px bg-line" />}
                <Base.Item
                  onClick={item.onSelect}
                  disabled={item.disabledReason !== undefined}
                  className={clsx(
                    "flex cursor-default items-center gap-2.5 rounded-control px-2.5 py-1.5 text-base outline-none select-none data-disabled:opacity-60 data-highlighted:bg-sunken",
                    item.isDanger === true ? "text-bad" : "text-ink",
                  )}
                >
                  {item.icon}
                  <span className="flex min-w-0 flex-1 flex-col">
                    {item.label}
                    {item.disabledReason !== undefined && (
                      <span className="text-xs text-ink-3">{item.disabledReason}</span>
                    )}
                  </span>
                  {item.keys !== undefined && <Keys keys={item.keys} />}
                </Base.Item>
              </div>
            ))}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
