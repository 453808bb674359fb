import type { Experiment } from "@fairflow/contract";
import { moneyText, pointsText } from "./experiment-words.ts";
import { WideTable } from "../reports/wide-table.tsx";

export interface DifferenceTableProps {
  readonly experiment: Experiment;
}

const HEAD = "px-3 py-2.5 text-left text-xs font-medium text-ink-3";
const CELL = "px-3 py-2.5 text-base whitespace-nowrap";

/** Each share against those before it: what it brings more, and what it troubles people more. */
export function DifferenceTable({ experiment }: DifferenceTableProps) {
  const { arms, differences, currency } = experiment;
  const labelOf = (id: string) => arms.find((arm) => arm.id === id)?.label ?? id;
  if (differences.length === 0) return null;
  return (
    <section aria-labelledby="differences" className="flex flex-col gap-2">
      <h2 id="differences" className="text-lg font-semibold">
        How they differ
      </h2>
      <p className="max-w-4xl text-sm text-ink-2">
        A difference counts where its interval lies wholly above or below nothing. The chance that
        any interval of a column ever misses the truth is at most 5 %, however often you look.
      </p>
      <WideTable labelledBy="differences">
        <thead>
          <tr className="border-b border-line">
            <th scope="col" className={HEAD}>
              Share
            </th>
            <th scope="col" className={HEAD}>
              Against
            </th>
            <th scope="col" className={HEAD}>
              More money per account
            </th>
            <th scope="col" className={HEAD}>
              More complaints
            </th>
            <th scope="col" className={HEAD}>
              More opt-outs
            </th>
          </tr>
        </thead>
        <tbody>
          {differences.map(({ arm, against, money, complaints, optOuts }) => (
            <tr key={`${arm} ${against}`} className="border-b border-line last:border-0">
              <th scope="row" className={`${CELL} text-left font-medium`}>
                {labelOf(arm)}
              </th>
              <td className={CELL}>{labelOf(against)}</td>
              <td className={CELL}>{moneyText(money, currency)}</td>
              <td className={CELL}>{pointsText(complaints)}</td>
              <td className={CELL}>{pointsText(optOuts)}</td>
            </tr>
          ))}
        </tbody>
      </WideTable>
    </section>
  );
}
