import type { ScenarioOutcome } from "@fairflow/contract";

export interface OutcomeFailuresProps {
  readonly outcome: ScenarioOutcome | undefined;
}

/** What came otherwise than expected. */
export function OutcomeFailures({ outcome }: OutcomeFailuresProps) {
  if (outcome === undefined || outcome.passed) return null;
  return (
    <ul className="flex list-disc flex-col gap-1 pl-4 text-sm text-ink-2">
      {outcome.failures.map(({ message }) => (
        <li key={message}>{message}</li>
      ))}
    </ul>
  );
}
