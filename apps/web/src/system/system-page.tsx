import { endpoints, type OutputOf } from "@fairflow/contract";
import { Badge, Callout } from "@fairflow/ui";
import { useQuery } from "@tanstack/react-query";
import { CircleCheck, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { NotLoaded } from "../frame/not-loaded.tsx";
import { Page } from "../frame/page.tsx";
import { ask } from "../server/ask.ts";
import { LawHealthTable } from "./law-health-table.tsx";
import { lagWords } from "./lag-words.ts";

type Health = OutputOf<(typeof endpoints)["health"]>;

/** Whether the service is well, in which versions it runs, and how its law stands. */
export function SystemPage() {
  const health = useQuery({ ...ask(endpoints.health, {}), refetchInterval: 15_000 });
  return (
    <Page
      title="System"
      subtitle="Whether Fairflow keeps up, in which versions it runs, and which law it goes by."
    >
      <NotLoaded
        query={health}
        what="The state of the service could not be asked"
        className="h-96"
      />
      {health.data !== undefined && (
        <>
          <Service health={health.data} />
          <LawHealthTable law={health.data.law} tzdata={health.data.tzdata} />
        </>
      )}
    </Page>
  );
}

function Service({ health }: { readonly health: Health }) {
  const { status, version, node, postgres, tzdata, queueLagMs } = health;
  const isWell = status === "ok";
  return (
    <section aria-labelledby="system-service" className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center gap-3">
        <h2 id="system-service" className="text-lg font-semibold">
          The service
        </h2>
        <Badge
          tone={isWell ? "ok" : "bad"}
          icon={
            isWell ? (
              <CircleCheck aria-hidden className="size-3.5" />
            ) : (
              <TriangleAlert aria-hidden className="size-3.5" />
            )
          }
        >
          {isWell ? "Well" : "Does not keep up"}
        </Badge>
      </div>
      {!isWell && (
        <Callout tone="bad" title="Work waits longer than a minute">
          Messages go later than they should. Start another worker with “fairflow work”, or see
          whether one has stopped. Nothing is lost.
        </Callout>
      )}
      <dl className="grid gap-x-6 gap-y-3 rounded-card border border-line bg-surface px-4 py-3 text-sm sm:grid-cols-3 lg:grid-cols-5">
        <Fact label="Fairflow">{version}</Fact>
        <Fact label="Oldest work that waits">{lagWords(queueLagMs)}</Fact>
        <Fact label="Time-zone data">{tzdata.table}</Fact>
        <Fact label="Node">{`${node}, its own time-zone data ${tzdata.node}`}</Fact>
        <Fact label="PostgreSQL">{postgres}</Fact>
      </dl>
    </section>
  );
}

function Fact({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt className="text-xs text-ink-3">{label}</dt>
      <dd className="break-words text-ink tabular-nums">{children}</dd>
    </div>
  );
}
