import type { TestRunView } from "@fairflow/contract";
import { ExitId } from "@fairflow/flow";
import { Button, Menu } from "@fairflow/ui";
import { ChevronDown, X } from "lucide-react";
import { answerWords, DECISIONS } from "./moment-words.ts";
import { standNow, withAnswer, type RunCursor } from "./run-cursor.ts";
import type { Answer, TestSetup } from "./test-setup.ts";

export interface AnswerButtonsProps {
  readonly run: TestRunView;
  readonly cursor: RunCursor;
  readonly setup: TestSetup;
  readonly onChange: (setup: TestSetup) => void;
}

/** What the person, or somebody who works for them, could do at this moment; and what they were made to do so far. */
export function AnswerButtons({ run, cursor, setup, onChange }: AnswerButtonsProps) {
  const { stand } = standNow(run, cursor);
  const isOver = stand.status === "ended" || stand.status === "not-taken-in";
  // While the clock stands before the end, there is time for an answer.
  const isPastEnd = isOver && cursor.index === run.moments.length - 1;
  const reason = isPastEnd ? "The run is over: go back to an earlier moment" : undefined;
  const force = (answer: Answer) =>
    onChange({ ...setup, answers: withAnswer(run, cursor, { answers: setup.answers, answer }) });
  const direct: readonly Answer[] = [
    { kind: "pays", percent: 100 },
    { kind: "pays", percent: 30 },
    { kind: "stops" },
    { kind: "bounces" },
    ...(stand.disputeOpen ? [] : [{ kind: "disputes" } as const]),
  ];
  const more: readonly Answer[] = [
    { kind: "pays", percent: 10 },
    { kind: "pays", percent: 50 },
    { kind: "replies", text: "I will pay on Friday" },
    { kind: "opens-link" },
    { kind: "promises" },
    { kind: "keeps-promise" },
    { kind: "breaks-promise" },
    { kind: "held", reason: "on_hold" },
    ...stand.holds.map((hold): Answer => ({ kind: "released", reason: hold })),
    ...stand.listens
      .filter((event) => event.startsWith("custom:"))
      .map((event): Answer => ({ kind: "happens", event })),
  ];
  return (
    <div className="flex flex-col gap-2">
      <div
        role="group"
        aria-label="What happens now"
        className="flex flex-wrap items-center gap-1.5"
      >
        <span className="text-xs font-medium text-ink-3">What happens now</span>
        {direct.map((answer) => (
          <Button key={answerWords(answer)} disabledReason={reason} onClick={() => force(answer)}>
            {answerWords(answer)}
          </Button>
        ))}
        {stand.disputeOpen &&
          DECISION_LIST.map((decision) => (
            <Button
              key={decision}
              disabledReason={reason}
              onClick={() => force({ kind: "dispute-decided", decision, resumeAfterDays: 5 })}
            >
              Dispute {DECISIONS[decision]}
            </Button>
          ))}
        {!stand.disputeOpen &&
          stand.outcomes.map(({ id, label }) => (
            <Button
              key={id}
              disabledReason={reason}
              onClick={() => force({ kind: "completes-task", outcome: ExitId.parse(id) })}
            >
              Task: {label}
            </Button>
          ))}
        {!isPastEnd && (
          <Menu
            trigger={
              <Button kind="quiet" icon={<ChevronDown aria-hidden className="size-4" />}>
                More
              </Button>
            }
            items={more.map((answer) => ({
              label: answerWords(answer),
              onSelect: () => force(answer),
            }))}
          />
        )}
      </div>
      {setup.answers.length > 0 && (
        <ul aria-label="Forced answers" className="flex flex-wrap gap-1.5">
          {setup.answers.map(({ answer }, index) => (
            // Two answers can be alike; their place tells them apart.
            // oxlint-disable-next-line react/no-array-index-key
            <li key={index}>
              <button
                type="button"
                aria-label={`Take back: ${answerWords(answer)}`}
                onClick={() =>
                  onChange({ ...setup, answers: setup.answers.filter((_, at) => at !== index) })
                }
                className="inline-flex h-6 items-center gap-1 rounded-full bg-info-soft pr-1.5 pl-2.5 text-xs font-medium text-info hover:line-through"
              >
                {index + 1}. {answerWords(answer)}
                {run.unused.includes(index) && " (never comes)"}
                <X aria-hidden className="size-3.5" />
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

const DECISION_LIST = ["accepted", "partly-accepted", "rejected"] as const;
