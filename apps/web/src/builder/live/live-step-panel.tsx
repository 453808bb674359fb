import type { NodeCounts } from "@fairflow/contract";
import { shareWords } from "@fairflow/contract/share-words";
import type { NodeId } from "@fairflow/flow";
import { Skeleton } from "@fairflow/ui";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { formatCount, formatDate } from "../../server/format.ts";
import { moneyWords } from "../../server/money-words.ts";
import { useBuilder, useLive, useStepView } from "../builder-context.ts";
import type { StepView } from "../step-view.ts";
import { DEFINITIONS, rateWords, withN } from "./figure-words.ts";
import { Figure } from "./figure.tsx";
import { HeldBy } from "./held-by.tsx";
import { PeopleCounted, type OpenedNumber } from "./people-counted.tsx";
import { periodWords } from "./live-scope.ts";
import { countsOf } from "./live-store.ts";
import { isTellable, rate, wentOn } from "./step-figures.ts";
import { useLiveScope } from "./use-live-scope.ts";
import { useStepFigures } from "./use-step-figures.ts";

export interface LiveStepPanelProps {
  readonly id: NodeId;
}

/** The numbers of one step, with what each means, what keeps people there, and who they are. */
export function LiveStepPanel({ id }: LiveStepPanelProps) {
  const view = useStepView(id);
  const { hasNumbers } = useBuilder();
  const counts = useLive((state) => countsOf(state, id));
  const version = useLive((state) => state.counts?.version);
  const { scope } = useLiveScope();
  const [opened, open] = useState<OpenedNumber>();
  if (view === undefined) return null;
  return (
    <div className="flex min-h-0 flex-1 flex-col gap-4 overflow-y-auto p-4">
      <div>
        <h2 className="text-lg font-semibold">{view.title}</h2>
        <p className="text-base text-ink-2">{view.sentence}</p>
        {hasNumbers && (
          <p className="pt-1 text-xs text-ink-3">
            Counted {periodWords(scope, formatDate)}
            {scope.segment === undefined ? "" : ", of those who are in the segment now"}
          </p>
        )}
      </div>
      {hasNumbers && counts === undefined && (
        <div
          role="status"
          aria-label="The numbers are on their way"
          className="grid grid-cols-2 gap-2"
        >
          <Skeleton className="h-20" />
          <Skeleton className="h-20" />
          <Skeleton className="h-20" />
          <Skeleton className="h-20" />
        </div>
      )}
      {counts !== undefined && (
        <>
          <Figures view={view} counts={counts} onOpen={open} />
          {view.exits.length > 0 && <WaysOut view={view} counts={counts} onOpen={open} />}
          {opened !== undefined && version !== undefined && (
            <PeopleCounted
              key={`${opened.metric} ${opened.exit ?? ""}`}
              node={id}
              version={version}
              opened={opened}
              onClose={() => open(undefined)}
            />
          )}
          <HeldBy node={id} isMessage={view.family === "message"} onOpen={open} />
        </>
      )}
    </div>
  );
}

interface PartProps {
  readonly view: StepView;
  readonly counts: NodeCounts;
  readonly onOpen: (opened: OpenedNumber) => void;
}

