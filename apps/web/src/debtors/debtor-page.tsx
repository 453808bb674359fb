import { endpoints } from "@fairflow/contract";
import { Skeleton } from "@fairflow/ui";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { ArrowLeft, Smartphone } from "lucide-react";
import { AttemptWhy } from "../compliance/why/attempt-why.tsx";
import { useState } from "react";
import { DataRequestsCard } from "../desk/data-requests-card.tsx";
import { OnTheCall } from "../desk/on-the-call.tsx";
import { StepWhyDrawer } from "../desk/step-why-drawer.tsx";
import { LoadFailed } from "../frame/load-failed.tsx";
import { Page } from "../frame/page.tsx";
import { ask } from "../server/ask.ts";
import { useLiveTopic } from "../server/use-live-topic.ts";
import { AgreementsCard } from "../agreements/agreements-card.tsx";
import { AcknowledgementsCard } from "./acknowledgements-card.tsx";
import { CareCard } from "./care-card.tsx";
import { ConsentsCard } from "./consents-card.tsx";
import { DebtorFacts } from "./debtor-facts.tsx";
import { HoldsCard } from "./holds-card.tsx";
import { NextContact } from "./next-contact.tsx";
import { NoticesCard } from "./notices-card.tsx";
import { shownName } from "./shown-name.ts";
import { Timeline } from "./timeline.tsx";
import { useRefreshDebtor } from "./use-refresh-debtor.ts";

export function DebtorPage() {
  const { id } = useParams({ from: "/frame/debtors/$id" });
  const { why } = useSearch({ from: "/frame/debtors/$id" });
  const navigate = useNavigate();
  const refresh = useRefreshDebtor();
  const [step, setStep] = useState<string | undefined>();
  const showWhy = (attemptId: string | undefined) =>
    void navigate({
      to: "/debtors/$id",
      params: { id },
      search: { why: attemptId },
      resetScroll: false,
    });
  const debtor = useQuery(ask(endpoints.debtor, { params: { id } }));
  useLiveTopic(`debtor:${id}`, (event) => {
    if (event.kind !== "debtor" || event.debtorId !== id) return;
    void refresh();
  });
  if (debtor.isPending) {
    return (
      <Page title="Debtor">
        <Skeleton className="h-40" />
        <Skeleton className="h-96" />
      </Page>
    );
  }
  if (debtor.isError) {
    return (
      <Page title="Debtor">
        <LoadFailed
          what="This debtor could not be opened"
          error={debtor.error}
          onRetry={() => void debtor.refetch()}
        />
      </Page>
    );
  }
  return (
    <Page
      title={shownName(debtor.data)}
      subtitle={debtor.data.reference}
      actions={
        <>
          <Link
            to="/debtors"
            className="inline-flex h-8 items-center gap-1.5 rounded-control px-2 text-sm font-medium text-ink-2 hover:bg-sunken"
          >
            <ArrowLeft aria-hidden className="size-4" /> All debtors
          </Link>
          <Link
            to="/sandbox"
            search={{ person: id }}
            className="inline-flex h-8 items-center gap-1.5 rounded-control border border-line-strong/60 bg-surface px-3 text-sm font-medium hover:bg-sunken"
          >
            <Smartphone aria-hidden className="size-4" /> Open their phone
          </Link>
        </>
      }
    >
      <div className="grid grid-cols-1 gap-5 lg:grid-cols-[22rem_1fr] lg:items-start">
        <div className="flex flex-col gap-4">
          <NextContact debtorId={id} />
          <OnTheCall debtor={debtor.data} />
          <AgreementsCard debtor={debtor.data} />
          <CareCard debtor={debtor.data} />
          <HoldsCard debtor={debtor.data} />
          <DebtorFacts debtor={debtor.data} />
          <ConsentsCard debtor={debtor.data} />
          <NoticesCard debtor={debtor.data} />
          <AcknowledgementsCard debtor={debtor.data} />
          <DataRequestsCard debtor={debtor.data} />
        </div>
        <Timeline
          debtorId={id}
          onWhy={(entry) =>
            entry.attemptId === null ? setStep(entry.id) : showWhy(entry.attemptId)
          }
        />
      </div>
      {step !== undefined && (
        <StepWhyDrawer debtorId={id} step={step} onClose={() => setStep(undefined)} />
      )}
      {why !== undefined && <AttemptWhy attemptId={why} onClose={() => showWhy(undefined)} />}
    </Page>
  );
}
