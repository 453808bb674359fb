import type { endpoints, OutputOf } from "@fairflow/contract";
import { clsx } from "clsx";
import { targetLabel } from "./target-fields.ts";

export interface PreviewTableProps {
  readonly rows: OutputOf<typeof endpoints.previewImport>["rows"];
}

/** What scrolls must be reached by keyboard too. */
const BY_KEYBOARD = { tabIndex: 0 } as const;

/** The first rows as they would be read. */
export function PreviewTable({ rows }: PreviewTableProps) {
  const fields = [...new Set(rows.flatMap(({ cells }) => Object.keys(cells)))];
  if (rows.length === 0) return null;
  return (
    <section>
      <h2 className="mb-2 text-base font-semibold">
        {rows.length === 1 ? "The first row" : `The first ${rows.length} rows`}
      </h2>
      <div
        {...BY_KEYBOARD}
        className="max-h-96 overflow-auto rounded-card border border-line bg-surface"
      >
        <table className="w-full border-collapse text-sm whitespace-nowrap">
          <thead className="sticky top-0 bg-surface">
            <tr className="border-b border-line text-left text-xs text-ink-3">
              <th className="px-3 py-2 font-medium">Line</th>
              {fields.map((field) => (
                <th key={field} className="px-3 py-2 font-medium">
                  {targetLabel(field)}
                </th>
              ))}
              <th className="px-3 py-2 font-medium">Problem</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ line, cells, problems }) => (
              <tr
                key={line}
                className={clsx(
                  "border-b border-line last:border-0",
                  problems.length > 0 && "bg-bad-soft",
                )}
              >
                <td className="px-3 py-1.5 text-ink-3 tabular-nums">{line}</td>
                {fields.map((field) => (
                  <td key={field} className="px-3 py-1.5">
                    {cells[field] ?? ""}
                  </td>
                ))}
                <td className="px-3 py-1.5 text-bad">
                  {problems
                    .map(({ column, reason }) =>
                      column === null ? reason : `${column}: ${reason}`,
                    )
                    .join("; ")}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
