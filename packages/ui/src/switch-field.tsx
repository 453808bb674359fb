import { Switch } from "@base-ui/react/switch";
import { clsx } from "clsx";
import type { ReactNode } from "react";
import { Tooltip } from "./tooltip.tsx";

export interface SwitchFieldProps {
  readonly label: string;
  readonly hint?: ReactNode;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
  /** Why it cannot be turned now. It stays in the tab order, so that the reason can be read. */
  readonly disabledReason?: string | undefined;
}

export function SwitchField({ label, hint, checked, onChange, disabledReason }: SwitchFieldProps) {
  const isDisabled = disabledReason !== undefined;
  return (
    <Tooltip text={disabledReason}>
      <label
        className={clsx(
          "flex items-start gap-2.5",
          isDisabled ? "cursor-not-allowed opacity-60" : "cursor-pointer",
        )}
      >
        <Switch.Root
          checked={checked}
          readOnly={isDisabled}
          aria-disabled={isDisabled || undefined}
          aria-description={disabledReason}
          onCheckedChange={onChange}
          className="mt-px flex h-5 w-9 shrink-0 items-center rounded-full border border-line-strong bg-sunken p-px transition-colors data-checked:border-accent data-checked:bg-accent"
        >
          <Switch.Thumb className="size-4 rounded-full bg-line-strong transition-transform data-checked:translate-x-4 data-checked:bg-on-accent" />
        </Switch.Root>
        <span className="flex min-w-0 flex-col">
          <span className="text-base text-ink">{label}</span>
          {hint !== undefined && <span className="text-xs text-ink-3">{hint}</span>}
        </span>
      </label>
    </Tooltip>
  );
}
