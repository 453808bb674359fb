import { endpoints, type MoveState } from "@fairflow/contract";
import { Badge, Button, Callout, ProgressBar, Skeleton } from "@fairflow/ui";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Pause, Play, Undo2 } from "lucide-react";
import { useState } from "react";
import { toast } from "sonner";
import { LoadFailed } from "../../frame/load-failed.tsx";
import { useZone } from "../../frame/use-zone.ts";
import { ask } from "../../server/ask.ts";
import { call } from "../../server/call.ts";
import { formatCount, formatInstant } from "../../server/format.ts";
import { messageOf } from "../../server/request-failed.ts";
import { useUser } from "../../session/use-session.ts";
import { MoveExceptions } from "./move-exceptions.tsx";
import { KIND_ORDER, KINDS, statusLook } from "./move-words.ts";
import { UndoDialog } from "./undo-dialog.tsx";

export interface MoveProgressProps {
  readonly flowId: string;
  readonly moveId: string;
}

const BUSY_MS = 1_000;
const QUIET_MS = 15_000;

/** How far a move is, who did not come along, and what can be done about it. */
export function MoveProgress({ flowId, moveId }: MoveProgressProps) {
  const zone = useZone();
  const client = useQueryClient();
  const [isUndoing, setIsUndoing] = useState(false);
  const params = { id: flowId, move: moveId };
  const query = useQuery({
    ...ask(endpoints.move, { params }),
    refetchInterval: ({ state }) =>
      state.data !== undefined && isBusy(state.data) ? BUSY_MS : QUIET_MS,
  });
  const steer = useMutation({
    mutationFn: (how: "start" | "pause" | "discard") => call(STEERING[how], { params }),
    onSuccess: () =>
      Promise.all(
        [endpoints.move, endpoints.moves, endpoints.versions].map(({ path }) =>
          client.invalidateQueries({ queryKey: [path] }),
        ),
      ),
    onError: (error) => toast.error(messageOf(error)),
  });
  if (query.isError) {
    return (
      <div className="p-6">
        <LoadFailed
          what="The move could not be loaded"
          error={query.error}
          onRetry={() => void query.refetch()}
        />
      </div>
    );
  }
  if (query.data === undefined) return <Skeleton className="m-6 h-64" />;
  const move = query.data;
  const look = statusLook(move);
  return (
    <div className="mx-auto flex w-full max-w-4xl flex-col gap-5 p-4">
      <section
        aria-label="The move"
        className="flex flex-col gap-4 rounded-card border border-line bg-surface p-5"
      >
        <div className="flex flex-wrap items-center gap-2">
          <h2 className="text-xl font-semibold">{`From version ${move.from} to version ${move.to}`}</h2>
          <Badge tone={look.tone}>{look.words}</Badge>
        </div>
        <p className="text-base">{move.reason}</p>
        <p className="text-sm text-ink-2">{whoDid(move, zone)}</p>
        {move.status === "planned" ? <Expected move={move} /> : <Bar move={move} />}
        <Steering
          move={move}
          isPending={steer.isPending}
          onSteer={(how) => steer.mutate(how)}
          onUndo={() => setIsUndoing(true)}
        />
        {move.status === "planned" && move.mayNotStart !== null && (
          <Callout tone="info">{move.mayNotStart}</Callout>
        )}
      </section>
      <MoveExceptions exceptions={move.exceptions} />
      <p className="text-sm">
        <Link
          to="/flows/$id/versions"
          params={{ id: flowId }}
          search={{ version: move.to }}
          className="font-medium text-accent underline underline-offset-2"
        >
          {`See who is in version ${move.to}`}
        </Link>
      </p>
      {isUndoing && <UndoDialog flowId={flowId} move={move} onClose={() => setIsUndoing(false)} />}
    </div>
  );
}

const STEERING = {
  start: endpoints.startMove,
  pause: endpoints.pauseMove,
  discard: endpoints.discardMove,
} as const;

function isBusy({ status }: MoveState): boolean {
  return status === "running" || status === "undoing";
}

