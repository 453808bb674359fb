import type { GateWeek } from "@fairflow/contract";
import { formatDay } from "../../server/format.ts";
import { PartRules } from "./part-rules.tsx";
import { lookOf, weekLooks } from "./week-look.ts";
import { hoursWords } from "./week-part-words.ts";

export interface WeekTableProps {
  readonly week: GateWeek;
  readonly zone: string;
}

const CELL = "px-3 py-1.5 text-left align-top";

/** The same week as rows, for whoever reads rather than looks. */
export function WeekTable({ week, zone }: WeekTableProps) {
  return (
    <details>
      <summary className="text-sm text-ink-2">The week as a table</summary>
      <div className="mt-2 overflow-x-auto rounded-card border border-line bg-surface">
        <table className="w-full text-sm">
          <caption className="sr-only">What the gate answers at each hour of the week</caption>
          <thead className="border-b border-line text-xs text-ink-3">
            <tr>
              <th scope="col" className={CELL}>
                Day
              </th>
              <th scope="col" className={CELL}>
                Hours
              </th>
              <th scope="col" className={CELL}>
                Answer
              </th>
              <th scope="col" className={CELL}>
                Rules
              </th>
            </tr>
          </thead>
          <tbody className="divide-y divide-line">
            {week.parts.map((part) => {
              const { word, Icon } = weekLooks[lookOf(part)];
              return (
                <tr key={part.fromMs}>
                  <th scope="row" className={`${CELL} font-normal`}>
                    {formatDay(part.fromMs, zone)}
                  </th>
                  <td className={`${CELL} whitespace-nowrap tabular-nums`}>
                    {hoursWords(part, zone)}
                  </td>
                  <td className={CELL}>
                    <span className="inline-flex items-center gap-1.5 whitespace-nowrap">
                      <Icon aria-hidden className="size-3.5" />
                      {word}
                    </span>
                  </td>
                  <td className={CELL}>
                    <PartRules part={part} week={week} />
                    {part.reason}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </details>
  );
}
