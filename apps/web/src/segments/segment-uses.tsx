import type { SegmentUse } from "@fairflow/contract";
import { Badge } from "@fairflow/ui";
import { Link } from "@tanstack/react-router";
import { SegmentCard } from "./segment-card.tsx";

export interface SegmentUsesProps {
  readonly uses: readonly SegmentUse[];
}

/** The steps that ask a segment. A change of it is felt there at once, in running flows too. */
export function SegmentUses({ uses }: SegmentUsesProps) {
  return (
    <SegmentCard
      title="Where it is used"
      hint="What runs asks the newest version, and each step keeps which one answered."
    >
      {uses.length === 0 ? (
        <p className="px-4 pb-4 text-base text-ink-2">No flow asks it yet.</p>
      ) : (
        <ul className="border-t border-line">
          {uses.map((use) => (
            <li
              key={`${use.flowId} ${use.version} ${use.node.id}`}
              className="flex items-center gap-3 border-b border-line px-4 py-2 last:border-0"
            >
              <span className="min-w-0 flex-1">
                <Link
                  to="/flows/$id"
                  params={{ id: use.flowId }}
                  search={use.isLive ? { mode: "live" } : {}}
                  className="block truncate font-medium underline-offset-2 hover:underline"
                >
                  {use.flowName}
                </Link>
                <span className="text-sm text-ink-3">{`Step “${use.node.name}”`}</span>
              </span>
              <Badge tone={use.isLive ? "ok" : use.version === null ? "info" : "hold"}>
                {use.version === null
                  ? "Draft"
                  : use.isLive
                    ? `v${use.version} live`
                    : `v${use.version}, people in it`}
              </Badge>
            </li>
          ))}
        </ul>
      )}
    </SegmentCard>
  );
}
