import { endpoints, type FlowSummary } from "@fairflow/contract";
import { Badge, EmptyState } from "@fairflow/ui";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { ArrowRight, Workflow } from "lucide-react";
import { CashSummary } from "../cash/cash-summary.tsx";
import { KeptBackSummary } from "../compliance/blocked/kept-back-summary.tsx";
import { FlowCheckBanner } from "../compliance/checks/flow-check-banner.tsx";
import { InactivePackBanner } from "../compliance/checks/inactive-pack-banner.tsx";
import { NotLoaded } from "../frame/not-loaded.tsx";
import { Page } from "../frame/page.tsx";
import { ask } from "../server/ask.ts";
import { formatCount } from "../server/format.ts";
import { useUser } from "../session/use-session.ts";
import { LiveFlowCard } from "./live-flow-card.tsx";
import { MentionsOfMe } from "./mentions-of-me.tsx";

/** What runs now, and where to go from here. */
export function HomePage() {
  const user = useUser();
  const flows = useQuery({ ...ask(endpoints.flows, {}), refetchInterval: 5_000 });
  // Where most people are comes first, whatever was published last.
  const live = (flows.data?.filter((flow) => flow.live !== null) ?? []).toSorted(
    (a, b) => b.inFlight - a.inFlight,
  );
  const drafts = flows.data?.filter(needsWork) ?? [];
  return (
    <Page title={`Good day, ${user.name.split(" ")[0] ?? user.name}`} subtitle={summary(live)}>
      <InactivePackBanner />
      <FlowCheckBanner />
      <MentionsOfMe />
      <NotLoaded query={flows} what="The flows could not be loaded" className="h-48" />
      {flows.isSuccess && live.length === 0 && (
        <EmptyState
          icon={<Workflow />}
          title="No flow is live yet"
          actions={
            <Link
              to="/flows"
              className="inline-flex h-10 items-center gap-2 rounded-control bg-accent px-4 font-medium text-on-accent hover:bg-accent-strong"
            >
              Draw the first flow <ArrowRight aria-hidden className="size-4" />
            </Link>
          }
        >
          Once a flow is published, this page shows the people in it, live.
        </EmptyState>
      )}
      {live.length > 0 && (
        <section aria-label="Live flows" className="grid gap-4 md:grid-cols-2">
          {live.map((flow) => (
            <LiveFlowCard key={flow.id} flow={flow} />
          ))}
        </section>
      )}
      <CashSummary />
      {live.length > 0 && <KeptBackSummary />}
      {drafts.length > 0 && (
        <section className="flex flex-col gap-2">
          <h2 className="text-lg font-semibold">Drafts that are not live</h2>
          <ul className="divide-y divide-line rounded-card border border-line bg-surface">
            {drafts.map((flow) => (
              <li key={flow.id}>
                <Link
                  to="/flows/$id"
                  params={{ id: flow.id }}
                  className="flex items-center gap-3 px-4 py-3 hover:bg-sunken"
                >
                  <span className="font-medium">{flow.name}</span>
                  {flow.problems > 0 ? (
                    <Badge tone="bad">
                      {flow.problems === 1 ? "1 problem" : `${flow.problems} problems`}
                    </Badge>
                  ) : (
                    <Badge tone="ok">Ready to publish</Badge>
                  )}
                  <ArrowRight aria-hidden className="ml-auto size-4 text-ink-3" />
                </Link>
              </li>
            ))}
          </ul>
        </section>
      )}
    </Page>
  );
}

function needsWork({ live, draft }: FlowSummary): boolean {
  return live === null || draft.differsFromLive;
}

function summary(live: readonly FlowSummary[]): string {
  if (live.length === 0) return "This is where the day begins.";
  const people = live.reduce((sum, { inFlight }) => sum + inFlight, 0);
  const flows = live.length === 1 ? "1 live flow" : `${live.length} live flows`;
  const accounts = people === 1 ? "1 account" : `${formatCount(people)} accounts`;
  return `${accounts} on their way through ${flows}.`;
}
