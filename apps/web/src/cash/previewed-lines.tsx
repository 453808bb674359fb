import type { StatementPreview } from "@fairflow/contract";
import { Badge, type Tone } from "@fairflow/ui";
import { formatCount, formatDate, formatMoney } from "../server/format.ts";

type Line = StatementPreview["lines"][number];

export interface PreviewedLinesProps {
  readonly lines: readonly Line[];
  readonly total: number;
}

const WOULD: Readonly<Record<Line["would"], { readonly words: string; readonly tone: Tone }>> = {
  booked: { words: "Booked", tone: "ok" },
  desk: { words: "To the desk", tone: "warn" },
  aside: { words: "Set aside", tone: "neutral" },
  known: { words: "Here already", tone: "info" },
  waits: { words: "Waits", tone: "hold" },
};

/** The first lines of a file, with what would become of each. */
export function PreviewedLines({ lines, total }: PreviewedLinesProps) {
  return (
    <section className="flex flex-col gap-2">
      <h2 className="text-lg font-semibold">
        {lines.length < total
          ? `The first ${formatCount(lines.length)} of ${formatCount(total)} lines`
          : "The lines"}
      </h2>
      <div
        // The table may be wider than its place: it scrolls by keys too.
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        role="region"
        aria-label="Lines of the file"
        className="overflow-x-auto rounded-card border border-line bg-surface"
      >
        <table className="w-full text-base">
          <thead>
            <tr className="border-b border-line text-left text-sm text-ink-2">
              <th scope="col" className="px-3 py-2 font-medium">
                Line
              </th>
              <th scope="col" className="px-3 py-2 font-medium">
                Booked
              </th>
              <th scope="col" className="px-3 py-2 font-medium">
                Payer and text
              </th>
              <th scope="col" className="px-3 py-2 text-right font-medium">
                Amount
              </th>
              <th scope="col" className="px-3 py-2 font-medium">
                Would be
              </th>
            </tr>
          </thead>
          <tbody className="divide-y divide-line">
            {lines.map((line) => (
              <tr key={`${line.line} ${line.text} ${line.amount.minor}`}>
                <td className="px-3 py-2 text-ink-3 tabular-nums">{line.line}</td>
                <td className="px-3 py-2 whitespace-nowrap tabular-nums">
                  {formatDate(line.bookingDate)}
                </td>
                <td className="max-w-96 px-3 py-2">
                  {line.payer !== "" && <span className="font-medium">{line.payer} </span>}
                  <span className="break-words text-ink-2">{line.text}</span>
                </td>
                <td className="px-3 py-2 text-right whitespace-nowrap tabular-nums">
                  {formatMoney(line.amount)}
                </td>
                <td className="px-3 py-2">
                  <Badge tone={WOULD[line.would].tone}>{WOULD[line.would].words}</Badge>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
