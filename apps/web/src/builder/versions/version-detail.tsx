import { endpoints, type DraftState } from "@fairflow/contract";
import { Button, SelectField, Skeleton } from "@fairflow/ui";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { ArrowRightLeft, RotateCcw } from "lucide-react";
import { useState } from "react";
import { LoadFailed } from "../../frame/load-failed.tsx";
import { useZone } from "../../frame/use-zone.ts";
import { ask } from "../../server/ask.ts";
import { formatInstant } from "../../server/format.ts";
import { useUser } from "../../session/use-session.ts";
import { FlowDiff } from "../diff/flow-diff.tsx";
import { VersionCanvas } from "../diff/version-canvas.tsx";
import { RestoreDialog } from "./restore-dialog.tsx";
import type { VersionState } from "./version-state.ts";

export interface VersionDetailProps {
  readonly flowId: string;
  readonly shown: VersionState;
  readonly versions: readonly VersionState[];
  /** What it is compared with: another version's number, or the draft; nothing shows it alone. */
  readonly against: number | "draft" | undefined;
  readonly draft: DraftState;
}

const ALONE = "alone";

/** One version on the canvas, or compared with another; restored as the draft from here. */
export function VersionDetail({ flowId, shown, versions, against, draft }: VersionDetailProps) {
  const zone = useZone();
  const navigate = useNavigate();
  const { role } = useUser();
  const [isRestoring, setIsRestoring] = useState(false);
  const published = useVersion(flowId, shown.version);
  const other = useVersion(flowId, typeof against === "number" ? against : undefined);
  const counts = useQuery({
    ...ask(endpoints.counts, { params: { id: flowId, version: shown.version }, query: {} }),
    refetchInterval: 15_000,
    enabled: against === undefined,
  });
  const mayEdit = role === "editor" || role === "admin";
  const failure = published.error ?? other.error;
  const compared = against === "draft" ? draft.flow : other.data?.flow;
  return (
    <section
      aria-label={`Version ${shown.version}`}
      className="flex min-h-0 min-w-0 flex-1 flex-col max-lg:min-h-[32rem]"
    >
      <div className="flex flex-wrap items-end gap-3 border-b border-line bg-surface px-4 py-2">
        <SelectField
          label={`Version ${shown.version}`}
          className="w-64"
          value={against === undefined ? ALONE : String(against)}
          options={[
            { value: ALONE, label: "Shown alone" },
            { value: "draft", label: "Compared with the draft" },
            ...versions
              .filter(({ version }) => version !== shown.version)
              .map(({ version }) => ({
                value: String(version),
                label: `Compared with version ${version}`,
              })),
          ]}
          onChange={(value) =>
            void navigate({
              to: "/flows/$id/versions",
              params: { id: flowId },
              search: {
                version: shown.version,
                ...(value === ALONE
                  ? {}
                  : { against: value === "draft" ? ("draft" as const) : Number(value) }),
              },
            })
          }
        />
        <p className="min-w-0 flex-1 pb-1 text-sm text-ink-2">{lifeOf(shown, zone)}</p>
        {shown.inFlight > 0 && versions.some(({ state }) => state === "live") && (
          <Button
            icon={<ArrowRightLeft className="size-4" />}
            disabledReason={
              versions.filter(({ state }) => state !== "scheduled").length < 2
                ? "There is only one version"
                : undefined
            }
            onClick={() =>
              void navigate({
                to: "/flows/$id/moving",
                params: { id: flowId },
                search: { from: shown.version },
              })
            }
          >
            Move people
          </Button>
        )}
        <Button
          icon={<RotateCcw className="size-4" />}
          disabledReason={
            mayEdit
              ? published.data === undefined
                ? "The version is loading"
                : undefined
              : "Editors and admins change the draft"
          }
          onClick={() => setIsRestoring(true)}
        >
          Restore as draft
        </Button>
        <Button
          onClick={() =>
            void navigate({
              to: "/flows/$id",
              params: { id: flowId },
              search: { mode: "simulate", version: shown.version },
            })
          }
        >
          Test run
        </Button>
      </div>
      {failure !== null && (
        <div className="p-6">
          <LoadFailed
            what="The version could not be opened"
            error={failure}
            onRetry={() => {
              if (published.isError) void published.refetch();
              if (other.isError) void other.refetch();
            }}
          />
        </div>
      )}
      <div className="flex min-h-0 flex-1 flex-col">
        {published.data === undefined || (against !== undefined && compared === undefined) ? (
          <Skeleton className="m-4 h-96" />
        ) : against === undefined || compared === undefined ? (
          <VersionCanvas
            flow={published.data.flow}
            label={`Version ${shown.version}, drawn`}
            counts={counts.data ?? "loading"}
          />
        ) : (
          <FlowDiff
            {...inOrder(
              { label: `Version ${shown.version}`, flow: published.data.flow },
              {
                label: against === "draft" ? "The draft" : `Version ${against}`,
                flow: compared,
              },
              against === "draft" || against > shown.version,
            )}
          />
        )}
      </div>
      {isRestoring && published.data !== undefined && (
        <RestoreDialog
          flowId={flowId}
          name={`version ${shown.version}`}
          flow={published.data.flow}
          draft={draft}
          onClose={() => setIsRestoring(false)}
        />
      )}
    </section>
  );
}

function useVersion(flowId: string, version: number | undefined) {
  return useQuery({
    ...ask(endpoints.version, { params: { id: flowId, version: version ?? 1 } }),
    enabled: version !== undefined,
    // A version never changes; only who is inside does, which is not shown from here.
    staleTime: Infinity,
  });
}

/** The earlier stands on the left. */
function inOrder<Side>(shown: Side, other: Side, isOtherLater: boolean) {
  return isOtherLater ? { before: shown, after: other } : { before: other, after: shown };
}

function lifeOf(version: VersionState, zone: string | undefined): string {
  const { state, startsAtMs, sharePercent, retiredAtMs } = version;
  if (state === "scheduled" && startsAtMs !== null) {
    return `Begins ${formatInstant(startsAtMs, zone)}.`;
  }
  if (state === "trial") return `Takes ${sharePercent} % of new entries beside the live version.`;
  if (retiredAtMs !== null) {
    return `Retired ${formatInstant(retiredAtMs, zone)}. Whoever is inside goes on in it.`;
  }
  return "New entries go through it.";
}
