import type { Pack } from "@fairflow/contract";
import { EmptyState, Skeleton } from "@fairflow/ui";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { ArrowLeft, ScrollText, SearchX } from "lucide-react";
import { useEffect } from "react";
import { LoadFailed } from "../../frame/load-failed.tsx";
import { Page } from "../../frame/page.tsx";
import { formatCount } from "../../server/format.ts";
import { packsQuery } from "../law-queries.ts";
import { ConfidenceLegend } from "./confidence-legend.tsx";
import { PackActions } from "./pack-actions.tsx";
import { PackBadges } from "./pack-badges.tsx";
import { PackFacts } from "./pack-facts.tsx";
import { PackWarnings } from "./pack-warnings.tsx";
import { RuleFilterBar } from "./rule-filter-bar.tsx";
import { rulesFound, type RuleFilter } from "./rule-filter.ts";
import { RuleList } from "./rule-list.tsx";

/** One rule pack with its rules in words. */
export function PackPage() {
  const { id } = useParams({ from: "/frame/compliance/packs/$id" });
  const packs = useQuery(packsQuery);
  if (packs.isPending) {
    return (
      <Page title="Rule pack">
        <Skeleton className="h-40" />
        <Skeleton className="h-96" />
      </Page>
    );
  }
  if (packs.isError) {
    return (
      <Page title="Rule pack">
        <LoadFailed
          what="The rules could not be loaded"
          error={packs.error}
          onRetry={() => void packs.refetch()}
        />
      </Page>
    );
  }
  const pack = packs.data.packs.find((each) => each.id === id);
  if (pack === undefined) {
    return (
      <Page title="Rule pack">
        <EmptyState icon={<ScrollText />} title="This pack is not here">
          {`No pack with the id “${id}” is installed. `}
          <Link to="/compliance" className="font-medium text-accent hover:underline">
            See those that are
          </Link>
        </EmptyState>
      </Page>
    );
  }
  return <ShownPack pack={pack} />;
}

function ShownPack({ pack }: { readonly pack: Pack }) {
  const { search = "", kind, group, rule } = useSearch({ from: "/frame/compliance/packs/$id" });
  const navigate = useNavigate();
  const filter: RuleFilter = { search, kind, group };
  const found = rulesFound(pack.rules, filter);
  // Outside React: the browser's scrolling, to the rule that a link led to.
  useEffect(() => {
    if (rule === undefined) return;
    document.getElementById(rule)?.scrollIntoView({ block: "center" });
  }, [rule]);
  return (
    <Page
      title={pack.title}
      subtitle={<PackBadges pack={pack} />}
      actions={
        <>
          <Link
            to="/compliance"
            className="inline-flex h-8 items-center gap-1.5 rounded-control px-2 text-sm font-medium text-ink-2 hover:bg-sunken"
          >
            <ArrowLeft aria-hidden className="size-4" /> All packs
          </Link>
          <Link
            to="/compliance/packs/$id/compare"
            params={{ id: pack.id }}
            className="inline-flex h-8 items-center gap-1.5 rounded-control px-2 text-sm font-medium text-ink-2 hover:bg-sunken"
          >
            Versions
          </Link>
          <PackActions pack={pack} />
        </>
      }
    >
      <PackWarnings pack={pack} />
      <div className="rounded-card border border-line bg-surface p-4">
        <PackFacts pack={pack} />
      </div>
      <RuleFilterBar
        rules={pack.rules}
        filter={filter}
        onChange={(next) =>
          void navigate({
            to: "/compliance/packs/$id",
            params: { id: pack.id },
            search: {
              search: next.search === "" ? undefined : next.search,
              kind: next.kind,
              group: next.group,
            },
            replace: true,
          })
        }
      />
      <div className="-my-2 flex flex-wrap items-center justify-between gap-3">
        <p role="status" className="text-sm text-ink-3">
          {found.length === pack.rules.length
            ? `${formatCount(found.length)} rules`
            : `${formatCount(found.length)} of ${formatCount(pack.rules.length)} rules`}
        </p>
        <ConfidenceLegend rules={pack.rules} />
      </div>
      {found.length === 0 && (
        <EmptyState icon={<SearchX />} title="No rule is like that">
          Try fewer words, or look among all rules.
        </EmptyState>
      )}
      <RuleList rules={found} sought={rule} />
    </Page>
  );
}
