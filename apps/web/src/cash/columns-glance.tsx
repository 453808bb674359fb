export interface ColumnsGlanceProps {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** The first rows of a table as they stand in the file. */
export function ColumnsGlance({ columns, rows }: ColumnsGlanceProps) {
  return (
    <div
      // The table may be wider than its place: it scrolls by keys too.
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      role="region"
      aria-label="The first rows of the file"
      className="overflow-x-auto rounded-card border border-line"
    >
      <table className="w-full text-sm">
        <thead>
          <tr className="border-b border-line bg-sunken text-left">
            {columns.map((column) => (
              <th key={column} scope="col" className="px-3 py-1.5 font-medium whitespace-nowrap">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {rows.slice(0, 4).map((row) => (
            <tr key={row.join("|")}>
              {columns.map((column, index) => (
                <td key={column} className="max-w-64 truncate px-3 py-1.5 tabular-nums">
                  {row[index] ?? ""}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
