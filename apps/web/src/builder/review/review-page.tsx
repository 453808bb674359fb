import { endpoints, type Review } from "@fairflow/contract";
import { emptyFlow } from "@fairflow/flow";
import { EmptyState } from "@fairflow/ui";
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { ClipboardCheck } from "lucide-react";
import { LoadFailed } from "../../frame/load-failed.tsx";
import { PageSkeleton } from "../../frame/page-skeleton.tsx";
import { useZone } from "../../frame/use-zone.ts";
import { ask } from "../../server/ask.ts";
import { formatInstant } from "../../server/format.ts";
import { RequestFailed } from "../../server/request-failed.ts";
import { FlowDiff } from "../diff/flow-diff.tsx";
import { BackLink } from "../panels/back-link.tsx";
import { FlowHeader } from "../panels/flow-header.tsx";
import { ScenarioResults } from "../simulate/scenario-results.tsx";
import { DecisionPanel } from "./decision-panel.tsx";
import { ReviewFacts } from "./review-facts.tsx";
import "../canvas/react-flow.css";
import "../canvas/canvas.css";

/** What was put forward, against what is live, with what it would mean; whoever may decides here. */
export function ReviewPage() {
  const { id } = useParams({ from: "/frame/flows/$id/review" });
  const review = useQuery({ ...ask(endpoints.review, { params: { id } }), retry: false });
  if (review.isPending) return <PageSkeleton />;
  if (review.isError) {
    const isNothing = review.error instanceof RequestFailed && review.error.code === "not-found";
    return (
      <div className="p-6">
        {isNothing ? (
          <EmptyState
            icon={<ClipboardCheck />}
            title="Nothing waits for you here"
            actions={
              <Link
                to="/flows/$id"
                params={{ id }}
                className="font-medium text-accent underline underline-offset-2"
              >
                Open the draft
              </Link>
            }
          >
            This draft is not submitted, or somebody has decided on it or changed it meanwhile.
          </EmptyState>
        ) : (
          <LoadFailed
            what="The review could not be opened"
            error={review.error}
            onRetry={() => void review.refetch()}
          />
        )}
      </div>
    );
  }
  return <ReviewOf flowId={id} review={review.data} />;
}

function ReviewOf({ flowId, review }: { readonly flowId: string; readonly review: Review }) {
  const zone = useZone();
  const { submission, live, flow } = review;
  return (
    <div className="flex h-full flex-col">
      <title>{`Review of ${flow.name} - Fairflow`}</title>
      <FlowHeader
        back={<BackLink to="/flows/$id" params={{ id: flowId }} aria-label="Back to the draft" />}
        title={`Review: ${flow.name}`}
        state={
          <p className="text-xs text-ink-3">
            {submission.submittedBy} submitted it {formatInstant(submission.submittedAtMs, zone)}
            {live === null ? "; it would be version 1" : `; version ${live.version} is live`}
          </p>
        }
      />
      <div className="flex min-h-0 flex-1 max-lg:flex-col max-lg:overflow-y-auto">
        <section
          aria-label="What was submitted"
          className="flex min-h-0 min-w-0 flex-1 flex-col max-lg:min-h-[28rem]"
        >
          <p className="border-b border-line bg-surface px-4 py-2 text-base">
            <b className="font-semibold">What is new, and why: </b>
            {submission.note}
          </p>
          <FlowDiff
            before={
              live === null
                ? { label: "Nothing is live", flow: emptyFlow(flow.name) }
                : { label: `Version ${live.version}, live`, flow: live.flow }
            }
            after={{ label: "As submitted", flow }}
          />
        </section>
        <aside
          aria-label="Decision"
          className="flex w-[26rem] shrink-0 flex-col gap-5 overflow-y-auto border-l border-line bg-surface p-4 max-lg:w-full max-lg:border-t max-lg:border-l-0"
        >
          <DecisionPanel flowId={flowId} review={review} />
          <ScenarioResults flowId={flowId} submission={submission.id} />
          <ReviewFacts flowId={flowId} review={review} />
        </aside>
      </div>
    </div>
  );
}
