import type { BatchPerson } from "@fairflow/contract";
import type { ReactNode } from "react";
import { formatCount } from "../../server/format.ts";
import type { ShownPeople } from "./batch-people.tsx";

export interface CountRow {
  readonly name: string;
  /** In the order of the head, each with the people whom it counts. */
  readonly numbers: readonly { readonly count: number; readonly people: readonly BatchPerson[] }[];
}

export interface CountTableProps {
  readonly title: string;
  readonly head: readonly string[];
  readonly rows: readonly CountRow[];
  readonly empty: string;
  readonly foot?: ReactNode;
  readonly onShow: (shown: ShownPeople) => void;
}

/** Numbers that open the people behind them. */
export function CountTable({ title, head, rows, empty, foot, onShow }: CountTableProps) {
  return (
    <section aria-label={title} className="flex flex-col gap-1">
      <h3 className="text-sm font-semibold">{title}</h3>
      {rows.length === 0 ? (
        <p className="text-sm text-ink-3">{empty}</p>
      ) : (
        <table className="w-full border-collapse text-sm">
          <thead className="sr-only">
            <tr>
              {head.map((name) => (
                <th key={name}>{name}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ name, numbers }) => (
              <tr key={name} className="border-b border-line last:border-0">
                <th scope="row" className="py-1 pr-3 text-left font-normal wrap-anywhere">
                  {name}
                </th>
                {numbers.map(({ count, people }, index) => (
                  <td
                    // The cells of a row stand in the order of its head.
                    // oxlint-disable-next-line react/no-array-index-key
                    key={index}
                    className="py-1 pl-3 text-right align-top tabular-nums"
                  >
                    {people.length === 0 ? (
                      formatCount(count)
                    ) : (
                      <button
                        type="button"
                        title={`${head[index + 1]}: who they are`}
                        onClick={() => onShow({ title: `${name}: ${head[index + 1]}`, people })}
                        className="min-h-6 min-w-6 text-right font-medium text-accent underline-offset-2 hover:underline"
                      >
                        {formatCount(count)}
                      </button>
                    )}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {foot !== undefined && foot !== "" && <p className="text-xs text-ink-3">{foot}</p>}
    </section>
  );
}
