import {
  cashEndpoints,
  type StatementFileState,
  type StatementReadingChoice,
} from "@fairflow/contract";
import { Button, Callout, CheckField, Skeleton } from "@fairflow/ui";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { WhyFailed } from "../frame/why-failed.tsx";
import { ask } from "../server/ask.ts";
import { call } from "../server/call.ts";
import { messageOf } from "../server/request-failed.ts";
import { LayoutStep } from "./layout-step.tsx";
import { PreviewedLines } from "./previewed-lines.tsx";
import { PreviewedStatements } from "./previewed-statements.tsx";
import { ProblemLines } from "./problem-lines.tsx";

export interface ReadingStepsProps {
  readonly file: StatementFileState;
}

/** From a file that was brought to what is kept of it: how it is read, what it says, and the decision. */
export function ReadingSteps({ file }: ReadingStepsProps) {
  const [choice, setChoice] = useState<StatementReadingChoice | undefined>(
    file.format === "table" ? undefined : {},
  );
  const client = useQueryClient();
  const navigate = useNavigate();
  const giveUp = useMutation({
    mutationFn: () => call(cashEndpoints.cancelStatement, { params: { id: file.id } }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: [cashEndpoints.statementFiles.path] });
      await navigate({ to: "/cash/statements" });
    },
  });
  return (
    <>
      {file.format === "table" && <LayoutStep fileId={file.id} onChosen={setChoice} />}
      {choice !== undefined && (
        <Preview key={JSON.stringify(choice)} fileId={file.id} choice={choice} />
      )}
      <div className="border-t border-line pt-4">
        <Button
          kind="quiet"
          disabledReason={giveUp.isPending ? "Just a moment" : undefined}
          onClick={() => giveUp.mutate()}
        >
          Give this file up
        </Button>
        <WhyFailed error={giveUp.error} className="mt-1" />
      </div>
    </>
  );
}

function Preview({
  fileId,
  choice,
}: {
  readonly fileId: string;
  readonly choice: StatementReadingChoice;
}) {
  const client = useQueryClient();
  const [acceptProblems, setAcceptProblems] = useState(false);
  const params = { id: fileId };
  const preview = useQuery({
    ...ask(cashEndpoints.previewStatement, { params, body: choice }),
    retry: false,
    staleTime: 0,
  });
  const book = useMutation({
    mutationFn: () =>
      call(cashEndpoints.bookStatement, { params, body: { ...choice, acceptProblems } }),
    onSuccess: async (state) => {
      client.setQueryData(ask(cashEndpoints.statementFile, { params }).queryKey, state);
      await client.invalidateQueries({ queryKey: [cashEndpoints.statementFiles.path] });
      await client.invalidateQueries({ queryKey: [cashEndpoints.cashSums.path] });
    },
  });
  if (preview.isPending) return <Skeleton className="h-64" />;
  if (preview.isError) {
    return (
      <Callout tone="bad" title="It cannot be read that way">
        <span role="alert">{messageOf(preview.error)}</span>
      </Callout>
    );
  }
  const { refusal, statements, lines, problems } = preview.data;
  if (refusal !== null) {
    return (
      <>
        <Callout tone="bad" title="This file is refused, whole">
          <span role="alert">{refusal}</span> Ask the bank for it again; nothing of it is kept.
        </Callout>
        <ProblemLines problems={problems} />
      </>
    );
  }
  const isAllKnown = statements.every(({ isKnown }) => isKnown);
  return (
    <>
      <PreviewedStatements statements={statements} />
      <ProblemLines problems={problems} />
      {problems.length > 0 && (
        <CheckField
          label="Book the other lines all the same"
          hint="These stay out and stand with the file, so that somebody can book them by hand."
          checked={acceptProblems}
          onChange={setAcceptProblems}
        />
      )}
      <div className="flex items-center gap-3">
        <Button
          kind="primary"
          size="default"
          disabledReason={whyNot({
            isAllKnown,
            isPending: book.isPending,
            hasProblems: problems.length > 0 && !acceptProblems,
          })}
          onClick={() => book.mutate()}
        >
          Book this file
        </Button>
        <p className="text-sm text-ink-2">
          What is sure goes to its accounts at once, and planned messages about paid debts are taken
          back.
        </p>
      </div>
      <WhyFailed error={book.error} />
      <PreviewedLines lines={lines} total={statements.reduce((sum, each) => sum + each.lines, 0)} />
    </>
  );
}

function whyNot(of: {
  readonly isAllKnown: boolean;
  readonly isPending: boolean;
  readonly hasProblems: boolean;
}): string | undefined {
  if (of.isPending) return "Just a moment";
  if (of.isAllKnown) return "It is here already: nothing is booked twice";
  return of.hasProblems ? "Some lines cannot be read: say that the others are booked" : undefined;
}
