import type { Dashboard, DashboardScope } from "@fairflow/contract";
import { Link } from "@tanstack/react-router";
import { formatCount } from "../server/format.ts";
import { stateWords } from "./detail-words.ts";

export interface HeldListProps {
  readonly held: Dashboard["held"];
  readonly scope: DashboardScope;
}

/** Why people are left alone now; each reason opens them. */
export function HeldList({ held, scope }: HeldListProps) {
  if (held.length === 0) return null;
  return (
    <section aria-label="On hold by reason" className="flex break-inside-avoid flex-col gap-2">
      <h2 className="text-lg font-semibold">On hold by reason</h2>
      <ul className="flex flex-wrap gap-2">
        {held.map(({ state, holds }) => (
          <li key={state}>
            <Link
              to="/dashboard/$figure"
              params={{ figure: "held" }}
              search={{ ...scope, detail: state }}
              className="inline-flex h-8 items-center gap-2 rounded-control border border-line bg-surface px-3 hover:bg-sunken"
            >
              {stateWords(state)} <b className="font-semibold tabular-nums">{formatCount(holds)}</b>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
