import { endpoints, type SubmissionState } from "@fairflow/contract";
import { Button } from "@fairflow/ui";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { CornerUpLeft, Hourglass } from "lucide-react";
import type { ReactNode } from "react";
import { toast } from "sonner";
import { call } from "../../server/call.ts";
import { messageOf } from "../../server/request-failed.ts";
import { useDocument } from "../builder-context.ts";
import { useSubmission } from "./use-submission.ts";

export interface SubmissionBannerProps {
  readonly flowId: string;
}

/** Says of an open draft that it was put forward, or why it was sent back. */
export function SubmissionBanner({ flowId }: SubmissionBannerProps) {
  const submission = useSubmission(flowId);
  if (submission?.open !== undefined) return <Waiting flowId={flowId} open={submission.open} />;
  if (submission?.sentBack !== undefined) {
    const { decidedBy, decisionReason } = submission.sentBack;
    return (
      <Strip icon={<CornerUpLeft aria-hidden className="size-4 shrink-0 text-warn" />}>
        <b className="font-semibold">{decidedBy} sent it back:</b> {decisionReason}
      </Strip>
    );
  }
  return null;
}

function Waiting({ flowId, open }: SubmissionBannerProps & { readonly open: SubmissionState }) {
  const client = useQueryClient();
  const readOnly = useDocument((state) => state.readOnly);
  const withdraw = useMutation({
    mutationFn: () => call(endpoints.withdrawSubmission, { params: { id: flowId } }),
    onSuccess: () => client.invalidateQueries({ queryKey: [endpoints.submissions.path] }),
    onError: (error) => toast.error(messageOf(error)),
  });
  return (
    <Strip icon={<Hourglass aria-hidden className="size-4 shrink-0 text-info" />}>
      <span className="min-w-0 flex-1">
        {open.status === "approved"
          ? `${open.decidedBy} approved this draft. `
          : `${open.submittedBy} submitted this draft. `}
        Any change to what it does takes that back; moving steps and notes does not.
      </span>
      {!readOnly && <Button onClick={() => withdraw.mutate()}>Take it back</Button>}
    </Strip>
  );
}

function Strip({ icon, children }: { readonly icon: ReactNode; readonly children: ReactNode }) {
  return (
    <div
      role="status"
      className="flex shrink-0 items-center gap-2.5 border-b border-line bg-sunken px-4 py-1.5 text-sm text-ink"
    >
      {icon}
      {children}
    </div>
  );
}
