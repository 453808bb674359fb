import { clsx } from "clsx";
import type { ComponentProps, ReactNode } from "react";
import { Tooltip } from "./tooltip.tsx";

export interface IconButtonProps extends Omit<ComponentProps<"button">, "disabled" | "children"> {
  /** What the button does; read aloud and shown as a tooltip. */
  readonly label: string;
  readonly icon: ReactNode;
  readonly keys?: string;
  readonly pressed?: boolean;
  readonly disabledReason?: string | undefined;
}

export function IconButton({
  label,
  icon,
  keys,
  pressed,
  disabledReason,
  className,
  onClick,
  ...rest
}: IconButtonProps) {
  const isDisabled = disabledReason !== undefined;
  return (
    <Tooltip text={disabledReason ?? label} keys={keys}>
      <button
        type="button"
        {...rest}
        aria-label={label}
        aria-pressed={pressed}
        aria-disabled={isDisabled || undefined}
        // Of ARIA 1.3, for every role; the rule knows 1.2.
        // oxlint-disable-next-line jsx-a11y/role-supports-aria-props
        aria-description={disabledReason}
        onClick={isDisabled ? (event) => event.preventDefault() : onClick}
        className={clsx(
          "inline-flex size-8 shrink-0 items-center justify-center rounded-control transition-colors duration-100",
          pressed === true
            ? "bg-accent-soft text-accent"
            : "text-ink-2 hover:bg-sunken hover:text-ink",
          isDisabled && "cursor-not-allowed opacity-45",
          className,
        )}
      >
        {icon}
      </button>
    </Tooltip>
  );
}
