import { disputeEndpoints } from "@fairflow/contract";
import { EmptyState, Keys } from "@fairflow/ui";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { Scale } from "lucide-react";
import { useState } from "react";
import { MaskedNote } from "../frame/masked-note.tsx";
import { NotLoaded } from "../frame/not-loaded.tsx";
import { Page } from "../frame/page.tsx";
import { call } from "../server/call.ts";
import { DisputeCase } from "./dispute-case.tsx";
import { DisputeRow } from "./dispute-row.tsx";
import { QueueTabs } from "./queue-tabs.tsx";
import { useTriageKeys } from "./use-triage-keys.ts";
import { NextPage } from "../frame/next-page.tsx";

/** The desk of disputes, questions and complaints: those whose day is nearest first. */
export function DisputesPage() {
  const { queue = "all", dispute: openId } = useSearch({ from: "/frame/disputes" });
  const navigate = useNavigate({ from: "/disputes" });
  const [decidingId, setDecidingId] = useState<string | undefined>();
  const answer = useInfiniteQuery({
    queryKey: [disputeEndpoints.disputes.path, queue],
    queryFn: ({ pageParam, signal }) =>
      call(disputeEndpoints.disputes, { query: { queue, cursor: pageParam } }, signal),
    initialPageParam: firstPage(),
    getNextPageParam: ({ next }) => next ?? undefined,
    placeholderData: (before) => before,
    refetchInterval: 30_000,
  });
  const pages = answer.data?.pages ?? [];
  const found = pages.flatMap(({ disputes }) => disputes);
  const shownId = found.some(({ id }) => id === openId) ? openId : (openId ?? found[0]?.id);
  const open = (id: string | undefined) =>
    void navigate({ search: { queue, dispute: id }, resetScroll: false });
  const onKeyDown = useTriageKeys({
    ids: found.map(({ id }) => id),
    openId: shownId,
    onOpen: open,
    onDecide: setDecidingId,
  });
  return (
    <Page
      title="Disputes"
      subtitle="Disputes, questions and complaints, each with the day by which it is to be answered. A dispute stops what is asked for until it is decided."
    >
      <div className="flex flex-wrap items-center justify-between gap-3">
        <QueueTabs
          queue={queue}
          counts={pages[0]?.counts}
          onChange={(chosen) => void navigate({ search: { queue: chosen }, replace: true })}
        />
        <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-ink-3 max-md:hidden">
          <span>
            <Keys keys="J" /> <Keys keys="K" /> next and previous
          </span>
          <span>
            <Keys keys="A" /> take
          </span>
          <span>
            <Keys keys="E" /> decide
          </span>
        </p>
      </div>
      {pages.some(({ masked }) => masked) && <MaskedNote />}
      <NotLoaded query={answer} what="The disputes could not be loaded" className="h-96" />
      {answer.isSuccess && found.length === 0 && (
        <EmptyState icon={<Scale />} title="All clear">
          Debtors dispute on their pages and in replies, specialists on the debtor’s page, other
          systems by key. What comes shows here with its day.
        </EmptyState>
      )}
      {found.length > 0 && (
        <div className="grid grid-cols-1 gap-5 lg:grid-cols-[22rem_1fr] lg:items-start">
          <div className="flex flex-col gap-3">
            {/* The keys work wherever in the list the focus is. */}
            {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
            <ul
              aria-label="Disputes"
              onKeyDown={onKeyDown}
              className="divide-y divide-line overflow-hidden rounded-card border border-line bg-surface"
            >
              {found.map((dispute) => (
                <DisputeRow key={dispute.id} dispute={dispute} isOpen={dispute.id === shownId} />
              ))}
            </ul>
            <NextPage of={answer} label="Show more" className="self-center" />
          </div>
          {shownId !== undefined && (
            <DisputeCase
              key={shownId}
              id={shownId}
              isDeciding={decidingId === shownId}
              onDeciding={(is) => setDecidingId(is ? shownId : undefined)}
            />
          )}
        </div>
      )}
    </Page>
  );
}

/** The first page has no cursor. */
function firstPage(): string | undefined {
  return undefined;
}
