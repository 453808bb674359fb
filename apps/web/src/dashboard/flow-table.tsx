import type { Dashboard } from "@fairflow/contract";
import { Link } from "@tanstack/react-router";
import { Sparkline } from "../charts/sparkline.tsx";
import { formatCount, formatMoney } from "../server/format.ts";
import { valueWords } from "./value-words.ts";

export interface FlowTableProps {
  readonly flows: Dashboard["flows"];
}

/** What each flow brought, with its last thirty days; each opens its live numbers. */
export function FlowTable({ flows }: FlowTableProps) {
  return (
    <section
      aria-label="Flows"
      className="overflow-x-auto rounded-card border border-line bg-surface p-4 break-inside-avoid"
    >
      <h2 className="mb-2 text-lg font-semibold">Flows</h2>
      <table className="w-full text-base tabular-nums">
        <thead>
          <tr className="text-sm text-ink-2">
            <th scope="col" className="py-1 text-left font-medium">
              Flow
            </th>
            <th scope="col" className={NUMBER}>
              Entries
            </th>
            <th scope="col" className={NUMBER}>
              Ended well
            </th>
            <th scope="col" className={NUMBER}>
              Credited money
            </th>
            <th scope="col" className={NUMBER}>
              Ended well, last 30 days
            </th>
          </tr>
        </thead>
        <tbody>
          {flows.map(({ id, name, entries, goals, collected, goalsByDay }) => (
            <tr key={id} className="border-t border-line">
              <th scope="row" className="py-1.5 text-left font-medium">
                <Link
                  to="/flows/$id"
                  params={{ id }}
                  search={{ mode: "live" }}
                  className="underline decoration-line-strong underline-offset-2 hover:text-accent"
                >
                  {name}
                </Link>
              </th>
              <td className={NUMBER}>{formatCount(entries)}</td>
              <td className={NUMBER}>
                {`${formatCount(goals)} (${valueWords({ kind: "share", part: goals, whole: entries })})`}
              </td>
              <td className={NUMBER}>
                {collected.length === 0 ? "-" : collected.map(formatMoney).join(" + ")}
              </td>
              <td className={NUMBER}>
                <span className="inline-flex justify-end">
                  <Sparkline
                    values={goalsByDay}
                    label={`${name}: ${formatCount(goalsByDay.reduce((sum, each) => sum + each, 0))} ended well in 30 days`}
                  />
                </span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

const NUMBER = "px-2 py-1 text-right font-normal";
