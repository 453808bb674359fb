import { endpoints } from "@fairflow/contract";
import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { useZone } from "../../frame/use-zone.ts";
import { ask } from "../../server/ask.ts";
import { formatInstant } from "../../server/format.ts";
import { useLive } from "../builder-context.ts";
import { isFiltered } from "./live-scope.ts";
import { useLiveScope } from "./use-live-scope.ts";

export interface NobodyYetProps {
  readonly version: number;
}

/** What an empty picture means, and when that changes. */
export function NobodyYet({ version }: NobodyYetProps) {
  const { scope, change } = useLiveScope();
  const isEmpty = useLive(
    ({ counts }) =>
      counts !== undefined &&
      Object.values(counts.nodes).every(({ entered, present }) => entered === 0 && present === 0),
  );
  if (!isEmpty) return null;
  return (
    <div className="pointer-events-none absolute inset-x-0 top-4 z-10 flex justify-center px-4">
      <p
        role="status"
        className="pointer-events-auto flex items-center gap-3 rounded-card border border-line bg-surface px-4 py-2.5 text-base text-ink shadow-low"
      >
        {isFiltered(scope) ? (
          <>
            <span>Nobody to show for this period and segment.</span>
            <button
              type="button"
              className="font-medium text-accent underline underline-offset-2"
              onClick={() => change({ from: undefined, to: undefined, segment: undefined })}
            >
              Show everyone
            </button>
          </>
        ) : (
          <NextCheck version={version} />
        )}
      </p>
    </div>
  );
}

function NextCheck({ version }: NobodyYetProps) {
  const { id } = useParams({ from: "/frame/flows/$id" });
  const zone = useZone();
  const next = useQuery(ask(endpoints.nextEntry, { params: { id, version } }));
  return <span>Nobody has entered yet{words()}</span>;

  function words(): string {
    if (next.data === undefined) return ".";
    switch (next.data.kind) {
      case "check":
        return `: next check ${formatInstant(next.data.atMs, zone)}`;
      case "event":
        return ": somebody enters when what the start listens for happens.";
      case "manual":
        return ": take somebody in from their own page.";
      case "api":
        return ": another system says who enters.";
      case "closed":
        return ", and nobody enters this version at the moment.";
    }
  }
}
