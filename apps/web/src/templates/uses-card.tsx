import type { TemplateUse } from "@fairflow/contract";
import { Badge } from "@fairflow/ui";
import { Link } from "@tanstack/react-router";

export interface UsesCardProps {
  readonly uses: readonly TemplateUse[];
  readonly newest: number;
}

/** The steps that send a template, each with the version that it was approved with. */
export function UsesCard({ uses, newest }: UsesCardProps) {
  return (
    <section aria-label="Where it is sent" className="rounded-card border border-line bg-surface">
      <header className="px-4 pt-3 pb-2">
        <h2 className="text-base font-semibold">Where it is sent</h2>
        <p className="text-sm text-ink-3">
          A published flow keeps the version that it was approved with; publish it anew for another.
        </p>
      </header>
      {uses.length === 0 ? (
        <p className="px-4 pb-4 text-sm text-ink-2">No step sends it yet.</p>
      ) : (
        <ul className="border-t border-line">
          {uses.map(({ flowId, flowName, version, isLive, node, pinned }) => (
            <li
              key={`${flowId} ${version} ${node.id}`}
              className="flex flex-wrap items-center gap-2 border-b border-line px-4 py-2 last:border-0"
            >
              <span className="min-w-40 flex-1">
                <Link
                  to="/flows/$id"
                  params={{ id: flowId }}
                  className="block truncate font-medium underline-offset-2 hover:underline"
                >
                  {flowName}
                </Link>
                <span className="text-sm text-ink-3">{`Step “${node.name}”`}</span>
              </span>
              <Badge tone={isLive ? "ok" : version === null ? "info" : "hold"}>
                {version === null
                  ? "Draft"
                  : isLive
                    ? `v${version} live`
                    : `v${version}, people in it`}
              </Badge>
              {pinned !== null && (
                <Badge tone={pinned === newest ? "neutral" : "warn"}>{`Sends v${pinned}`}</Badge>
              )}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
