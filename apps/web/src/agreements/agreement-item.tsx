import { agreementEndpoints, type Agreement } from "@fairflow/contract";
import { call } from "../server/call.ts";
import { formatDate, formatMoney } from "../server/format.ts";
import { AmountLine, type Standing } from "./amount-line.tsx";
import { ApprovalButtons } from "./approval-buttons.tsx";
import { TakeBack } from "./take-back.tsx";

export interface AgreementItemProps {
  readonly agreement: Agreement;
  readonly account: string;
}

const STANDINGS: Readonly<Record<Agreement["status"], Standing>> = {
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
  const next = instalments.find((each) => each.status === "open");
  const missed = instalments.filter((each) => each.status === "broken").length;
  const isOpen = status === "open" || status === "proposed";
  return (
    <li className="flex flex-col gap-1">
      <AmountLine amount={amount} standing={STANDINGS[status]} />
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
            <ApprovalButtons
              mayApprove={agreement.mayApprove}
              onDecide={(approve) =>
                call(agreementEndpoints.decideArrangement, { params: { id }, body: { approve } })
              }
            />
          )}
          {status === "open" && !isSettlement && (
            <TakeBack
              title={kind === "promise" ? "Take the promise back" : "Take the arrangement back"}
              description="It counts neither as kept nor as broken, and demands go on."
              onTakeBack={(reason) =>
                call(agreementEndpoints.cancelAgreement, { params: { id }, body: { reason } })
              }
            />
          )}
        </p>
      )}
    </li>
  );
}

function nameOf(kind: Agreement["kind"], isSettlement: boolean): string {
  if (isSettlement) return "Settlement accepted";
  return kind === "promise" ? "Promise" : "Arrangement";
}
