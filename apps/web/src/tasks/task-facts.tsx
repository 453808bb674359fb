import { Link } from "@tanstack/react-router";
import { formatInstant } from "../server/format.ts";
import type { TaskDetail } from "./task-detail.ts";
import { taskKind } from "./task-kinds.ts";

export interface TaskFactsProps {
  readonly task: TaskDetail;
  readonly zone: string | undefined;
}

const LABEL = "text-ink-3";

/** What the work is, for whom and by when. */
export function TaskFacts({ task, zone }: TaskFactsProps) {
  const { kind, team, debtor, dueAtMs, createdAtMs, step } = task;
  return (
    <dl className="grid grid-cols-[6rem_1fr] gap-x-3 gap-y-1.5 text-base">
      <dt className={LABEL}>Kind</dt>
      <dd>{taskKind(kind).name}</dd>
      {step !== null && (
        <>
          <dt className={LABEL}>Legal step</dt>
          <dd>{step.words}</dd>
        </>
      )}
      {debtor !== null && (
        <>
          <dt className={LABEL}>Debtor</dt>
          <dd>
            <Link
              to="/debtors/$id"
              params={{ id: debtor.id }}
              className="font-medium text-accent underline-offset-2 hover:underline"
            >
              {debtor.name}
            </Link>{" "}
            <span className="text-ink-2">{debtor.reference}</span>
          </dd>
        </>
      )}
      <dt className={LABEL}>Team</dt>
      <dd>{team}</dd>
      <dt className={LABEL}>Asked for</dt>
      <dd className="tabular-nums">{formatInstant(createdAtMs, zone)}</dd>
      {dueAtMs !== null && (
        <>
          <dt className={LABEL}>Due</dt>
          <dd className="tabular-nums">{formatInstant(dueAtMs, zone)}</dd>
        </>
      )}
    </dl>
  );
}
