import type { Dashboard, DashboardScope } from "@fairflow/contract";
import { Link } from "@tanstack/react-router";
import { formatCount } from "../server/format.ts";

export interface KeptBackListProps {
  readonly rules: Dashboard["keptBack"];
  readonly scope: DashboardScope;
  readonly title: string;
}

/** Rules by how often they kept something back; each opens whom. */
export function KeptBackList({ rules, scope, title }: KeptBackListProps) {
  return (
    <section
      aria-label={title}
      className="flex min-w-0 break-inside-avoid flex-col gap-2 rounded-card border border-line bg-surface p-4"
    >
      <h2 className="text-lg font-semibold">{title}</h2>
      {rules.length === 0 && (
        <p className="text-ink-3">No rule kept anything back in these days.</p>
      )}
      <ul className="flex flex-col">
        {rules.map(({ rule, times, before }) => (
          <li key={rule.id}>
            <Link
              to="/dashboard/$figure"
              params={{ figure: "kept_back" }}
              search={{ ...scope, detail: rule.id }}
              className="flex items-baseline gap-3 rounded-control px-2 py-1.5 hover:bg-sunken"
            >
              <span className="min-w-0 flex-1">{rule.title}</span>
              <span className="font-semibold tabular-nums">{formatCount(times)}</span>
              <span className="w-28 text-right text-xs text-ink-3 tabular-nums">{`from ${formatCount(before)}`}</span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
