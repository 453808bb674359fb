import { endpoints, type FlowSummary, type VersionCounts } from "@fairflow/contract";
import { Badge } from "@fairflow/ui";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { ArrowRight } from "lucide-react";
import { ask } from "../server/ask.ts";
import { formatCount, formatMoney } from "../server/format.ts";
import { useLiveTopic } from "../server/use-live-topic.ts";

export interface LiveFlowCardProps {
  readonly flow: FlowSummary;
}

/** A live flow in five figures, which count up as it runs. */
export function LiveFlowCard({ flow }: LiveFlowCardProps) {
  const client = useQueryClient();
  const version = flow.live?.version ?? 1;
  const query = ask(endpoints.counts, { params: { id: flow.id, version } });
  const counts = useQuery(query);
  useLiveTopic(`flow:${flow.id}`, (event) => {
    if (event.kind !== "counts" || event.counts.flow !== flow.id) return;
    if (event.counts.version === version) client.setQueryData(query.queryKey, event.counts);
  });
  const sums = sumsOf(counts.data);
  return (
    <article className="flex flex-col gap-4 rounded-card border border-line bg-surface p-4">
      <header className="flex items-center gap-2">
        <h2 className="truncate text-lg font-semibold">{flow.name}</h2>
        <Badge tone="ok">{`v${version} live`}</Badge>
      </header>
      <dl className="grid grid-cols-3 gap-x-4 gap-y-3">
        <Figure
          label="In flight"
          value={sums === undefined ? formatCount(flow.inFlight) : formatCount(sums.present)}
        />
        <Figure label="Messages sent" value={sums === undefined ? "-" : formatCount(sums.sent)} />
        <Figure label="Deferred" value={sums === undefined ? "-" : formatCount(sums.deferred)} />
        <Figure
          label="Not allowed"
          value={sums === undefined ? "-" : formatCount(sums.forbidden)}
        />
        <Figure label="Payments" value={sums === undefined ? "-" : formatCount(sums.paid)} />
        <Figure
          label="Collected"
          value={
            sums === undefined ? "-" : formatMoney({ minor: sums.collectedMinor, currency: "ZAR" })
          }
        />
      </dl>
      <Link
        to="/flows/$id"
        params={{ id: flow.id }}
        search={{ mode: "live" }}
        className="inline-flex items-center gap-1.5 self-start rounded text-base font-medium text-accent underline-offset-2 hover:underline"
      >
        Open the live flow <ArrowRight aria-hidden className="size-4" />
      </Link>
    </article>
  );
}

function Figure({ label, value }: { readonly label: string; readonly value: string }) {
  return (
    <div>
      <dt className="text-xs text-ink-3">{label}</dt>
      <dd className="text-xl font-semibold tabular-nums">{value}</dd>
    </div>
  );
}

function sumsOf(counts: VersionCounts | undefined) {
  if (counts === undefined) return undefined;
  const nodes = Object.values(counts.nodes);
  const sum = (pick: (node: (typeof nodes)[number]) => number) =>
    nodes.reduce((total, node) => total + pick(node), 0);
  return {
    present: sum(({ present }) => present),
    sent: sum(({ sent }) => sent),
    deferred: sum(({ deferred }) => deferred),
    forbidden: sum(({ forbidden }) => forbidden),
    paid: sum(({ paid }) => paid),
    collectedMinor: sum(({ collectedMinor }) => collectedMinor),
  };
}
