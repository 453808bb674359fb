import type { ReactNode } from "react";

export interface WideTableProps {
  /** The id of what names it. */
  readonly labelledBy: string;
  readonly children: ReactNode;
}

/** A table of figures that may be wider than its place. */
export function WideTable({ labelledBy, children }: WideTableProps) {
  return (
    <div
      role="group"
      aria-labelledby={labelledBy}
      // It scrolls by keys too.
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      className="overflow-x-auto rounded-card border border-line bg-surface"
    >
      <table className="w-full border-collapse tabular-nums">{children}</table>
    </div>
  );
}
