import type { ReportTable } from "@fairflow/contract";
import { clsx } from "clsx";
import { cellText } from "./cell-text.ts";
import { OpensPeople } from "./opens-people.tsx";
import { WideTable } from "./wide-table.tsx";

export interface FigureTableProps {
  readonly table: ReportTable;
  readonly currency: string;
  /** Shows the people behind a figure; absent for whoever may not see them. */
  readonly onOpen?: ((cell: OpenedFigure) => void) | undefined;
}

interface OpenedFigure {
  /** What its row is about. */
  readonly row: string;
  readonly column: string;
}

/** One table of a report with what its figures mean. A bar below each share makes the table its own chart. */
export function FigureTable({ table, currency, onOpen }: FigureTableProps) {
  const { id, title, definition, columns, rows, keys } = table;
  return (
    <section aria-labelledby={`table-${id}`} className="flex flex-col gap-2">
      <h2 id={`table-${id}`} className="text-lg font-semibold">
        {title}
      </h2>
      <p className="max-w-4xl text-sm text-ink-2">{definition}</p>
      {rows.length === 0 ? (
        <p className="text-base text-ink-2">There is nothing to count between these closes.</p>
      ) : (
        <WideTable labelledBy={`table-${id}`}>
          <thead>
            <tr className="border-b border-line">
              {columns.map(({ key, label, kind }) => (
                <th
                  key={key}
                  scope="col"
                  className={clsx(
                    "px-3 py-2.5 align-bottom text-xs font-medium text-ink-3",
                    kind === "text" ? "text-left" : "text-right",
                  )}
                >
                  {label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, line) => (
              <tr key={String(row[0])} className="border-b border-line last:border-0">
                {columns.map(({ key, label, kind, opens }, place) => (
                  <Figure
                    key={key}
                    cell={row[place] ?? null}
                    kind={kind}
                    isHead={place === 0 && kind === "text"}
                    currency={currency}
                    label={columns[0]?.kind === "text" ? `${label}, ${row[0]}` : label}
                    onOpen={
                      opens === true && onOpen !== undefined
                        ? () => onOpen({ row: keys[line] ?? "", column: key })
                        : undefined
                    }
                  />
                ))}
              </tr>
            ))}
          </tbody>
        </WideTable>
      )}
    </section>
  );
}

interface FigureProps {
  readonly cell: string | number | null;
  readonly kind: ReportTable["columns"][number]["kind"];
  readonly isHead: boolean;
  readonly currency: string;
  /** Of its column and row. */
  readonly label: string;
  readonly onOpen: (() => void) | undefined;
}

function Figure({ cell, kind, isHead, currency, label, onOpen }: FigureProps) {
  const text = cellText(cell, kind, currency);
  if (isHead) {
    return (
      <th scope="row" className="px-3 py-2 text-left text-base font-medium whitespace-nowrap">
        {text}
      </th>
    );
  }
  const isBar = kind === "share" && typeof cell === "number";
  return (
    <td
      className={clsx(
        "px-3 py-2 text-base whitespace-nowrap",
        kind === "text" ? "text-left" : "text-right",
        cell === null && "text-ink-3",
      )}
    >
      {onOpen === undefined || cell === null || cell === 0 ? (
        text
      ) : (
        <OpensPeople text={text} label={label} onOpen={onOpen} />
      )}
      {isBar && (
        <span aria-hidden className="mt-1 block h-1 min-w-12 rounded-full bg-sunken">
          <span
            className="block h-1 rounded-full bg-accent"
            style={{ width: `${Math.min(100, Math.max(0, cell * 100))}%` }}
          />
        </span>
      )}
    </td>
  );
}
