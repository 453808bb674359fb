import type { TestRunView } from "@fairflow/contract";
import { Badge, Callout } from "@fairflow/ui";
import type { ReactNode } from "react";
import { ChangeList } from "../../compliance/change-list.tsx";
import { RuleAnswers } from "../../compliance/rule-answers.tsx";
import { VerdictHead } from "../../compliance/verdict-head.tsx";
import { formatInstant } from "../../server/format.ts";
import { useBuilder, useDocument } from "../builder-context.ts";
import { MessageFrame } from "./message-frame.tsx";
import { causeWords, factWords, standWords, stepTitle } from "./moment-words.ts";
import { standNow, type RunCursor } from "./run-cursor.ts";
import type { TestSetup } from "./test-setup.ts";

export interface MomentPanelProps {
  readonly run: TestRunView;
  readonly cursor: RunCursor;
  readonly setup: TestSetup;
}

/** One moment: what happened and why, on which facts, under which rules, and what the person sees of it. */
export function MomentPanel({ run, cursor, setup }: MomentPanelProps) {
  const flow = useDocument((state) => state.flow);
  const { fields, view } = useBuilder();
  const moment = standNow(run, cursor);
  const cause = causeWords(
    moment,
    setup.answers.map(({ answer }) => answer),
  );
  const node = flow.nodes.find(({ id }) => id === moment.step);
  const shown = node === undefined ? undefined : view(flow, node.id);
  return (
    <div className="flex flex-col gap-4 p-4">
      {cursor.index === 0 && <RunNotes run={run} setup={setup} />}
      <header className="flex flex-col gap-1">
        <p className="flex flex-wrap items-center gap-1.5 text-xs text-ink-3 tabular-nums">
          {formatInstant(moment.atMs, run.zone)}
          {cause !== null && <Badge tone="info">{cause}</Badge>}
        </p>
        <h2 className="text-lg font-semibold">
          {shown?.title ?? stepTitle(flow, moment.step)}
          {moment.visit > 1 && (
            <span className="pl-2 text-sm font-normal text-ink-3">visit {moment.visit}</span>
          )}
        </h2>
        {shown !== undefined && <p className="text-sm text-ink-3">{shown.sentence}</p>}
        <p className="text-base">{moment.why}</p>
        {moment.work.map((words) => (
          <p key={words} className="text-sm text-ink-2">
            {words}
          </p>
        ))}
      </header>
      {moment.message !== null && (
        <MessageFrame message={moment.message} atMs={moment.atMs} zone={run.zone} />
      )}
      {moment.verdict !== null && (
        <Part title="What the rules say">
          <VerdictHead verdict={moment.verdict} />
          <RuleAnswers answers={moment.verdict.answers} />
          {moment.verdict.changes.length > 0 && (
            <details>
              <summary className="text-sm text-ink-2">What would change it</summary>
              <div className="pt-2">
                <ChangeList changes={moment.verdict.changes} />
              </div>
            </details>
          )}
        </Part>
      )}
      {moment.facts.length > 0 && (
        <Part title="What the step looked at">
          <dl className="flex flex-col divide-y divide-line rounded-card border border-line text-sm">
            {moment.facts.map((fact) => {
              const { label, value } = factWords(fact, fields, run.currency);
              return (
                <div key={fact.field} className="flex justify-between gap-4 px-3 py-1.5">
                  <dt className="text-ink-2">{label}</dt>
                  <dd className="text-right font-medium tabular-nums wrap-anywhere">{value}</dd>
                </div>
              );
            })}
          </dl>
        </Part>
      )}
      <Part title="The run now">
        <p className="text-sm text-ink-2">{standWords(moment, run, flow)}</p>
      </Part>
    </div>
  );
}

function RunNotes({ run, setup }: Pick<MomentPanelProps, "run" | "setup">) {
  return (
    <>
      {!run.isAdmitted && setup.entry === "at-once" && (
        <Callout tone="warn" title="The start would not take this person in now">
          They are taken in here as if by hand. Change their facts, or let the start decide.
        </Callout>
      )}
      {run.isCutShort && (
        <Callout tone="warn" title="So much happens that only the first part is shown">
          Look for steps that lead back to each other.
        </Callout>
      )}
      {run.notes.map((note) => (
        <p key={note} className="text-xs text-ink-3">
          {note}
        </p>
      ))}
    </>
  );
}

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section aria-label={title} className="flex flex-col gap-2">
      <h3 className="text-sm font-semibold">{title}</h3>
      {children}
    </section>
  );
}
