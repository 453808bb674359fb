import type { Dashboard, DashboardScope } from "@fairflow/contract";
import { Link } from "@tanstack/react-router";
import { Sparkline } from "../charts/sparkline.tsx";
import { formatCount, formatMoney } from "../server/format.ts";
import { valueWords } from "./value-words.ts";

export interface FlowTableProps {
  readonly flows: Dashboard["flows"];
  readonly scope: DashboardScope;
}

/** What each flow brought, with its last thirty days; each opens its live numbers. */
export function FlowTable({ flows, scope }: FlowTableProps) {
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
            <th
              scope="col"
              className={NUMBER}
              title="Of the entries that began in these days, those that ended well in them too"
            >
              Of these ended well
            </th>
            <th
              scope="col"
              className={NUMBER}
              title="All that ended well in these days, whenever they began"
            >
              Ended well in all
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
          {flows.map(({ id, name, entries, converted, goals, collected, goalsByDay }) => (
            <tr key={id} className="border-t border-line">
              <th scope="row" className="py-1.5 text-left font-medium">
                <LiveFlow id={id}>{name}</LiveFlow>
              </th>
              <td className={NUMBER}>
                <LiveFlow id={id}>{formatCount(entries)}</LiveFlow>
              </td>
              <td className={NUMBER}>
                <Link
                  to="/dashboard/$figure"
                  params={{ figure: "conversion" }}
                  search={{ ...scope, detail: id }}
                  className={OPENS}
                >
                  {convertedWords(converted, entries)}
                </Link>
              </td>
              <td className={NUMBER}>
                <LiveFlow id={id}>{formatCount(goals)}</LiveFlow>
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

interface LiveFlowProps {
  readonly id: string;
  readonly children: string;
}

/** Leads to the steps of a flow, where its people are. */
function LiveFlow({ id, children }: LiveFlowProps) {
  return (
    <Link to="/flows/$id" params={{ id }} search={{ mode: "live" }} className={OPENS}>
      {children}
    </Link>
  );
}

/** Of few entries no share is told. */
function convertedWords(converted: number, entries: number): string {
  const share = valueWords({ kind: "share", part: converted, whole: entries });
  return share.endsWith("%") ? `${formatCount(converted)} (${share})` : formatCount(converted);
}

const NUMBER = "px-2 py-1 text-right font-normal";
const OPENS = "underline decoration-line-strong underline-offset-2 hover:text-accent";
