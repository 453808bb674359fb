import { cashEndpoints, type CashLine, type CashProposal } from "@fairflow/contract";
import { Button, Callout } from "@fairflow/ui";
import { useState } from "react";
import { ReasonDialog } from "../frame/reason-dialog.tsx";
import { call } from "../server/call.ts";
import { messageOf } from "../server/request-failed.ts";
import { AllocateDialog } from "./allocate-dialog.tsx";
import { PayoutChoice } from "./payout-choice.tsx";
import { PayoutDialog } from "./payout-dialog.tsx";
import { ProposalCard } from "./proposal-card.tsx";
import { ReturnDialog } from "./return-dialog.tsx";
import { SplitChoice } from "./split-choice.tsx";
import { useCashAct } from "./use-cash-act.ts";

export interface LineActsProps {
  readonly line: CashLine;
  readonly canAct: boolean;
  readonly onSettled: () => void;
}

type Open = "allocate" | "return" | "refund" | "aside" | "payout" | undefined;

/** What may be done with what is left of a line. */
export function LineActs({ line, canAct, onSettled }: LineActsProps) {
  const [open, setOpen] = useState<Open>();
  const close = () => setOpen(undefined);
  const { id, revision } = line;
  const params = { id };
  const settled = ({ rest }: CashLine) => {
    if (rest.minor === 0) onSettled();
  };
  const take = useCashAct(
    id,
    ({ paymentId, parts }: CashProposal) =>
      paymentId === null
        ? call(cashEndpoints.allocateLine, {
            params,
            body: {
              revision,
              parts: parts.map(({ accountId, amount }) => ({ accountId, minor: amount.minor })),
            },
          })
        : call(cashEndpoints.returnPayments, { params, body: { revision, payments: [paymentId] } }),
    settled,
  );
  const aside = useCashAct(
    id,
    (reason: string) => call(cashEndpoints.setLineAside, { params, body: { revision, reason } }),
    settled,
  );
  const refund = useCashAct(
    id,
    (reason: string) => call(cashEndpoints.askRefund, { params, body: { revision, reason } }),
    settled,
  );
  const cameIn = line.rest.minor > 0;
  return (
    <section aria-label="What it may be meant for" className="flex flex-col gap-3">
      {line.why !== null && <p className="text-base text-ink-2">{line.why}</p>}
      {take.isError && (
        <Callout tone="warn" title="Nothing was booked">
          <span role="alert">{messageOf(take.error)}</span>
        </Callout>
      )}
      <ul className="flex flex-col gap-2">
        {line.proposals.map((proposal, index) => (
          <ProposalCard
            key={`${proposal.paymentId ?? ""} ${proposal.parts.map(({ accountId }) => accountId).join(" ")}`}
            proposal={proposal}
            isBest={index === 0}
            busyReason={
              canAct ? (take.isPending ? "Just a moment" : undefined) : "Your role looks on"
            }
            onTake={() => take.mutate(proposal)}
          />
        ))}
      </ul>
      <PayoutChoice line={line} canAct={canAct} onSettled={onSettled} />
      {canAct && (
        <div className="flex flex-wrap gap-2">
          {cameIn ? (
            <Button onClick={() => setOpen("allocate")}>Choose accounts</Button>
          ) : (
            <Button onClick={() => setOpen("return")}>Choose the payment that came back</Button>
          )}
          {cameIn && <SplitChoice line={line} onSettled={onSettled} />}
          {cameIn && <Button onClick={() => setOpen("refund")}>Ask for a refund</Button>}
          {cameIn && line.rest.minor === line.amount.minor && !line.isRemittance && (
            <Button onClick={() => setOpen("payout")}>It is a gateway&apos;s payout</Button>
          )}
          <Button kind="quiet" onClick={() => setOpen("aside")}>
            No debtor&apos;s money
          </Button>
        </div>
      )}
      {open === "allocate" && <AllocateDialog line={line} onClose={close} onSettled={onSettled} />}
      {open === "payout" && <PayoutDialog line={line} onClose={close} onSettled={onSettled} />}
      {open === "return" && <ReturnDialog line={line} onClose={close} onSettled={onSettled} />}
      {open === "refund" && (
        <ReasonDialog
          title="Ask for a refund"
          description="A second person says yes before anybody pays it back."
          action="Ask for the refund"
          onConfirm={(reason) => refund.mutateAsync(reason)}
          onClose={close}
        />
      )}
      {open === "aside" && (
        <ReasonDialog
          title="This is no debtor's money"
          description="A bank charge, an own transfer, money of another business. Say which."
          action="Set aside"
          onConfirm={(reason) => aside.mutateAsync(reason)}
          onClose={close}
        />
      )}
    </section>
  );
}
