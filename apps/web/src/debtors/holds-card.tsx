import { endpoints, type DebtorDetail } from "@fairflow/contract";
import { Badge, Button } from "@fairflow/ui";
import { useQuery } from "@tanstack/react-query";
import { clsx } from "clsx";
import { useState } from "react";
import { useFrame } from "../frame/use-frame.ts";
import { ask } from "../server/ask.ts";
import { formatDay, formatInstant } from "../server/format.ts";
import { useUser } from "../session/use-session.ts";
import { accountName } from "./account-name.ts";
import { FactCard } from "./fact-card.tsx";
import { holdName } from "./hold-name.ts";
import type { HoldState } from "./hold-state.ts";
import { LiftHoldDialog } from "./lift-hold-dialog.tsx";
import { PlaceHoldDialog } from "./place-hold-dialog.tsx";

export interface HoldsCardProps {
  readonly debtor: DebtorDetail;
}

/** Why this person is left alone, and the ways to place and to lift such a hold. */
export function HoldsCard({ debtor }: HoldsCardProps) {
  const { role } = useUser();
  const nowMs = useFrame()?.clock.nowMs;
  const states = useQuery({ ...ask(endpoints.holdStates, {}), staleTime: Infinity });
  const [isPlacing, setIsPlacing] = useState(false);
  const [liftedId, setLiftedId] = useState<string | undefined>();
  const lifted = debtor.holds.find(({ id }) => id === liftedId);
  const known = (state: string) => states.data?.find((each) => each.state === state);
  const notAllowed =
    role === "specialist" || role === "admin"
      ? undefined
      : "Specialists and admins place and lift holds";
  return (
    <FactCard
      title="Holds"
      actions={
        <Button
          disabledReason={notAllowed ?? (states.data === undefined ? "Just a moment" : undefined)}
          onClick={() => setIsPlacing(true)}
        >
          Place a hold
        </Button>
      }
    >
      {debtor.holds.length === 0 && <li className="text-sm text-ink-3">None.</li>}
      {debtor.holds.map(({ id, accountId, state, sinceMs, untilMs, nextEvent }) => (
        <li key={id} className="flex flex-wrap items-center gap-2">
          <Badge tone="hold">{holdName(state)}</Badge>
          <span className="min-w-40 flex-1 text-sm text-ink-2">
            since {formatInstant(sinceMs, debtor.zone)}
            {untilMs === null ? "" : `, until ${formatInstant(untilMs, debtor.zone)}`}
            {debtor.accounts.length > 1 && (
              <span className="block">{`For ${accountName(debtor, accountId)}`}</span>
            )}
            {nextEvent !== null && (
              <span className={clsx("block", isLate(nextEvent, nowMs) && "font-medium text-warn")}>
                {expectedWords(nextEvent, { zone: debtor.zone, nowMs })}
              </span>
            )}
          </span>
          <Button
            aria-label={`Lift ${holdName(state)}`}
            disabledReason={notAllowed ?? whyNotByHand(states.data, known(state))}
            onClick={() => setLiftedId(id)}
          >
            Lift
          </Button>
        </li>
      ))}
      {isPlacing && states.data !== undefined && (
        <PlaceHoldDialog debtor={debtor} states={states.data} onClose={() => setIsPlacing(false)} />
      )}
      {lifted !== undefined && (
        <LiftHoldDialog
          hold={lifted}
          endedBy={known(lifted.state)?.endedBy ?? []}
          onClose={() => setLiftedId(undefined)}
        />
      )}
    </FactCard>
  );
}

type Expected = NonNullable<DebtorDetail["holds"][number]["nextEvent"]>;

function isLate({ byMs }: Expected, nowMs: number | undefined): boolean {
  return nowMs !== undefined && byMs <= nowMs;
}

function expectedWords(
  next: Expected,
  { zone, nowMs }: { readonly zone: string; readonly nowMs: number | undefined },
): string {
  // It lasts until the midnight with which its last day ends.
  const [event, day] = [holdName(next.event), formatDay(next.byMs - 1, zone)];
  return isLate(next, nowMs)
    ? `${event} has not come; it was expected by ${day}`
    : `Next: ${event} by ${day}`;
}

function whyNotByHand(
  states: readonly HoldState[] | undefined,
  known: HoldState | undefined,
): string | undefined {
  if (states === undefined) return "Just a moment";
  return known === undefined
    ? "It ends by itself: by a payment, a decision, or the debtor's own word"
    : undefined;
}
