import { endpoints, type FlowSummary, type VersionCounts } from "@fairflow/contract";
import { Badge } from "@fairflow/ui";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { ArrowRight } from "lucide-react";
import { useZone } from "../frame/use-zone.ts";
import { ask } from "../server/ask.ts";
import { formatCount, formatInstant } from "../server/format.ts";
import { moneyWords, totalOf } from "../server/money-words.ts";
import { useLiveTopic } from "../server/use-live-topic.ts";

export interface LiveFlowCardProps {
  readonly flow: FlowSummary;
}

/** A live flow in five figures, which count up as it runs. */
export function LiveFlowCard({ flow }: LiveFlowCardProps) {
  const client = useQueryClient();
  const version = flow.live?.version ?? 1;
  const query = ask(endpoints.counts, { params: { id: flow.id, version }, query: {} });
  const counts = useQuery(query);
  const zone = useZone();
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
      <p className="text-base text-ink-2">
        <b className="text-xl font-semibold text-ink tabular-nums">{formatCount(flow.inFlight)}</b>{" "}
        in flight
        {sums !== undefined && sums.present !== flow.inFlight
          ? `, of them ${formatCount(sums.present)} in version ${version}`
          : ""}
      </p>
      {flow.live !== null && (
        <p className="-mb-2 text-sm text-ink-3">
          {`Version ${version} since it went live, ${formatInstant(flow.live.publishedAtMs, zone)}:`}
        </p>
      )}
      <dl className="grid grid-cols-3 gap-x-4 gap-y-3">
        <Figure
          label="Messages sent"
          hint="SMS, e-mail and letters that the provider took"
          value={sums === undefined ? "-" : formatCount(sums.sent)}
        />
        <Figure
          label="Deferred"
          hint="Held until a rule allows them"
          value={sums === undefined ? "-" : formatCount(sums.deferred)}
        />
        <Figure
          label="Not allowed"
          hint="Refused by a rule"
          value={sums === undefined ? "-" : formatCount(sums.forbidden)}
        />
        <Figure
          label="Payments"
          hint="Credited to a message of this version"
          value={sums === undefined ? "-" : formatCount(sums.paid)}
        />
        <Figure
          label="Collected"
          hint="What those payments come to"
          value={sums === undefined ? "-" : moneyWords(sums.collected)}
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

interface FigureProps {
  readonly label: string;
  /** What is counted. */
  readonly hint: string;
  readonly value: string;
}

function Figure({ label, hint, value }: FigureProps) {
  return (
    <div title={hint}>
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
    collected: totalOf(nodes.map(({ collected }) => collected)),
  };
}
