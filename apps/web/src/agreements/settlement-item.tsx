import { agreementEndpoints, type SettlementView } from "@fairflow/contract";
import { Button } from "@fairflow/ui";
import { useMutation } from "@tanstack/react-query";
import { toast } from "sonner";
import { call } from "../server/call.ts";
import { formatDate, formatMoney } from "../server/format.ts";
import { messageOf } from "../server/request-failed.ts";
import { AmountLine, type Standing } from "./amount-line.tsx";
import { ApprovalButtons } from "./approval-buttons.tsx";
import { TakeBack } from "./take-back.tsx";
import { useRefreshAgreements } from "./use-agreements.ts";

export interface SettlementItemProps {
  readonly settlement: SettlementView;
  readonly account: string;
}

const STANDINGS: Readonly<Record<SettlementView["status"], Standing>> = {
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
  const refresh = useRefreshAgreements();
  const accept = useMutation({
    mutationFn: () =>
      call(agreementEndpoints.acceptSettlement, { params: { id }, body: { via: "call" } }),
    onSuccess: refresh,
    onError: (error) => toast.error(messageOf(error)),
  });
  return (
    <li className="flex flex-col gap-1">
      <AmountLine amount={amount} standing={STANDINGS[status]} />
      <p className="text-sm text-ink-2">
        {`Settlement at ${percent} % of ${formatMoney(balance)} on ${account}, until ${formatDate(expiresOn)}`}
        {settlement.approvedBy === null ? "" : `, approved by ${settlement.approvedBy}`}
      </p>
      <p className="flex flex-wrap gap-2 pt-1 empty:hidden">
        {status === "proposed" && (
          <ApprovalButtons
            mayApprove={settlement.mayApprove}
            onDecide={(approve) =>
              call(agreementEndpoints.decideSettlement, { params: { id }, body: { approve } })
            }
          />
        )}
        {status === "offered" && <Button onClick={() => accept.mutate()}>They accept</Button>}
        {(status === "offered" || status === "accepted") && (
          <TakeBack
            title="Take the settlement back"
            description="The debt stands as it was, and demands go on."
            onTakeBack={(reason) =>
              call(agreementEndpoints.withdrawSettlement, { params: { id }, body: { reason } })
            }
          />
        )}
      </p>
    </li>
  );
}
