import { disputeEndpoints, type DisputeDetail } from "@fairflow/contract";
import { Button, Skeleton } from "@fairflow/ui";
import { useMutation, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { toast } from "sonner";
import { LoadFailed } from "../frame/load-failed.tsx";
import { useZone } from "../frame/use-zone.ts";
import { ask } from "../server/ask.ts";
import { call } from "../server/call.ts";
import { formatDate, formatInstant } from "../server/format.ts";
import { messageOf } from "../server/request-failed.ts";
import { useUser } from "../session/use-session.ts";
import { DecideDialog } from "./decide-dialog.tsx";
import { DecidedCase } from "./decided-case.tsx";
import { amountWords, daysLeftWords, kindName, reasonName } from "./dispute-words.ts";
import { EvidenceList } from "./evidence-list.tsx";
import { useRefreshDisputes } from "./use-disputes.ts";

export interface DisputeCaseProps {
  readonly id: string;
  readonly isDeciding: boolean;
  readonly onDeciding: (isDeciding: boolean) => void;
}

/** One case whole: what they say and sent, its days with their source, and what was decided. */
export function DisputeCase({ id, isDeciding, onDeciding }: DisputeCaseProps) {
  const answer = useQuery(ask(disputeEndpoints.dispute, { params: { id } }));
  if (answer.isPending) return <Skeleton className="h-96" />;
  if (answer.isError) {
    return (
      <LoadFailed
        what="This case could not be opened"
        error={answer.error}
        onRetry={() => void answer.refetch()}
      />
    );
  }
  return <OpenCase dispute={answer.data} isDeciding={isDeciding} onDeciding={onDeciding} />;
}

function OpenCase({
  dispute,
  isDeciding,
  onDeciding,
}: Omit<DisputeCaseProps, "id"> & { readonly dispute: DisputeDetail }) {
  const { id, kind, status, debtor, account, assignee } = dispute;
  const user = useUser();
  const zone = useZone();
  const refresh = useRefreshDisputes();
  const notAllowed =
    user.role === "manager" ? "Specialists and admins work on disputes" : undefined;
  const failed = (error: Error) => toast.error(messageOf(error));
  const assign = useMutation({
    mutationFn: (take: boolean) =>
      call(disputeEndpoints.assignDispute, { params: { id }, body: { take } }),
    onSuccess: refresh,
    onError: failed,
  });
  const acknowledge = useMutation({
    mutationFn: () => call(disputeEndpoints.acknowledgeDispute, { params: { id } }),
    onSuccess: refresh,
    onError: failed,
  });
  const isMine = assignee?.id === user.id;
  return (
    <article
      aria-label={`${kindName(kind)} of ${debtor.name}`}
      className="flex flex-col gap-5 rounded-card border border-line bg-surface p-5"
    >
      <header className="flex flex-wrap items-start justify-between gap-3">
        <div>
          <h2 className="text-xl font-semibold">{reasonName(dispute.reason)}</h2>
          <p className="text-base text-ink-2">
            {`${kindName(kind)} of `}
            <Link
              to="/debtors/$id"
              params={{ id: debtor.id }}
              className="font-medium text-accent hover:underline"
            >
              {debtor.name}
            </Link>
            {`, ${account.reference}, opened ${formatInstant(dispute.openedAtMs, zone)}`}
          </p>
        </div>
        {status === "open" && (
          <div className="flex flex-wrap gap-2">
            <Button
              disabledReason={
                notAllowed ??
                (assignee !== null && !isMine ? `${assignee.name} works on it` : undefined)
              }
              onClick={() => assign.mutate(!isMine)}
            >
              {isMine ? "Give back" : "Take it"}
            </Button>
            {dispute.acknowledgedAtMs === null && (
              <Button disabledReason={notAllowed} onClick={() => acknowledge.mutate()}>
                They were told that it came
              </Button>
            )}
            <Button kind="primary" disabledReason={notAllowed} onClick={() => onDeciding(true)}>
              {kind === "query" ? "Answer" : "Decide"}
            </Button>
          </div>
        )}
      </header>
      <dl className="grid gap-x-6 gap-y-3 sm:grid-cols-3">
        <Fact name={kind === "dispute" ? "In dispute" : "Amount"}>
          <span className="inline-block first-letter:uppercase">{amountWords(dispute)}</span>
        </Fact>
        <Fact name="To be acknowledged">
          {dispute.acknowledgedAtMs === null
            ? dispute.acknowledgeBy === null
              ? "No day is set"
              : `By ${formatDate(dispute.acknowledgeBy)}`
            : `Done ${formatInstant(dispute.acknowledgedAtMs, zone)}`}
        </Fact>
        <Fact name="To be answered">
          {dispute.answerBy === null ? "No day is set" : `By ${formatDate(dispute.answerBy)}`}
          {status === "open" && dispute.daysLeft !== null && (
            <span className="block text-sm text-ink-3">{daysLeftWords(dispute.daysLeft)}</span>
          )}
        </Fact>
      </dl>
      {dispute.deadlines.length > 0 && (
        <p className="text-sm text-ink-3">
          {dispute.deadlines
            .map(({ words, source }) => (source === null ? words : `${words} (${source})`))
            .join(". ")}
          {dispute.refersTo.length > 0 &&
            `. Who is not content may go to ${dispute.refersTo.join(", or ")}.`}
        </p>
      )}
      <section aria-label="What they say" className="flex flex-col gap-1">
        <h3 className="text-base font-semibold">What they say</h3>
        <p className="text-base whitespace-pre-line text-ink-2">
          {dispute.statement ?? "They wrote nothing, or your role does not read it."}
        </p>
      </section>
      <EvidenceList disputeId={id} evidence={dispute.evidence} disabledReason={notAllowed} />
      {status !== "open" && <DecidedCase dispute={dispute} disabledReason={notAllowed} />}
      {isDeciding && status === "open" && notAllowed === undefined && (
        <DecideDialog dispute={dispute} onClose={() => onDeciding(false)} />
      )}
    </article>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt className="text-sm text-ink-3">{name}</dt>
      <dd className="text-base font-medium">{children}</dd>
    </div>
  );
}
