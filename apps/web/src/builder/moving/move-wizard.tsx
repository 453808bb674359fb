import { endpoints, type MoveKind, type MovePreview } from "@fairflow/contract";
import { Callout, SelectField, Skeleton } from "@fairflow/ui";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { ArrowRight } from "lucide-react";
import { useState } from "react";
import { LoadFailed } from "../../frame/load-failed.tsx";
import { ask } from "../../server/ask.ts";
import { formatCount } from "../../server/format.ts";
import type { VersionState } from "../versions/version-state.ts";
import { PlanForm } from "./plan-form.tsx";
import { PreviewPeople } from "./preview-people.tsx";
import { PreviewTotals } from "./preview-totals.tsx";
import { StepDestinations } from "./step-destinations.tsx";

export interface MoveWizardProps {
  readonly flowId: string;
  readonly versions: readonly VersionState[];
  readonly from: number;
  readonly to: number | undefined;
}

/** Who is where, what becomes of them, what that means for each, and why: the way to a planned move. */
export function MoveWizard({ flowId, versions, from, to }: MoveWizardProps) {
  const navigate = useNavigate();
  const [map, setMap] = useState<MovePreview["map"]>();
  const [shown, setShown] = useState<{ kind?: MoveKind; at?: string }>({});
  const [pages, setPages] = useState<readonly (string | null)[]>([null]);
  const after = pages.at(-1) ?? null;
  const preview = useQuery({
    ...ask(endpoints.previewMove, {
      params: { id: flowId },
      body: {
        from,
        to: to ?? from,
        ...(map === undefined ? {} : { map }),
        page: { ...shown, after, size: 20 },
      },
    }),
    enabled: to !== undefined,
    placeholderData: keepPreviousData,
    staleTime: 15_000,
  });
  const go = (search: { from: number; to?: number | undefined }) =>
    void navigate({ to: "/flows/$id/moving", params: { id: flowId }, search });
  const show = (next: { kind?: MoveKind; at?: string }) => {
    setShown(next);
    setPages([null]);
  };
  const options = (other: number | undefined) =>
    versions
      .filter(({ version }) => version !== other)
      .map(({ version, inFlight, state }) => ({
        value: String(version),
        label: `Version ${version}${state === "live" ? ", live" : ""} (${formatCount(inFlight)} inside)`,
      }));
  const { data } = preview;
  return (
    <div className="mx-auto flex w-full max-w-7xl flex-col gap-5 p-4">
      <section aria-label="Versions" className="flex flex-wrap items-end gap-3">
        <SelectField
          label="People in"
          className="w-64"
          value={String(from)}
          options={options(undefined)}
          onChange={(value) =>
            go({ from: Number(value), to: Number(value) === to ? undefined : to })
          }
        />
        <ArrowRight aria-hidden className="mb-2 size-4 text-ink-3" />
        <SelectField
          label="Go to"
          className="w-64"
          value={to === undefined ? "" : String(to)}
          options={options(from)}
          placeholder="Choose a version"
          onChange={(value) => go({ from, to: Number(value) })}
        />
        <p className="min-w-0 flex-1 pb-1.5 text-sm text-ink-2">
          Nothing is done yet. Messages that somebody was sent are never sent again, and whatever is
          sent later asks the rules anew.
        </p>
      </section>
      {preview.isError && (
        <LoadFailed
          what="The move could not be worked out"
          error={preview.error}
          onRetry={() => void preview.refetch()}
        />
      )}
      {to !== undefined && data === undefined && !preview.isError && (
        <div className="flex flex-col gap-3" aria-busy="true">
          <p className="text-sm text-ink-2">Working out what this means for each person</p>
          <Skeleton className="h-16" />
          <Skeleton className="h-80" />
        </div>
      )}
      {data !== undefined && to !== undefined && (
        <>
          <PreviewTotals
            preview={data}
            shown={shown.kind}
            onShow={(kind) => show(kind === undefined ? {} : { kind })}
          />
          {!data.isWhole && (
            <Callout tone="info">
              {`Counted from the first ${formatCount(data.examined)} people; the others are looked at when they are moved.`}
            </Callout>
          )}
          <div className="grid gap-5 lg:grid-cols-[minmax(0,5fr)_minmax(0,7fr)]">
            <div className="flex min-w-0 flex-col gap-5">
              <StepDestinations
                preview={data}
                from={from}
                shown={shown.at}
                onShow={(at) => show(at === undefined ? {} : { at })}
                onChange={(node, destination) =>
                  setMap({ ...(map ?? data.map), [node]: destination })
                }
              />
              <PlanForm
                flowId={flowId}
                from={from}
                to={to}
                preview={data}
                isStale={preview.isPlaceholderData}
              />
            </div>
            <PreviewPeople
              preview={data}
              isStale={preview.isPlaceholderData}
              shown={shown}
              onFirst={pages.length > 1 ? () => setPages([null]) : undefined}
              onNext={data.next === null ? undefined : () => setPages([...pages, data.next])}
            />
          </div>
        </>
      )}
    </div>
  );
}
