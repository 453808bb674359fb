import type { endpoints, OutputOf } from "@fairflow/contract";
import { Link } from "@tanstack/react-router";
import { WHY } from "./move-words.ts";

export interface MoveExceptionsProps {
  readonly exceptions: OutputOf<typeof endpoints.move>["exceptions"];
}

/** Those who did not come along, with why; nothing where everybody did. */
export function MoveExceptions({ exceptions }: MoveExceptionsProps) {
  if (exceptions.length === 0) return null;
  return (
    <section aria-labelledby="exceptions-heading" className="flex flex-col gap-2">
      <h2 id="exceptions-heading" className="text-base font-semibold">
        {exceptions.length === 100
          ? "The first 100 who did not come along"
          : "Who did not come along"}
      </h2>
      <ul className="divide-y divide-line rounded-card border border-line bg-surface">
        {exceptions.map(({ runId, debtorId, label, reference, why }) => (
          <li key={runId} className="flex flex-wrap items-baseline gap-x-3 gap-y-1 px-3 py-2.5">
            <Link
              to="/debtors/$id"
              params={{ id: debtorId }}
              className="font-medium text-accent underline-offset-2 hover:underline"
            >
              {label === "" ? "Somebody" : label}
            </Link>
            {reference !== null && <span className="text-sm text-ink-3">{reference}</span>}
            <span className="min-w-0 flex-1 text-sm text-ink-2">{WHY[why]}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
