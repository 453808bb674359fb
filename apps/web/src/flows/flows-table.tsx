import type { FlowSummary } from "@fairflow/contract";
import { Badge, ListRow, ListTable } from "@fairflow/ui";
import { Link } from "@tanstack/react-router";
import { CircleAlert } from "lucide-react";
import { FlowMarks } from "./flow-marks.tsx";
import { useZone } from "../frame/use-zone.ts";
import { formatCount, formatInstant } from "../server/format.ts";

export interface FlowsTableProps {
  readonly flows: readonly FlowSummary[];
}

const CELL = "px-4 py-3 align-middle";

export function FlowsTable({ flows }: FlowsTableProps) {
  const zone = useZone();
  return (
    <ListTable
      columns={[
        { name: "Name" },
        { name: "Live" },
        { name: "Draft" },
        {
          name: "In flight",
          isNumber: true,
          title: "Accounts on their way now, in all versions",
        },
        { name: "Last change" },
      ]}
    >
      {flows.map((flow) => (
        <ListRow key={flow.id}>
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
        </ListRow>
      ))}
    </ListTable>
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
