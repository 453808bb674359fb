import type { CashProposal } from "@fairflow/contract";
import { Button } from "@fairflow/ui";
import { Link } from "@tanstack/react-router";
import { clsx } from "clsx";
import { formatMoney } from "../server/format.ts";

export interface ProposalCardProps {
  readonly proposal: CashProposal;
  readonly isBest: boolean;
  readonly busyReason: string | undefined;
  readonly onTake: () => void;
}

/** A way to book a line, with what speaks for it. */
export function ProposalCard({ proposal, isBest, busyReason, onTake }: ProposalCardProps) {
  const { parts, reasons, score } = proposal;
  return (
    <li
      data-proposal
      className={clsx(
        "flex flex-wrap items-start gap-3 rounded-card border p-3",
        isBest ? "border-accent/50 bg-accent-soft/40" : "border-line",
      )}
    >
      <div className="min-w-56 flex-1">
        <ul>
          {parts.map(({ accountId, account, debtorId, debtor, amount, balance }) => (
            <li key={accountId} className="text-base">
              <Link
                to="/debtors/$id"
                params={{ id: debtorId }}
                className="font-medium text-accent underline-offset-2 hover:underline"
              >
                {debtor === "" ? account : debtor}
              </Link>{" "}
              <span className="text-ink-2">
                {`${debtor === "" ? "" : `${account}, `}owes ${formatMoney(balance)}`}
                {parts.length > 1 && `, gets ${formatMoney(amount)}`}
              </span>
            </li>
          ))}
        </ul>
        <ul className="mt-1 list-disc pl-4 text-sm text-ink-2">
          {reasons.map((reason) => (
            <li key={reason}>{reason}</li>
          ))}
        </ul>
      </div>
      <div className="flex flex-col items-end gap-1">
        <Button kind={isBest ? "primary" : "default"} disabledReason={busyReason} onClick={onTake}>
          {verbOf(proposal)}
        </Button>
        <span className="text-xs text-ink-3 tabular-nums">{`${score} points`}</span>
      </div>
    </li>
  );
}

function verbOf({ parts, paymentId }: CashProposal): string {
  const [first] = parts;
  if (first === undefined) return "Book";
  if (paymentId !== null) return `Take back from ${first.account}`;
  if (parts.length > 1) return `Divide over ${parts.length}`;
  return `Put ${formatMoney(first.amount)} to ${first.account}`;
}
