import { FIGURE_WORDS, type Dashboard, type DashboardScope } from "@fairflow/contract";
import { changeWords } from "@fairflow/contract/share-words";
import { Link } from "@tanstack/react-router";
import { TriangleAlert } from "lucide-react";
import { formatCount, formatInstant } from "../server/format.ts";

export interface AlertsProps {
  readonly alerts: Dashboard["alerts"];
  readonly scope: DashboardScope;
  readonly zone: string | undefined;
}

/** What wants to be looked at first; each opens it. */
export function Alerts({ alerts, scope, zone }: AlertsProps) {
  if (alerts.length === 0) return null;
  return (
    <section aria-label="Alerts" className="rounded-card border border-line bg-warn-soft p-3">
      <ul className="flex flex-col gap-1">
        {alerts.map((alert) => (
          <li key={JSON.stringify(alert)} className="flex items-center gap-2 text-base">
            <TriangleAlert aria-hidden className="size-4 shrink-0 text-warn" />
            {alert.kind === "worse" && (
              <Link
                to="/dashboard/$figure"
                params={{ figure: alert.figure }}
                search={scope}
                className={LOOK}
              >
                {`${FIGURE_WORDS[alert.figure].name}: ${changeWords(alert.by)} against the same working day of the month before`}
              </Link>
            )}
            {alert.kind === "stale" && (
              <span>{`The figures of ${alert.portfolio} are of ${formatInstant(alert.sinceMs, zone)}: demands wait for its file`}</span>
            )}
            {alert.kind === "cash" && (
              <Link to="/cash" search={{ view: "open", age: "over-30" }} className={LOOK}>
                {`${formatCount(alert.lines)} ${alert.lines === 1 ? "line" : "lines"} of money are not put to an account for over 30 days`}
              </Link>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

const LOOK = "underline decoration-line-strong underline-offset-2 hover:text-accent";
