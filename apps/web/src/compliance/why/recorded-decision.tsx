import type { RecordedVerdict } from "@fairflow/contract";
import type { ReactNode } from "react";
import { formatInstant } from "../../server/format.ts";
import { ChangeList } from "../change-list.tsx";
import { RuleAnswers } from "../rule-answers.tsx";
import { VerdictHead } from "../verdict-head.tsx";
import { factText } from "./fact-text.ts";
import { LawThen } from "./law-then.tsx";
import { TryInBench } from "./try-in-bench.tsx";

export interface RecordedDecisionProps {
  readonly recorded: RecordedVerdict;
}

/** One decision: the answer, the rules, what would have changed it, what was known, and under which law. */
export function RecordedDecision({ recorded }: RecordedDecisionProps) {
  const { answers, changes, facts, counters } = recorded;
  const [zone] = recorded.zones;
  return (
    <div className="flex flex-col gap-5">
      <div className="flex flex-col gap-2">
        <p className="text-sm text-ink-3">{`Decided ${formatInstant(recorded.atMs, zone)}`}</p>
        <VerdictHead verdict={recorded} />
      </div>
      <Part title="Rules that spoke">
        <RuleAnswers answers={answers} />
      </Part>
      {changes.length > 0 && (
        <Part title="What would have changed it">
          <ChangeList changes={changes} />
        </Part>
      )}
      {counters.length > 0 && (
        <Part title="What was counted">
          <ul className="flex flex-col gap-1 text-base">
            {counters.map(({ ruleId, words, counted, limit }) => (
              <li key={`${ruleId} ${words}`} className="flex justify-between gap-4">
                <span className="text-ink-2">{words}</span>
                <span className="shrink-0 font-medium tabular-nums">
                  {limit === null ? counted : `${counted} of ${limit}`}
                </span>
              </li>
            ))}
          </ul>
        </Part>
      )}
      <Part title="What was known">
        <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 text-sm">
          {facts.map(({ label, value }) => (
            <div key={`${label} ${value}`} className="contents">
              <dt className="text-ink-3">{label}</dt>
              <dd className="min-w-0 break-words">{factText(value, zone)}</dd>
            </div>
          ))}
          <dt className="text-ink-3">Time zone</dt>
          <dd>{[...recorded.zones, recorded.zoneWords].join(", ")}</dd>
        </dl>
      </Part>
      <Part title="Under which law">
        <LawThen recorded={recorded} />
      </Part>
      <TryInBench recorded={recorded} />
    </div>
  );
}

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section aria-label={title} className="flex flex-col gap-2">
      <h3 className="text-base font-semibold">{title}</h3>
      {children}
    </section>
  );
}
