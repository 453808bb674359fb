import type { FlowSummary } from "@fairflow/contract";
import { Badge } from "@fairflow/ui";
import { Link } from "@tanstack/react-router";
import { FlaskConical, Hourglass, Pause } from "lucide-react";

export interface FlowMarksProps {
  readonly flow: FlowSummary;
}

const ICON = "size-3.5";

/** What somebody should know of a flow before opening it: it waits for approval, is on trial, is halted. */
export function FlowMarks({ flow }: FlowMarksProps) {
  const { id, submission, trial, isPaused, areEntriesStopped } = flow;
  if (submission === null && trial === null && !isPaused && !areEntriesStopped) return null;
  return (
    <span className="mt-1 flex flex-wrap items-center gap-1.5">
      {submission !== null && (
        <Link to="/flows/$id/review" params={{ id }} className="rounded">
          <Badge tone="warn" icon={<Hourglass aria-hidden className={ICON} />}>
            {submission === "approved" ? "Approved, not live" : "Waits for approval"}
          </Badge>
        </Link>
      )}
      {trial !== null && (
        <Link to="/flows/$id/versions" params={{ id }} className="rounded">
          <Badge tone="accent" icon={<FlaskConical aria-hidden className={ICON} />}>
            {`v${trial} on trial`}
          </Badge>
        </Link>
      )}
      {isPaused && (
        <Badge tone="hold" icon={<Pause aria-hidden className={ICON} />}>
          Paused
        </Badge>
      )}
      {areEntriesStopped && <Badge tone="hold">Entries stopped</Badge>}
    </span>
  );
}
