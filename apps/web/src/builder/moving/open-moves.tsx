import { endpoints, type MoveState } from "@fairflow/contract";
import { Badge } from "@fairflow/ui";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { ask } from "../../server/ask.ts";
import { formatCount } from "../../server/format.ts";
import { statusLook } from "./move-words.ts";

export interface OpenMovesProps {
  readonly flowId: string;
}

/** Moves of people that are planned, under way, or can still be taken back; nothing where there are none. */
export function OpenMoves({ flowId }: OpenMovesProps) {
  const { data } = useQuery({
    ...ask(endpoints.moves, { params: { id: flowId } }),
    refetchInterval: 15_000,
  });
  const shown = (data ?? []).filter(isOpen);
  if (shown.length === 0) return null;
  return (
    <ul
      aria-label="Moves of people"
      className="flex flex-col divide-y divide-line border-b border-line bg-surface"
    >
      {shown.map((move) => {
        const look = statusLook(move);
        return (
          <li key={move.id} className="flex flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2">
            <Badge tone={look.tone}>{look.words}</Badge>
            <Link
              to="/flows/$id/moving"
              params={{ id: flowId }}
              search={{ move: move.id }}
              className="font-medium text-accent underline underline-offset-2"
            >
              {`People from version ${move.from} to version ${move.to}`}
            </Link>
            <span className="text-sm text-ink-2 tabular-nums">
              {move.status === "planned"
                ? `planned by ${move.plannedBy}; somebody has to start it`
                : `moved ${formatCount(move.moved)} of ${formatCount(move.of)}`}
            </span>
          </li>
        );
      })}
    </ul>
  );
}

function isOpen({ status, undoUntilMs, finishedAtMs, startedAtMs }: MoveState): boolean {
  if (status === "planned" || status === "running" || status === "undoing") return true;
  // The window is of real time, as the move's own times are.
  const since = finishedAtMs ?? startedAtMs;
  return undoUntilMs !== null && since !== null;
}
