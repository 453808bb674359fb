import { cashEndpoints, type CashAllocation, type CashLine } from "@fairflow/contract";
import { Badge, Button } from "@fairflow/ui";
import { Link } from "@tanstack/react-router";
import { clsx } from "clsx";
import { useState } from "react";
import { ReasonDialog } from "../frame/reason-dialog.tsx";
import { useZone } from "../frame/use-zone.ts";
import { WhyFailed } from "../frame/why-failed.tsx";
import { call } from "../server/call.ts";
import { formatInstant, formatMoney } from "../server/format.ts";
import { payoutWords } from "./cash-words.ts";
import { MoveDialog } from "./move-dialog.tsx";
import { useCashAct } from "./use-cash-act.ts";

export interface AllocationItemProps {
  readonly line: CashLine;
  readonly allocation: CashAllocation;
  readonly canAct: boolean;
}

/** To what a part of a line was put, by whom and why, and what may be done about it. */
export function AllocationItem({ line, allocation, canAct }: AllocationItemProps) {
  const zone = useZone();
  const [open, setOpen] = useState<"undo" | "move">();
  const params = { id: allocation.id };
  const undo = useCashAct(line.id, (reason: string) =>
    call(cashEndpoints.undoAllocation, { params, body: { revision: line.revision, reason } }),
  );
  const approve = useCashAct(line.id, () => call(cashEndpoints.approveRefund, { params }));
  const { kind, amount, madeBy, madeAtMs, reversedBy, approvedBy, isMine } = allocation;
  const isLive = reversedBy === null;
  const isWaiting = kind === "refund" && isLive && approvedBy === null;
  const isForGood = kind === "refund" && approvedBy !== null;
  return (
    <li className="flex flex-wrap items-start gap-x-3 gap-y-1 py-2">
      <div className="min-w-56 flex-1">
        <p className={clsx("text-base", !isLive && "text-ink-3 line-through")}>
          <span className="font-medium tabular-nums">{formatMoney(amount)}</span>{" "}
          <Words allocation={allocation} />
        </p>
        <p className="text-sm text-ink-3">{`${madeBy}, ${formatInstant(madeAtMs, zone)}`}</p>
        {allocation.reason !== null && <p className="text-sm text-ink-2">{allocation.reason}</p>}
        {allocation.evidence.map((reason) => (
          <p key={reason} className="text-sm text-ink-2">
            {reason}
          </p>
        ))}
        {!isLive && (
          <p className="text-sm text-ink-2">
            {`Taken back by ${reversedBy}: ${allocation.reversedReason ?? ""}`}
          </p>
        )}
        {approvedBy !== null && <p className="text-sm text-ink-2">{`Second yes: ${approvedBy}`}</p>}
        <WhyFailed error={approve.error ?? undo.error} />
      </div>
      {isWaiting && <Badge tone="warn">Waits for a second yes</Badge>}
      {canAct && isLive && !isForGood && (
        <div className="flex gap-1">
          {isWaiting && (
            <Button
              kind="primary"
              disabledReason={isMine ? "Somebody else says yes to your refund" : undefined}
              onClick={() => approve.mutate(undefined)}
            >
              Say yes
            </Button>
          )}
          {kind === "account" && amount.minor > 0 && (
            <Button kind="quiet" onClick={() => setOpen("move")}>
              Move
            </Button>
          )}
          <Button kind="quiet" onClick={() => setOpen("undo")}>
            Take back
          </Button>
        </div>
      )}
      {open === "undo" && (
        <ReasonDialog
          title="Take this back"
          description={
            kind === "account"
              ? "The balance returns, and the money stands on the desk again."
              : "The money stands on the desk again."
          }
          action="Take back"
          kind="danger"
          onConfirm={(reason) => undo.mutateAsync(reason)}
          onClose={() => setOpen(undefined)}
        />
      )}
      {open === "move" && (
        <MoveDialog line={line} allocation={allocation} onClose={() => setOpen(undefined)} />
      )}
    </li>
  );
}

function Words({ allocation }: { readonly allocation: CashAllocation }) {
  const { kind, account, debtorId, remittance, payout, amount } = allocation;
  switch (kind) {
    case "account":
      return (
        <>
          {amount.minor < 0 ? "taken back from " : "put to "}
          {debtorId === null ? (
            account
          ) : (
            <Link
              to="/debtors/$id"
              params={{ id: debtorId }}
              className="font-medium text-accent underline-offset-2 hover:underline"
            >
              {account}
            </Link>
          )}
        </>
      );
    case "refund":
      return "to be refunded";
    case "aside":
      return "no debtor's money";
    case "split":
      return `divided by the list ${remittance ?? ""}`;
    case "payout":
      return payout === null ? "a payout" : `paid out by ${payout.name}: ${payoutWords(payout)}`;
  }
}
