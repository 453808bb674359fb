import { Dialog as Base } from "@base-ui/react/dialog";
import { clsx } from "clsx";
import { X } from "lucide-react";
import type { ReactNode } from "react";
import { IconButton } from "./icon-button.tsx";

export interface DialogProps {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly title: string;
  readonly description?: ReactNode;
  readonly children?: ReactNode;
  /** Buttons at the foot, the main one last. */
  readonly actions?: ReactNode;
  readonly size?: "small" | "medium" | "large";
  /** A question that must be answered does not close by Escape or by a click beside it. */
  readonly mustAnswer?: boolean;
}

const SIZES = { small: "max-w-md", medium: "max-w-xl", large: "max-w-4xl" } as const;

export function Dialog({
  open,
  onClose,
  title,
  description,
  children,
  actions,
  size = "small",
  mustAnswer = false,
}: DialogProps) {
  return (
    <Base.Root
      open={open}
      disablePointerDismissal={mustAnswer}
      onOpenChange={(isOpen) => {
        if (!isOpen && !mustAnswer) onClose();
      }}
    >
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 z-40 bg-scrim transition-opacity duration-200 data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <Base.Popup
          className={clsx(
            "fixed top-1/2 left-1/2 z-50 flex max-h-[calc(100dvh-2rem)] w-[calc(100vw-2rem)] -translate-x-1/2 -translate-y-1/2 flex-col rounded-card border border-line bg-surface shadow-high transition-all duration-200 data-ending-style:scale-98 data-ending-style:opacity-0 data-starting-style:scale-98 data-starting-style:opacity-0",
            SIZES[size],
          )}
        >
          <header className="flex items-start gap-4 px-5 pt-4 pb-2">
            <div className="min-w-0 flex-1">
              <Base.Title className="text-lg font-semibold text-ink">{title}</Base.Title>
              {description !== undefined && (
                <Base.Description className="mt-1 text-base text-ink-2" render={<div />}>
                  {description}
                </Base.Description>
              )}
            </div>
            {!mustAnswer && (
              <IconButton
                label="Close"
                icon={<X className="size-4" />}
                onClick={onClose}
                className="-mr-2"
              />
            )}
          </header>
          {children !== undefined && (
            <div className="min-h-0 flex-1 overflow-y-auto px-5 py-2">{children}</div>
          )}
          {actions !== undefined && (
            <footer className="flex flex-wrap justify-end gap-2 px-5 pt-3 pb-4">{actions}</footer>
          )}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}
