import { clsx } from "clsx";
import type { ComponentProps, ReactNode } from "react";
import { Tooltip } from "./tooltip.tsx";

export type ButtonKind = "primary" | "default" | "quiet" | "danger";

export interface ButtonProps extends Omit<ComponentProps<"button">, "disabled"> {
  readonly kind?: ButtonKind;
  readonly size?: "dense" | "default";
  readonly icon?: ReactNode;
  /** Why the button cannot be used now. It stays in the tab order, so that the reason can be read. */
  readonly disabledReason?: string | undefined;
}

const KINDS: Readonly<Record<ButtonKind, string>> = {
  primary: "bg-accent text-on-accent border-transparent hover:bg-accent-strong",
  default: "bg-surface text-ink border-line-strong/60 hover:bg-sunken",
  quiet: "bg-transparent text-ink-2 border-transparent hover:bg-sunken hover:text-ink",
  danger: "bg-surface text-bad border-bad/60 hover:bg-bad-soft",
};

export function Button({
  kind = "default",
  size = "dense",
  icon,
  disabledReason,
  className,
  children,
  onClick,
  ...rest
}: ButtonProps) {
  const isDisabled = disabledReason !== undefined;
  return (
    <Tooltip text={disabledReason}>
      <button
        type="button"
        {...rest}
        aria-disabled={isDisabled || undefined}
        // Of ARIA 1.3, for every role; the rule knows 1.2.
        // oxlint-disable-next-line jsx-a11y/role-supports-aria-props
        aria-description={disabledReason}
        onClick={isDisabled ? (event) => event.preventDefault() : onClick}
        className={clsx(
          "inline-flex shrink-0 items-center justify-center gap-1.5 rounded-control border font-medium whitespace-nowrap transition-colors duration-100 select-none",
          size === "dense" ? "h-8 px-3 text-sm" : "h-10 px-4 text-base",
          KINDS[kind],
          isDisabled && "cursor-not-allowed opacity-55",
          className,
        )}
      >
        {icon}
        {children}
      </button>
    </Tooltip>
  );
}
