import { Button } from "@fairflow/ui";
import { clsx } from "clsx";
import { useId, useState, type ReactNode } from "react";

export interface ChartFrameProps {
  readonly title: string;
  readonly definition?: string;
  /** The same numbers for who reads them as a table. */
  readonly headings: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly children: ReactNode;
}

/** A chart with the table behind it, which a button shows and paper always has. */
export function ChartFrame({ title, definition, headings, rows, children }: ChartFrameProps) {
  const [isTable, showTable] = useState(false);
  const id = useId();
  return (
    <section
      aria-labelledby={id}
      className="flex min-w-0 break-inside-avoid flex-col gap-3 rounded-card border border-line bg-surface p-4"
    >
      <header className="flex items-start gap-3">
        <div className="min-w-0 flex-1">
          <h2 id={id} className="text-lg font-semibold">
            {title}
          </h2>
          {definition !== undefined && <p className="text-sm text-ink-3">{definition}</p>}
        </div>
        <Button className="print:hidden" onClick={() => showTable(!isTable)} aria-pressed={isTable}>
          {isTable ? "Show the chart" : "Show as a table"}
        </Button>
      </header>
      {!isTable && children}
      <div
        className={clsx(
          "max-h-80 overflow-auto print:block print:max-h-none",
          !isTable && "hidden",
        )}
      >
        <table className="w-full text-sm tabular-nums">
          <thead>
            <tr>
              {headings.map((heading, index) => (
                <th
                  key={heading}
                  scope="col"
                  className={clsx(
                    "px-2 py-1 font-medium text-ink-2",
                    index === 0 ? "text-left" : "text-right",
                  )}
                >
                  {heading}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(([first, ...cells]) => (
              <tr key={first} className="border-t border-line">
                <th scope="row" className="px-2 py-1 text-left font-normal">
                  {first}
                </th>
                {cells.map((cell, index) => (
                  <td key={headings[index + 1]} className="px-2 py-1 text-right">
                    {cell}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
