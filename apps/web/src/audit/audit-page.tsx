import { AUDIT_EXPORT_PATH, auditEndpoints, type AuditQuery } from "@fairflow/contract";
import { EmptyState } from "@fairflow/ui";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { Download, ScrollText } from "lucide-react";
import { NotLoaded } from "../frame/not-loaded.tsx";
import { Page } from "../frame/page.tsx";
import { useZone } from "../frame/use-zone.ts";
import { call } from "../server/call.ts";
import { AuditEntry } from "./audit-entry.tsx";
import { AuditFilters } from "./audit-filters.tsx";
import { ChainState } from "./chain-state.tsx";
import { NextPage } from "../frame/next-page.tsx";

/** Who did what, when and why, with what it changed; sealed, so that nothing can be changed unseen. */
export function AuditPage() {
  const filter = useSearch({ from: "/frame/audit" });
  const navigate = useNavigate({ from: "/audit" });
  const zone = useZone();
  const list = useInfiniteQuery({
    queryKey: [auditEndpoints.audit.path, filter],
    queryFn: ({ pageParam, signal }) =>
      call(auditEndpoints.audit, { query: { ...filter, before: pageParam } }, signal),
    initialPageParam: newest(),
    getNextPageParam: ({ next }) => next ?? undefined,
  });
  const entries = list.data?.pages.flatMap((page) => page.entries) ?? [];
  return (
    <Page
      title="Audit log"
      subtitle="Who did what, when and why. Entries are never changed; each is sealed to the one before it."
      actions={
        <a
          href={`${AUDIT_EXPORT_PATH}?${searchText(filter)}`}
          download
          className="inline-flex h-8 items-center gap-1.5 rounded-control border border-line-strong/60 bg-surface px-3 text-base font-medium text-ink hover:bg-sunken"
        >
          <Download aria-hidden className="size-4" />
          Save as CSV
        </a>
      }
    >
      <ChainState zone={zone} />
      <AuditFilters
        filter={filter}
        onChange={(search) => void navigate({ search, replace: true })}
      />
      <NotLoaded query={list} what="The trail could not be loaded" className="h-96" />
      {list.isSuccess && entries.length === 0 && (
        <EmptyState icon={<ScrollText />} title="Nobody did that">
          No entry fits all of these filters. Take one away, or choose other days.
        </EmptyState>
      )}
      {entries.length > 0 && (
        <ol
          aria-label="Entries"
          className="divide-y divide-line rounded-card border border-line bg-surface"
        >
          {entries.map((entry) => (
            <AuditEntry key={entry.id} entry={entry} zone={zone} />
          ))}
        </ol>
      )}
      <NextPage of={list} label="Show older entries" className="self-start" />
    </Page>
  );
}

/** The first page has no entry before it. */
function newest(): number | undefined {
  return undefined;
}

function searchText(filter: AuditQuery): string {
  const parts = Object.entries(filter).flatMap(([part, value]) =>
    value === undefined ? [] : [[part, value]],
  );
  return new URLSearchParams(parts).toString();
}
