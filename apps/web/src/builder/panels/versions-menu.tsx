import { endpoints } from "@fairflow/contract";
import { Badge, Popover, Skeleton } from "@fairflow/ui";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { ChevronDown } from "lucide-react";
import { useZone } from "../../frame/use-zone.ts";
import { ask } from "../../server/ask.ts";
import { formatCount, formatInstant } from "../../server/format.ts";
import { messageOf } from "../../server/request-failed.ts";
import { stateLook } from "../versions/version-state.ts";

export interface LiveVersion {
  readonly version: number;
  readonly publishedAtMs: number;
  readonly publishedBy: string;
}

export interface VersionsMenuProps {
  readonly flowId: string;
  readonly live: LiveVersion | null;
}

export function VersionsMenu({ flowId, live }: VersionsMenuProps) {
  return (
    <Popover
      title="Published versions"
      trigger={
        <button
          type="button"
          className="flex items-center gap-1 rounded-control px-1 py-1 hover:bg-sunken"
        >
          <Badge tone={live === null ? "neutral" : "ok"}>
            {live === null ? "Not live yet" : `v${live.version} live`}
          </Badge>
          <ChevronDown aria-hidden className="size-3.5 text-ink-3" />
        </button>
      }
    >
      <VersionsList flowId={flowId} />
      <Link
        to="/flows/$id/versions"
        params={{ id: flowId }}
        search={live === null ? {} : { version: live.version, against: "draft" as const }}
        className="mt-3 block font-medium text-accent underline underline-offset-2"
      >
        {live === null ? "Look at the versions" : "Compare with the draft, restore, pause"}
      </Link>
    </Popover>
  );
}

function VersionsList({ flowId }: Pick<VersionsMenuProps, "flowId">) {
  const zone = useZone();
  const versions = useQuery(ask(endpoints.versions, { params: { id: flowId } }));
  if (versions.isPending) return <Skeleton className="h-16" />;
  if (versions.isError) return <p className="text-sm text-bad">{messageOf(versions.error)}</p>;
  if (versions.data.length === 0) {
    return (
      <p className="text-sm text-ink-2">
        None yet. The first one that is published is version 1, which never changes again.
      </p>
    );
  }
  return (
    <ol className="flex flex-col gap-3">
      {versions.data.map((version) => (
        <li key={version.version} className="flex flex-col gap-0.5">
          <span className="flex items-center gap-2">
            <b className="font-semibold">Version {version.version}</b>
            <Badge tone={stateLook(version).tone}>{stateLook(version).words}</Badge>
            <span className="ml-auto text-xs text-ink-3 tabular-nums">
              {formatCount(version.inFlight)} in flight
            </span>
          </span>
          <span className="text-xs text-ink-3">
            {formatInstant(version.publishedAtMs, zone)}, {version.publishedBy}
          </span>
          <span className="text-sm text-ink-2">{version.reason}</span>
        </li>
      ))}
    </ol>
  );
}
