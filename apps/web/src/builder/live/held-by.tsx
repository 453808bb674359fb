import { endpoints } from "@fairflow/contract";
import type { NodeId } from "@fairflow/flow";
import { Skeleton } from "@fairflow/ui";
import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { clsx } from "clsx";
import { useState } from "react";
import { RuleLink } from "../../compliance/rule-link.tsx";
import { LoadFailed } from "../../frame/load-failed.tsx";
import { useZone } from "../../frame/use-zone.ts";
import { ask } from "../../server/ask.ts";
import { formatCount, formatDate } from "../../server/format.ts";
import { useLive } from "../builder-context.ts";
import { countsQuery, periodWords } from "./live-scope.ts";
import type { OpenedNumber } from "./people-counted.tsx";
import { PeopleHere } from "./people-here.tsx";
import { isKeptBack, stayWords } from "./stay-words.ts";
import { useLiveScope } from "./use-live-scope.ts";

/** Who waits moves with the numbers; reading why is dearer, so it is asked less often. */
const AGAIN_MS = 10_000;

export interface HeldByProps {
  readonly node: NodeId;
  readonly isMessage: boolean;
  readonly onOpen: (opened: OpenedNumber) => void;
}

/** What keeps people at a step, reason by reason; each opens its people. */
export function HeldBy({ node, isMessage, onOpen }: HeldByProps) {
  const { id } = useParams({ from: "/frame/flows/$id" });
  const version = useLive(({ counts }) => counts?.version);
  const zone = useZone();
  const { scope } = useLiveScope();
  const [chosen, choose] = useState<string>();
  const held = useQuery({
    ...ask(endpoints.heldAtNode, {
      params: { id, version: version ?? 1, node },
      query: countsQuery(scope, zone),
    }),
    enabled: version !== undefined,
    refetchInterval: AGAIN_MS,
  });
  if (held.isError) {
    return (
      <LoadFailed
        what="Who is here could not be loaded"
        error={held.error}
        onRetry={() => void held.refetch()}
      />
    );
  }
  if (held.data === undefined || version === undefined) {
    return <Skeleton className="h-24" />;
  }
  const { present, reasons, kept } = held.data;
  const why = reasons.some((reason) => reason.why === chosen) ? chosen : undefined;
  return (
    <>
      <section aria-label="Why they are here">
        <h3 className="mb-1.5 text-sm font-semibold">
          {present === 0 ? "Nobody is here now" : `Why ${formatCount(present)} are here`}
        </h3>
        <ul className="flex flex-col gap-0.5">
          {reasons.map(({ why: reason, stay, people }) => (
            <li key={reason}>
              <button
                type="button"
                aria-pressed={reason === why}
                onClick={() => choose(reason === why ? undefined : reason)}
                className={clsx(
                  "flex min-h-8 w-full items-center justify-between gap-3 rounded-control px-2 py-1 text-left text-sm",
                  reason === why ? "bg-accent-soft text-accent" : "hover:bg-sunken",
                )}
              >
                <span className={isKeptBack(stay) ? "text-hold" : "text-ink-2"}>
                  {isKeptBack(stay) && stay.kind === "rules"
                    ? `Held by: ${stayWords(stay)}`
                    : stayWords(stay)}
                </span>
                <span className="font-medium tabular-nums">{formatCount(people)}</span>
              </button>
            </li>
          ))}
        </ul>
      </section>
      {present > 0 && (
        <PeopleHere
          key={why ?? ""}
          node={node}
          version={version}
          why={why}
          segment={scope.segment}
        />
      )}
      {isMessage && kept.length > 0 && (
        <section aria-label="Rules that kept messages back">
          <h3 className="text-sm font-semibold">Rules that kept messages back</h3>
          <p className="mb-1.5 text-xs text-ink-3">
            Times, not people, {periodWords(scope, formatDate)}, of everybody
          </p>
          <ul className="flex flex-col gap-1.5">
            {kept.map(({ rule, deferred, refused }) => (
              <li key={rule.id} className="flex justify-between gap-3 text-sm">
                <RuleLink rule={rule} />
                <button
                  type="button"
                  title="Show who they are"
                  onClick={() =>
                    onOpen({
                      metric: "kept_back",
                      label: `kept back by “${rule.title}”`,
                      exit: rule.id,
                    })
                  }
                  className="shrink-0 rounded-control text-right text-ink-2 tabular-nums underline decoration-line-strong underline-offset-2 hover:text-accent"
                >
                  {[
                    deferred > 0 ? `${formatCount(deferred)} held` : "",
                    refused > 0 ? `${formatCount(refused)} not allowed` : "",
                  ]
                    .filter((part) => part !== "")
                    .join(", ")}
                </button>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}
