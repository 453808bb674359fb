import { endpoints } from "@fairflow/contract";
import { Badge, EmptyState } from "@fairflow/ui";
import { useQuery } from "@tanstack/react-query";
import { History } from "lucide-react";
import { NotLoaded } from "../../frame/not-loaded.tsx";
import { Page } from "../../frame/page.tsx";
import { useZone } from "../../frame/use-zone.ts";
import { ask } from "../../server/ask.ts";
import { formatInstant } from "../../server/format.ts";

/** Every change of the law of this installation: each verdict names the revision that it was taken under. */
export function LawHistoryPage() {
  const revisions = useQuery(ask(endpoints.lawRevisions, {}));
  const zone = useZone();
  return (
    <Page
      title="History of the law"
      subtitle="Who changed which rules, when and why. Every decision names the revision that it was taken under, and can be taken again."
    >
      <NotLoaded query={revisions} what="The history could not be loaded" className="h-64" />
      {revisions.data?.length === 0 && (
        <EmptyState icon={<History />} title="Nothing has changed yet">
          Activating a pack, switching a rule and adding a house rule each make a revision.
        </EmptyState>
      )}
      {revisions.data !== undefined && revisions.data.length > 0 && (
        <ol className="divide-y divide-line rounded-card border border-line bg-surface">
          {revisions.data.map((revision) => (
            <li key={revision.id} className="flex flex-wrap gap-x-4 gap-y-1.5 px-4 py-3">
              <span className="w-24 shrink-0 text-sm font-medium tabular-nums">
                {`Revision ${revision.id}`}
              </span>
              <div className="min-w-64 flex-1">
                <p className="text-base">{revision.reason}</p>
                <p className="text-sm text-ink-3">
                  {`${revision.madeBy}, ${formatInstant(revision.madeAtMs, zone)}`}
                </p>
                <ul className="mt-1.5 flex flex-wrap gap-1" aria-label="Packs in it">
                  {revision.packs.map(({ id, version, isActive }) => (
                    <li key={id}>
                      <Badge tone={isActive ? "ok" : "neutral"}>
                        {`${id} ${version}${isActive ? "" : ", not active"}`}
                      </Badge>
                    </li>
                  ))}
                </ul>
              </div>
            </li>
          ))}
        </ol>
      )}
    </Page>
  );
}