function Figures({ view, counts, onOpen }: PartProps) {
  const figures = useStepFigures(view);
  if (figures === undefined) return null;
  const { entered, waiting, done, failed, moved, goal, money } = figures;
  const isMessage = view.family === "message";
  const collected = moneyWords(money);
  return (
    <dl className="grid grid-cols-2 gap-2">
      <Figure
        label="In"
        value={formatCount(entered)}
        definition={DEFINITIONS.entered}
        onOpen={() => onOpen({ metric: "entered", label: "In" })}
      />
      <Figure label="Waiting" value={formatCount(waiting)} definition={DEFINITIONS.waiting} />
      <Figure
        label="Done"
        value={formatCount(done)}
        definition={DEFINITIONS.done}
        onOpen={() => onOpen({ metric: "left", label: "Done" })}
      />
      <Figure
        label="Failed"
        value={formatCount(failed)}
        definition={isMessage ? DEFINITIONS.failedMessage : DEFINITIONS.failed}
        onOpen={isMessage ? () => onOpen({ metric: "failed", label: "Failed" }) : undefined}
      />
      {moved > 0 && (
        <Figure label="Moved" value={formatCount(moved)} definition={DEFINITIONS.moved} />
      )}
      {isMessage && (
        <>
          <Figure
            label="Sent"
            value={formatCount(counts.sent)}
            definition={DEFINITIONS.sent}
            onOpen={() => onOpen({ metric: "sent", label: "Sent" })}
          />
          <Figure
            label="Delivered"
            value={formatCount(counts.delivered)}
            definition={DEFINITIONS.delivered}
            onOpen={() => onOpen({ metric: "delivered", label: "Delivered" })}
          />
        </>
      )}
      {goal !== undefined && (
        <Figure
          label="Goal rate"
          value={rateWords(goal)}
          note={`n = ${formatCount(goal.of)}`}
          definition={withN(isMessage ? DEFINITIONS.goalMessage : DEFINITIONS.goalStart, goal.of)}
          onOpen={isMessage ? () => onOpen({ metric: "goal", label: "Goal" }) : undefined}
        />
      )}
      {isMessage && (
        <Figure
          label="Money received"
          value={collected}
          note={counts.paid === 1 ? "1 payment" : `${formatCount(counts.paid)} payments`}
          definition={DEFINITIONS.money}
          onOpen={() => onOpen({ metric: "paid", label: "Money received" })}
        />
      )}
      {isMessage &&
        RESPONSES.map(({ metric, label, definition, of }) => (
          <Figure
            key={metric}
            label={label}
            value={formatCount(of(counts))}
            {...(metric === "promised" && counts.promised > 0
              ? { note: moneyWords(counts.promisedAmounts) }
              : {})}
            definition={`${definition} ${CREDITED}`}
            onOpen={() => onOpen({ metric, label })}
          />
        ))}
    </dl>
  );
}

const CREDITED =
  "Credited to the last message or talk that reached the person before, within the flow's attribution window.";

/** What people did of themselves after a message. */
const RESPONSES = [
  {
    metric: "clicked",
    label: "Clicks",
    definition: "Times that a link to the person's page was opened.",
    of: ({ clicked }: NodeCounts) => clicked,
  },
  {
    metric: "replied",
    label: "Replies",
    definition: "Times that somebody wrote back.",
    of: ({ replied }: NodeCounts) => replied,
  },
  {
    metric: "promised",
    label: "Promises",
    definition: "Promises to pay and arrangements that were made.",
    of: ({ promised }: NodeCounts) => promised,
  },
  {
    metric: "disputed",
    label: "Disputes",
    definition: "Disputes that were opened.",
    of: ({ disputed }: NodeCounts) => disputed,
  },
  {
    metric: "opted_out",
    label: "Opt-outs",
    definition: "Times that somebody asked not to be written to any more.",
    of: ({ optedOut }: NodeCounts) => optedOut,
  },
] as const;

function WaysOut({ view, counts, onOpen }: PartProps) {
  const left = wentOn(counts);
  return (
    <section>
      <h3 className="mb-1.5 text-sm font-semibold">Where they went</h3>
      {!isTellable(rate(0, left)) && (
        <p className="mb-1.5 text-xs text-ink-3">
          n too small: only {formatCount(left)} went on, and of fewer than 30 no share is told.
        </p>
      )}
      <ul className="flex flex-col gap-1">
        {view.exits.map((exit) => {
          const share = rate(counts.left[exit.id] ?? 0, left);
          return (
            <li key={exit.id} className="flex justify-between gap-3 text-sm">
              <span className="text-ink-2">{exit.label}</span>
              <span className="flex gap-2 tabular-nums">
                <button
                  type="button"
                  aria-label={`${exit.label}: ${formatCount(counts.left[exit.id] ?? 0)}. Show who they are`}
                  onClick={() => onOpen({ metric: "left", label: exit.label, exit: exit.id })}
                  className="rounded-control underline decoration-line-strong underline-offset-2 hover:text-accent"
                >
                  {formatCount(counts.left[exit.id] ?? 0)}
                </button>
                {isTellable(share) && (
                  <span className="w-12 text-right text-ink-3">{shareWords(share.share)}</span>
                )}
              </span>
            </li>
          );
        })}
      </ul>
      {view.family === "message" && (
        <Link
          to="/compliance/blocked"
          className="mt-2 inline-block text-sm font-medium text-accent underline-offset-2 hover:underline"
        >
          Which rules kept messages back everywhere
        </Link>
      )}
    </section>
  );
}
