import { agreementEndpoints, type Agreement } from "@fairflow/contract";
import { Badge, Button, type Tone } from "@fairflow/ui";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { toast } from "sonner";
import { ReasonDialog } from "../frame/reason-dialog.tsx";
import { call } from "../server/call.ts";
import { formatDate, formatMoney } from "../server/format.ts";
import { messageOf } from "../server/request-failed.ts";
import { useRefreshAgreements } from "./use-agreements.ts";

export interface AgreementItemProps {
  readonly agreement: Agreement;
  readonly account: string;
}

const STATES: Readonly<Record<Agreement["status"], readonly [string, Tone]>> = {
  proposed: ["Waits for approval", "warn"],
  open: ["Open", "hold"],
  kept: ["Kept", "ok"],
  partly_kept: ["Kept in part", "warn"],
  broken: ["Broken", "neutral"],
  cancelled: ["Taken back", "neutral"],
};

/** One promise or arrangement, with what comes next and what may be done. */
export function AgreementItem({ agreement, account }: AgreementItemProps) {
  const { id, kind, status, amount, paid, instalments, isSettlement } = agreement;
  const [isCancelling, setIsCancelling] = useState(false);
  const refresh = useRefreshAgreements();
  const failed = (error: Error) => toast.error(messageOf(error));
  const decide = useMutation({
    mutationFn: (approve: boolean) =>
      call(agreementEndpoints.decideArrangement, { params: { id }, body: { approve } }),
    onSuccess: refresh,
    onError: failed,
  });
  const [words, tone] = STATES[status];
  const next = instalments.find((each) => each.status === "open");
  const missed = instalments.filter((each) => each.status === "broken").length;
  const isOpen = status === "open" || status === "proposed";
  return (
    <li className="flex flex-col gap-1">
      <p className="flex flex-wrap items-center gap-2">
        <span className="font-medium tabular-nums">{formatMoney(amount)}</span>
        <Badge tone={tone}>{words}</Badge>
      </p>
      <p className="text-sm text-ink-2">
        {nameOf(kind, isSettlement)} on {account}
        {kind === "arrangement" ? `, ${instalments.length} instalments` : ""}
        {paid.minor > 0 ? `, ${formatMoney(paid)} paid` : ""}
        {missed > 0 && kind === "arrangement" ? `, ${missed} missed` : ""}
      </p>
      {isOpen && next !== undefined && (
        <p className="text-sm text-ink-2">
          {`Next ${formatMoney(next.amount)} by ${formatDate(next.dueOn)}, counts until ${formatDate(next.graceUntil)}`}
        </p>
      )}
      {isOpen && (
        <p className="flex flex-wrap gap-2 pt-1">
          {status === "proposed" && (
            <>
              <Button
                disabledReason={
                  agreement.mayApprove
                    ? undefined
                    : "Another person, who may agree to so much, has to approve it"
                }
                onClick={() => decide.mutate(true)}
              >
                Approve
              </Button>
              <Button kind="quiet" onClick={() => decide.mutate(false)}>
                Decline
              </Button>
            </>
          )}
          {status === "open" && !isSettlement && (
            <Button kind="quiet" onClick={() => setIsCancelling(true)}>
              Take back
            </Button>
          )}
        </p>
      )}
      {isCancelling && (
        <ReasonDialog
          title={kind === "promise" ? "Take the promise back" : "Take the arrangement back"}
          description="It counts neither as kept nor as broken, and demands go on."
          action="Take it back"
          onConfirm={async (reason) => {
            await call(agreementEndpoints.cancelAgreement, { params: { id }, body: { reason } });
            await refresh();
          }}
          onClose={() => setIsCancelling(false)}
        />
      )}
    </li>
  );
}

function nameOf(kind: Agreement["kind"], isSettlement: boolean): string {
  if (isSettlement) return "Settlement accepted";
  return kind === "promise" ? "Promise" : "Arrangement";
}
