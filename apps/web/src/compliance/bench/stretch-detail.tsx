import { endpoints } from "@fairflow/contract";
import { useQuery } from "@tanstack/react-query";
import { ask } from "../../server/ask.ts";
import { RuleLink } from "../rule-link.tsx";
import type { BenchQuestion } from "./bench-question.ts";
import type { Stretch } from "./week-days.ts";

export interface StretchDetailProps {
  readonly title: string;
  readonly question: BenchQuestion;
  readonly stretch: Stretch;
}

/** Which rules close the part of the week that one looks at: the same case, asked at its beginning. */
export function StretchDetail({ title, question, stretch }: StretchDetailProps) {
  const isClosed = stretch.state === "closed";
  const answer = useQuery({
    ...ask(endpoints.bench, { body: { ...question, atMs: stretch.fromMs } }),
    enabled: isClosed,
    staleTime: Infinity,
  });
  const refusing = answer.data?.verdict.answers.filter(({ effect }) => effect === "refuses") ?? [];
  return (
    <div role="status" className="min-h-16 rounded-card border border-line bg-surface px-3 py-2.5">
      <p className="text-base font-medium">{title}</p>
      {!isClosed && <p className="text-sm text-ink-2">No rule keeps it back.</p>}
      {isClosed && answer.isPending && <p className="text-sm text-ink-3">Looking which rules.</p>}
      {isClosed && answer.isError && (
        <p className="text-sm text-bad">Which rules close it could not be asked.</p>
      )}
      {refusing.length > 0 && (
        <ul className="mt-1 flex flex-col gap-0.5 text-sm">
          {refusing.map((rule) => (
            <li key={rule.id}>
              <RuleLink rule={rule} />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
