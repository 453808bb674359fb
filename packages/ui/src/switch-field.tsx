import { Switch } from "@base-ui/react/switch";
import type { ReactNode } from "react";

export interface SwitchFieldProps {
  readonly label: string;
  readonly hint?: ReactNode;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
}

export function SwitchField({ label, hint, checked, onChange }: SwitchFieldProps) {
  return (
    <label className="flex cursor-pointer items-start gap-2.5">
      <Switch.Root
        checked={checked}
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
  );
}
