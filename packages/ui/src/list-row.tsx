import type { ReactNode } from "react";

export interface ListRowProps {
  /** Its cells. */
  readonly children: ReactNode;
}

/** One thing in a `ListTable`. */
export function ListRow({ children }: ListRowProps) {
  return <tr className="border-b border-line last:border-0 hover:bg-sunken/60">{children}</tr>;
}
