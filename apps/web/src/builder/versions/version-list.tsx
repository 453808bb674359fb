import { Badge } from "@fairflow/ui";
import { Link } from "@tanstack/react-router";
import { clsx } from "clsx";
import { useZone } from "../../frame/use-zone.ts";
import { formatCount, formatInstant } from "../../server/format.ts";
import { stateLook, type VersionState } from "./version-state.ts";

export interface VersionListProps {
  readonly flowId: string;
  readonly versions: readonly VersionState[];
  /** The number of the one that is looked at. */
  readonly shown: number;
}

/** The versions, the newest first: who made each and why, and who is still inside. */
export function VersionList({ flowId, versions, shown }: VersionListProps) {
  const zone = useZone();
  return (
    <nav
      aria-label="Versions"
      className="w-80 shrink-0 overflow-y-auto border-r border-line bg-surface p-2 max-lg:max-h-72 max-lg:w-full max-lg:border-r-0 max-lg:border-b"
    >
      <ol className="flex flex-col gap-1">
        {versions.map((version) => {
          const look = stateLook(version);
          return (
            <li key={version.version}>
              <Link
                to="/flows/$id/versions"
                params={{ id: flowId }}
                search={{ version: version.version }}
                aria-current={version.version === shown ? "true" : undefined}
                className={clsx(
                  "flex flex-col gap-0.5 rounded-control border px-3 py-2",
                  version.version === shown
                    ? "border-accent bg-accent-soft"
                    : "border-transparent hover:bg-sunken",
                )}
              >
                <span className="flex items-center gap-2">
                  <b className="font-semibold">Version {version.version}</b>
                  <Badge tone={look.tone}>{look.words}</Badge>
                  <span className="ml-auto text-xs text-ink-2 tabular-nums">
                    {formatCount(version.inFlight)} in flight
                  </span>
                </span>
                <span className="line-clamp-2 text-sm text-ink-2">{version.reason}</span>
                <span className="text-xs text-ink-2">
                  {formatInstant(version.publishedAtMs, zone)}
                </span>
                <span className="text-xs text-ink-2">{peopleOf(version)}</span>
              </Link>
            </li>
          );
        })}
      </ol>
    </nav>
  );
}

function peopleOf({ author, approver, publishedBy }: VersionState): string {
  if (author === null) return `Published by ${publishedBy}`;
  return approver === publishedBy
    ? `By ${author}; approved and published by ${publishedBy}`
    : `By ${author}; approved by ${approver}; published by ${publishedBy}`;
}
