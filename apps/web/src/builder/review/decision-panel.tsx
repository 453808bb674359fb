import { endpoints, MIN_REASON, type Review } from "@fairflow/contract";
import { Button, Callout, TextArea } from "@fairflow/ui";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { CheckCheck, CornerUpLeft } from "lucide-react";
import { useState } from "react";
import { toast } from "sonner";
import { WhyFailed } from "../../frame/why-failed.tsx";
import { call } from "../../server/call.ts";
import { useUser } from "../../session/use-session.ts";
import { PublishForm } from "./publish-form.tsx";

export interface DecisionPanelProps {
  readonly flowId: string;
  readonly review: Review;
}

/** Approve, or send back with a reason; then publish. Who may not is told why. */
export function DecisionPanel({ flowId, review }: DecisionPanelProps) {
  const { role } = useUser();
  const { submission, mayNotDecide, issues } = review;
  const refusal =
    role !== "admin"
      ? "Admins approve and publish. This is to read."
      : mayNotDecide === null
        ? undefined
        : `${mayNotDecide} Ask another admin, or invite one under Users.`;
  if (submission.status === "approved") {
    return (
      <section aria-label="Publish" className="flex flex-col gap-3">
        <Callout tone="ok" title={`${submission.decidedBy} approved this draft`}>
          {submission.decisionReason ?? "It can be published."}
        </Callout>
        <PublishForm flowId={flowId} review={review} refusal={refusal} />
      </section>
    );
  }
  return (
    <Decision
      flowId={flowId}
      submissionId={submission.id}
      refusal={refusal ?? (issues.length > 0 ? "Its problems must be mended first" : undefined)}
    />
  );
}

interface DecisionProps {
  readonly flowId: string;
  readonly submissionId: string;
  readonly refusal: string | undefined;
}

function Decision({ flowId, submissionId, refusal }: DecisionProps) {
  const [reason, setReason] = useState("");
  const client = useQueryClient();
  const refresh = () =>
    Promise.all(
      [endpoints.review, endpoints.submissions, endpoints.flows].map(({ path }) =>
        client.invalidateQueries({ queryKey: [path] }),
      ),
    );
  const params = { id: flowId, submission: submissionId };
  const approve = useMutation({
    mutationFn: () =>
      call(endpoints.approveSubmission, { params, body: { reason: reason.trim() } }),
    onSuccess: async () => {
      toast.success("Approved. Say when it goes live.");
      await refresh();
    },
  });
  const sendBack = useMutation({
    mutationFn: () =>
      call(endpoints.sendBackSubmission, { params, body: { reason: reason.trim() } }),
    onSuccess: async () => {
      toast.success("Sent back. Its author sees your reason with the draft.");
      await refresh();
    },
  });
  const isBusy = approve.isPending || sendBack.isPending;
  const failure = approve.error ?? sendBack.error;
  return (
    <section aria-label="Your decision" className="flex flex-col gap-3">
      {refusal !== undefined && <Callout tone="info">{refusal}</Callout>}
      <TextArea
        label="Your reason"
        hint="Sending it back needs one; with an approval it may stay empty."
        rows={2}
        maxLength={500}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
      <div className="flex gap-2">
        <Button
          kind="primary"
          icon={<CheckCheck className="size-4" />}
          disabledReason={refusal ?? (isBusy ? "Just a moment" : undefined)}
          onClick={() => approve.mutate()}
        >
          Approve
        </Button>
        <Button
          icon={<CornerUpLeft className="size-4" />}
          disabledReason={
            refusal ??
            (isBusy
              ? "Just a moment"
              : reason.trim().length < MIN_REASON
                ? "Say what should change"
                : undefined)
          }
          onClick={() => sendBack.mutate()}
        >
          Send back
        </Button>
      </div>
      <WhyFailed error={failure} />
    </section>
  );
}