function whoDid(move: MoveState, zone: string | undefined): string {
  const planned = `${move.plannedBy} planned it ${formatInstant(move.plannedAtMs, zone)}`;
  if (move.startedBy === null || move.startedAtMs === null) return planned;
  return `${planned}; ${move.startedBy} started it ${formatInstant(move.startedAtMs, zone)}`;
}

function Expected({ move }: { readonly move: MoveState }) {
  const kinds = KIND_ORDER.filter((kind) => (move.expected[kind] ?? 0) > 0);
  return (
    <p className="text-base tabular-nums">
      {kinds.length === 0
        ? "Nobody was inside when it was planned."
        : `When it was planned: ${kinds.map((kind) => `${formatCount(move.expected[kind] ?? 0)} ${KINDS[kind].many}`).join(", ")}.`}
    </p>
  );
}

function Bar({ move }: { readonly move: MoveState }) {
  const isBack = move.status === "undoing" || move.status === "undone";
  const acted = move.moved + move.left + move.handedOver;
  const [done, of] = isBack ? [move.undone + move.kept, acted] : [move.looked, move.of];
  const text = isBack
    ? `${formatCount(move.undone)} of ${formatCount(of)} taken back`
    : `moved ${formatCount(move.moved)} of ${formatCount(of)}`;
  const rest = [
    [move.left, "left the flow"],
    [move.handedOver, "went to a person"],
    [move.stayed, "stayed"],
    [move.cannot, "could not be moved"],
    [move.later, "have news that is read first"],
    [isBack ? move.kept : 0, "have gone on and stay"],
  ] as const;
  const words = rest.flatMap(([count, what]) =>
    count === 0 ? [] : [`${formatCount(count)} ${what}`],
  );
  return (
    <div className="flex flex-col gap-2">
      <ProgressBar
        label={isBack ? "Taken back" : "People"}
        share={of === 0 ? 1 : done / of}
        text={text}
      />
      {words.length > 0 && <p className="text-sm text-ink-2 tabular-nums">{words.join(", ")}</p>}
    </div>
  );
}

interface SteeringProps {
  readonly move: MoveState;
  readonly isPending: boolean;
  readonly onSteer: (how: "start" | "pause" | "discard") => void;
  readonly onUndo: () => void;
}

function Steering({ move, isPending, onSteer, onUndo }: SteeringProps) {
  const { role } = useUser();
  const zone = useZone();
  const { status, undoUntilMs } = move;
  const moment = isPending ? "Just a moment" : undefined;
  const admins = role === "admin" ? undefined : "Admins start and take back moves";
  const editors = role === "admin" || role === "editor" ? undefined : "Editors and admins do this";
  const pausers =
    role === "admin" || role === "manager" ? undefined : "Admins and managers do this";
  return (
    <div className="flex flex-wrap items-center gap-2">
      {status === "planned" && (
        <>
          <Button
            kind="primary"
            icon={<Play className="size-4" />}
            disabledReason={admins ?? move.mayNotStart ?? moment}
            onClick={() => onSteer("start")}
          >
            Start moving
          </Button>
          <Button disabledReason={editors ?? moment} onClick={() => onSteer("discard")}>
            Give it up
          </Button>
        </>
      )}
      {status === "running" && (
        <Button
          icon={<Pause className="size-4" />}
          disabledReason={pausers ?? moment}
          onClick={() => onSteer("pause")}
        >
          Pause
        </Button>
      )}
      {status === "paused" && (
        <Button
          kind="primary"
          icon={<Play className="size-4" />}
          disabledReason={admins ?? moment}
          onClick={() => onSteer("start")}
        >
          Go on
        </Button>
      )}
      {undoUntilMs !== null && (
        <>
          <Button
            icon={<Undo2 className="size-4" />}
            disabledReason={admins ?? moment}
            onClick={onUndo}
          >
            Take it back
          </Button>
          <span className="text-sm text-ink-2">{`Possible until ${formatInstant(undoUntilMs, zone)}`}</span>
        </>
      )}
    </div>
  );
}
