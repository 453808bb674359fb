import { Button, IconButton } from "@fairflow/ui";
import { clsx } from "clsx";
import { Plus, X } from "lucide-react";
import type { ReactNode } from "react";

export interface RowListProps<Row> {
  /** One row, as in `Contact`. */
  readonly name: string;
  readonly rows: readonly Row[];
  readonly makeRow: () => Row;
  readonly onChange: (rows: Row[]) => void;
  /** The fewest that there may be. */
  readonly least?: number;
  /** The first column holds a date with a time, which needs more room. */
  readonly isFirstWide?: boolean;
  readonly children: (row: Row, change: (part: Partial<Row>) => void, index: number) => ReactNode;
}

/** Rows of a small table, each with its fields and a way to take it out. */
export function RowList<Row extends object>({
  name,
  rows,
  makeRow,
  onChange,
  least = 0,
  isFirstWide = false,
  children,
}: RowListProps<Row>) {
  return (
    <div className="flex flex-col gap-2">
      {rows.map((row, index) => (
        <div
          // oxlint-disable-next-line react/no-array-index-key -- a row is its place in the list
          key={index}
          role="group"
          aria-label={`${name} ${index + 1}`}
          className="flex items-start gap-1 rounded-control bg-sunken p-2"
        >
          <div
            className={clsx(
              "grid min-w-0 flex-1 gap-2",
              isFirstWide ? "xl:grid-cols-[1.4fr_1fr]" : "sm:grid-cols-2 lg:max-xl:grid-cols-1",
            )}
          >
            {children(
              row,
              (part) =>
                onChange(
                  rows.map((each, place) => (place === index ? { ...each, ...part } : each)),
                ),
              index,
            )}
          </div>
          {rows.length > least && (
            <IconButton
              label={`Take out ${name.toLowerCase()} ${index + 1}`}
              icon={<X className="size-4" />}
              onClick={() => onChange(rows.filter((_, place) => place !== index))}
            />
          )}
        </div>
      ))}
      <Button
        className="self-start"
        icon={<Plus className="size-4" />}
        onClick={() => onChange([...rows, makeRow()])}
      >
        {`Add ${name.toLowerCase()}`}
      </Button>
    </div>
  );
}
