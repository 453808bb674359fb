import { clsx } from "clsx";
import type { ReactNode } from "react";

export interface Column {
  readonly name: string;
  readonly isNumber?: boolean;
  /** What it means, for who points at it. */
  readonly title?: string;
}

export interface ListTableProps {
  readonly columns: readonly Column[];
  /** One `ListRow` for each thing. */
  readonly children: ReactNode;
}

/** A list of things as a table on a card of its own; it scrolls sideways where it is too wide. */
export function ListTable({ columns, children }: ListTableProps) {
  return (
    <div className="overflow-x-auto rounded-card border border-line bg-surface">
      <table className="w-full border-collapse text-base">
        <thead>
          <tr className="border-b border-line">
            {columns.map(({ name, isNumber, title }) => (
              <th
                key={name}
                title={title}
                className={clsx(
                  "px-4 py-2.5 text-xs font-medium text-ink-3",
                  isNumber === true ? "text-right" : "text-left",
                )}
              >
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  );
}
