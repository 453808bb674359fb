import type { NodeId } from "@fairflow/flow";
import { Link } from "@tanstack/react-router";
import { formatCount, formatMoney, formatShare } from "../../server/format.ts";
import { useDocument, useLive, useStepView } from "../builder-context.ts";
import { countsOf } from "../live-store.ts";
import { PeopleHere } from "./people-here.tsx";

/** A share of fewer says nothing, so none is shown. */
const FEWEST_FOR_SHARES = 30;

export interface LiveStepPanelProps {
  readonly id: NodeId;
}

/** The numbers of one step, with what each means, and who stands there now. */
export function LiveStepPanel({ id }: LiveStepPanelProps) {
  const view = useStepView(id);
  const counts = useLive((state) => countsOf(state, id));
  const type = useDocument(({ flow }) => flow.nodes.find((node) => node.id === id)?.type);
  if (view === undefined) return null;
  const isMessage = view.family === "message";
  return (
    <div className="flex min-h-0 flex-1 flex-col gap-4 overflow-y-auto p-4">
      <div>
        <h2 className="text-lg font-semibold">{view.title}</h2>
        <p className="text-base text-ink-2">{view.sentence}</p>
      </div>
      {counts === undefined ? (
        <p className="text-base text-ink-3">The numbers are on their way.</p>
      ) : (
        <dl className="grid grid-cols-2 gap-2">
          <Figure
            label="Entered"
            value={formatCount(counts.entered)}
            hint="since this version went live"
          />
          <Figure
            label="Here now"
            value={formatCount(counts.present)}
            hint="waiting at this step"
          />
          {isMessage && (
            <>
              <Figure label="Sent" value={formatCount(counts.sent)} hint="taken by the provider" />
              <Figure
                label="Deferred"
                value={formatCount(counts.deferred)}
                hint="held until a rule allows it"
              />
              <Figure
                label="Not allowed"
                value={formatCount(counts.forbidden)}
                hint="refused by a rule"
              />
            </>
          )}
          <Figure label="Payments" value={formatCount(counts.paid)} hint="credited to this step" />
          {counts.collectedMinor > 0 && (
            <Figure
              label="Collected"
              value={formatMoney({ minor: counts.collectedMinor, currency: "ZAR" })}
              hint="credited to this step"
            />
          )}
        </dl>
      )}
      {isMessage && (
        <Link
          to="/compliance/blocked"
          className="-mt-2 self-start text-sm font-medium text-accent underline-offset-2 hover:underline"
        >
          Which rules kept messages back
        </Link>
      )}
      {counts !== undefined && view.exits.length > 0 && (
        <section>
          <h3 className="mb-1.5 text-sm font-semibold">Where they went</h3>
          {counts.entered < FEWEST_FOR_SHARES && (
            <p className="mb-1.5 text-xs text-ink-3">
              Too few people came here yet to say which share went where.
            </p>
          )}
          <ul className="flex flex-col gap-1">
            {view.exits.map((exit) => {
              const people = counts.left[exit.id] ?? 0;
              return (
                <li key={exit.id} className="flex justify-between gap-3 text-sm">
                  <span className="text-ink-2">{exit.label}</span>
                  <span className="flex gap-2 tabular-nums">
                    <span>{formatCount(people)}</span>
                    {counts.entered >= FEWEST_FOR_SHARES && (
                      <span className="text-ink-3">{formatShare(people / counts.entered)}</span>
                    )}
                  </span>
                </li>
              );
            })}
          </ul>
        </section>
      )}
      {type !== undefined && <PeopleHere node={id} />}
    </div>
  );
}

interface FigureProps {
  readonly label: string;
  readonly value: string;
  readonly hint: string;
}

function Figure({ label, value, hint }: FigureProps) {
  return (
    <div className="rounded-card border border-line px-3 py-2">
      <dt className="text-xs text-ink-3">{label}</dt>
      <dd>
        <span className="block text-xl font-semibold tabular-nums">{value}</span>
        <span className="text-xs text-ink-3">{hint}</span>
      </dd>
    </div>
  );
}
