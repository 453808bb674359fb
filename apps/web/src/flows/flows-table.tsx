import type { FlowSummary } from "@fairflow/contract";
import { Badge } from "@fairflow/ui";
import { Link } from "@tanstack/react-router";
import { CircleAlert } from "lucide-react";
import { FlowMarks } from "./flow-marks.tsx";
import { useZone } from "../frame/use-zone.ts";
import { formatCount, formatInstant } from "../server/format.ts";

export interface FlowsTableProps {
  readonly flows: readonly FlowSummary[];
}

const HEAD = "px-4 py-2.5 text-left text-xs font-medium text-ink-3";
const CELL = "px-4 py-3 align-middle";

export function FlowsTable({ flows }: FlowsTableProps) {
  const zone = useZone();
  return (
    <div className="overflow-x-auto rounded-card border border-line bg-surface">
      <table className="w-full border-collapse">
        <thead>
          <tr className="border-b border-line">
            <th className={HEAD}>Name</th>
            <th className={HEAD}>Live</th>
            <th className={HEAD}>Draft</th>
            <th className={`${HEAD} text-right`} title="Accounts on their way now, in all versions">
              In flight
            </th>
            <th className={HEAD}>Last change</th>
          </tr>
        </thead>
        <tbody>
          {flows.map((flow) => (
            <tr key={flow.id} className="border-b border-line last:border-0 hover:bg-sunken/60">
              <td className={CELL}>
                <Link
                  to="/flows/$id"
                  params={{ id: flow.id }}
                  className="text-base font-semibold text-ink underline-offset-2 hover:underline"
                >
                  {flow.name}
                </Link>
                <FlowMarks flow={flow} />
              </td>
              <td className={CELL}>
                {flow.live === null ? (
                  <span className="text-sm text-ink-3">Not live yet</span>
                ) : (
                  <Link
                    to="/flows/$id"
                    params={{ id: flow.id }}
                    search={{ mode: "live" }}
                    title={`Published ${formatInstant(flow.live.publishedAtMs, zone)} by ${flow.live.publishedBy}`}
                    className="rounded"
                  >
                    <Badge tone="ok">{`v${flow.live.version} live`}</Badge>
                  </Link>
                )}
              </td>
              <td className={CELL}>
                <DraftState flow={flow} />
              </td>
              <td className={`${CELL} text-right font-medium tabular-nums`}>
                {formatCount(flow.inFlight)}
              </td>
              <td className={`${CELL} text-sm text-ink-2`}>
                {formatInstant(flow.draft.changedAtMs, zone)}
                <span className="block text-xs text-ink-3">{flow.draft.changedBy}</span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function DraftState({ flow }: { readonly flow: FlowSummary }) {
  if (flow.live !== null && !flow.draft.differsFromLive) {
    return <span className="text-sm text-ink-3">Same as live</span>;
  }
  return (
    <span className="flex flex-wrap items-center gap-1.5">
      <Badge tone="info">
        {flow.live !== null
          ? "Changed since"
          : flow.problems === 0 && flow.submission === null
            ? "Ready to submit"
            : "Draft"}
      </Badge>
      {flow.problems > 0 && (
        <Badge tone="bad" icon={<CircleAlert aria-hidden className="size-3.5" />}>
          {flow.problems === 1 ? "1 problem" : `${flow.problems} problems`}
        </Badge>
      )}
    </span>
  );
}
