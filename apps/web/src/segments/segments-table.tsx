import type { SegmentSummary } from "@fairflow/contract";
import { ListRow, ListTable } from "@fairflow/ui";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useInstallationLibrary } from "../builder/use-editor-library.ts";
import { useZone } from "../frame/use-zone.ts";
import { formatCount, formatInstant } from "../server/format.ts";
import { segmentSizesQuery } from "./segment-queries.ts";
import { segmentWords } from "./segment-words.ts";

export interface SegmentsTableProps {
  readonly segments: readonly SegmentSummary[];
}

const CELL = "px-4 py-3 align-top";

export function SegmentsTable({ segments }: SegmentsTableProps) {
  const { fields } = useInstallationLibrary();
  const zone = useZone();
  return (
    <ListTable
      columns={[
        { name: "Segment" },
        { name: "Accounts now", isNumber: true },
        {
          name: "Flows",
          isNumber: true,
          title: "In a draft, or in a version with people in it",
        },
        { name: "Last change" },
      ]}
    >
      {segments.map((segment) => (
        <ListRow key={segment.id}>
          <td className={CELL}>
            <Link
              to="/segments/$id"
              params={{ id: segment.id }}
              className="text-base font-semibold text-ink underline-offset-2 hover:underline"
            >
              {segment.name}
            </Link>
            <p className="max-w-prose text-sm text-ink-2">
              {segmentWords(segment.criteria, fields)}
            </p>
          </td>
          <td className={`${CELL} text-right font-medium tabular-nums`}>
            <Size id={segment.id} />
          </td>
          <td className={`${CELL} text-right tabular-nums`}>
            {segment.flows === 0 ? (
              <span className="text-sm text-ink-3">None</span>
            ) : (
              formatCount(segment.flows)
            )}
          </td>
          <td className={`${CELL} text-sm text-ink-2`}>
            {formatInstant(segment.changedAtMs, zone)}
            <span className="block text-xs text-ink-3">
              {`v${segment.version} by ${segment.changedBy}`}
            </span>
          </td>
        </ListRow>
      ))}
    </ListTable>
  );
}

function Size({ id }: { readonly id: string }) {
  const sizes = useQuery(segmentSizesQuery);
  if (sizes.isError) return <span title={sizes.error.message}>Not counted</span>;
  if (sizes.data === undefined) return <span className="text-sm text-ink-3">Counting</span>;
  return formatCount(sizes.data.overlaps.find((each) => each.id === id)?.both ?? 0);
}
