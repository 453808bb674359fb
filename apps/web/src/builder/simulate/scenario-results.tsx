import { testRunEndpoints } from "@fairflow/contract";
import { Skeleton } from "@fairflow/ui";
import { useQuery } from "@tanstack/react-query";
import { WhyFailed } from "../../frame/why-failed.tsx";
import { call } from "../../server/call.ts";
import { OutcomeBadge } from "./outcome-badge.tsx";
import { OutcomeFailures } from "./outcome-failures.tsx";

export interface ScenarioResultsProps {
  readonly flowId: string;
  /** Another submission is tried anew. */
  readonly submission: string;
}

/** What comes of the flow's saved tests with what was put forward, for whoever decides on it. */
export function ScenarioResults({ flowId, submission }: ScenarioResultsProps) {
  const outcomes = useQuery({
    queryKey: [testRunEndpoints.runScenarios.path, flowId, submission],
    queryFn: ({ signal }) =>
      call(
        testRunEndpoints.runScenarios,
        { params: { id: flowId }, body: { tested: { kind: "submission" } } },
        signal,
      ),
    retry: false,
    staleTime: Infinity,
  });
  return (
    <section aria-label="Scenarios" className="flex flex-col gap-2">
      <h2 className="text-sm font-semibold">Scenarios</h2>
      {outcomes.isPending && <Skeleton className="h-10" />}
      <WhyFailed error={outcomes.error} />
      {outcomes.data?.length === 0 && (
        <p className="text-sm text-ink-2">
          None is kept with this flow. A test run of the draft can be saved as one.
        </p>
      )}
      <ul className="flex flex-col gap-1.5">
        {outcomes.data?.map((outcome) => (
          <li key={outcome.id} className="flex flex-col gap-1 text-sm">
            <span className="flex items-start justify-between gap-3">
              <span className="min-w-0 wrap-anywhere">{outcome.name}</span>
              <OutcomeBadge outcome={outcome} isRunning={false} />
            </span>
            <OutcomeFailures outcome={outcome} />
          </li>
        ))}
      </ul>
    </section>
  );
}
