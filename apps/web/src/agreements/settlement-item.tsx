import { agreementEndpoints, type SettlementView } from "@fairflow/contract";
import { Badge, Button, type Tone } from "@fairflow/ui";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { toast } from "sonner";
import { ReasonDialog } from "../frame/reason-dialog.tsx";
import { call } from "../server/call.ts";
import { formatDate, formatMoney } from "../server/format.ts";
import { messageOf } from "../server/request-failed.ts";
import { useRefreshAgreements } from "./use-agreements.ts";

export interface SettlementItemProps {
  readonly settlement: SettlementView;
  readonly account: string;
}

const STATES: Readonly<Record<SettlementView["status"], readonly [string, Tone]>> = {
  proposed: ["Waits for approval", "warn"],
  offered: ["Offered", "info"],
  accepted: ["Accepted", "hold"],
  settled: ["Settled", "ok"],
  lapsed: ["Lapsed", "neutral"],
  declined: ["Declined", "neutral"],
  withdrawn: ["Taken back", "neutral"],
};

/** One offer to take a part for all, with what may be done. */
export function SettlementItem({ settlement, account }: SettlementItemProps) {
  const { id, status, amount, balance, percent, expiresOn } = settlement;
  const [isWithdrawing, setIsWithdrawing] = useState(false);
  const refresh = useRefreshAgreements();
  const failed = (error: Error) => toast.error(messageOf(error));
  const decide = useMutation({
    mutationFn: (approve: boolean) =>
      call(agreementEndpoints.decideSettlement, { params: { id }, body: { approve } }),
    onSuccess: refresh,
    onError: failed,
  });
  const accept = useMutation({
    mutationFn: () =>
      call(agreementEndpoints.acceptSettlement, { params: { id }, body: { via: "call" } }),
    onSuccess: refresh,
    onError: failed,
  });
  const [words, tone] = STATES[status];
  return (
    <li className="flex flex-col gap-1">
      <p className="flex flex-wrap items-center gap-2">
        <span className="font-medium tabular-nums">{formatMoney(amount)}</span>
        <Badge tone={tone}>{words}</Badge>
      </p>
      <p className="text-sm text-ink-2">
        {`Settlement at ${percent} % of ${formatMoney(balance)} on ${account}, until ${formatDate(expiresOn)}`}
        {settlement.approvedBy === null ? "" : `, approved by ${settlement.approvedBy}`}
      </p>
      <p className="flex flex-wrap gap-2 pt-1 empty:hidden">
        {status === "proposed" && (
          <>
            <Button
              disabledReason={
                settlement.mayApprove
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
        {status === "offered" && <Button onClick={() => accept.mutate()}>They accept</Button>}
        {(status === "offered" || status === "accepted") && (
          <Button kind="quiet" onClick={() => setIsWithdrawing(true)}>
            Take back
          </Button>
        )}
      </p>
      {isWithdrawing && (
        <ReasonDialog
          title="Take the settlement back"
          description="The debt stands as it was, and demands go on."
          action="Take it back"
          onConfirm={async (reason) => {
            await call(agreementEndpoints.withdrawSettlement, { params: { id }, body: { reason } });
            await refresh();
          }}
          onClose={() => setIsWithdrawing(false)}
        />
      )}
    </li>
  );
}
