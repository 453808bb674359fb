import { endpoints } from "@fairflow/contract";
import { Skeleton } from "@fairflow/ui";
import { useQuery } from "@tanstack/react-query";
import { LoadFailed } from "../../frame/load-failed.tsx";
import { ask } from "../../server/ask.ts";
import { ChangeList } from "../change-list.tsx";
import { RuleAnswers } from "../rule-answers.tsx";
import { VerdictHead } from "../verdict-head.tsx";
import type { BenchQuestion } from "./bench-question.ts";
import { BenchWeek } from "./bench-week.tsx";

export interface BenchAnswerProps {
  readonly question: BenchQuestion;
}

/** What the gate says to the case, which rules spoke, what would change it, and the week from then on. */
export function BenchAnswer({ question }: BenchAnswerProps) {
  const answer = useQuery({
    ...ask(endpoints.bench, { body: question }),
    placeholderData: (before) => before,
  });
  if (answer.isPending) return <Skeleton className="h-96" />;
  if (answer.isError) {
    return (
      <LoadFailed
        what="The gate could not be asked"
        error={answer.error}
        onRetry={() => void answer.refetch()}
      />
    );
  }
  const { verdict, packs } = answer.data;
  return (
    <>
      <div
        role="region"
        aria-label="The verdict"
        aria-live="polite"
        className="lg:sticky lg:top-10 lg:z-1 lg:-mt-2 lg:bg-bg lg:pt-2"
      >
        <VerdictHead verdict={verdict} />
      </div>
      <section aria-labelledby="bench-rules" className="flex flex-col gap-2">
        <h2 id="bench-rules" className="text-lg font-semibold">
          Rules that spoke
        </h2>
        <RuleAnswers answers={verdict.answers} />
      </section>
      {verdict.changes.length > 0 && (
        <section aria-labelledby="bench-changes" className="flex flex-col gap-2">
          <h2 id="bench-changes" className="text-lg font-semibold">
            What would change the answer
          </h2>
          <ChangeList changes={verdict.changes} />
        </section>
      )}
      <BenchWeek question={question} />
      <p className="text-xs text-ink-3">
        {`Asked: ${packs.map(({ id, version, isActive }) => `${id} ${version}${isActive ? "" : " (not active here)"}`).join(", ")}.`}
      </p>
    </>
  );
}
