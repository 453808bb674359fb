import type { DisputeSummary } from "@fairflow/contract";
import { Badge } from "@fairflow/ui";
import { Link } from "@tanstack/react-router";
import { clsx } from "clsx";
import { amountWords, daysLeftWords, kindName, reasonName } from "./dispute-words.ts";

export interface DisputeRowProps {
  readonly dispute: DisputeSummary;
  readonly isOpen: boolean;
}

/** One case of the list: who, about what, and how long there is. */
export function DisputeRow({ dispute, isOpen }: DisputeRowProps) {
  const { id, kind, reason, debtor, account, amount, daysLeft, status, assignee } = dispute;
  return (
    <li
      className={clsx(
        "relative flex flex-col gap-1 px-4 py-3 hover:bg-sunken/60",
        isOpen && "bg-accent-soft/50",
      )}
    >
      <p className="flex items-baseline justify-between gap-3">
        <Link
          to="/disputes"
          search={(before) => ({ ...before, dispute: id })}
          resetScroll={false}
          aria-current={isOpen ? "true" : undefined}
          data-dispute={id}
          className="truncate font-semibold underline-offset-2 after:absolute after:inset-0 hover:underline"
        >
          {debtor.name}
        </Link>
        {status === "open" && daysLeft !== null && (
          <span
            className={clsx(
              "shrink-0 text-sm tabular-nums",
              daysLeft <= 3 ? "font-medium text-warn" : "text-ink-3",
            )}
          >
            {daysLeftWords(daysLeft)}
          </span>
        )}
      </p>
      <p className="flex flex-wrap items-center gap-2 text-sm text-ink-2">
        <Badge tone={kind === "dispute" ? "hold" : "info"}>{kindName(kind)}</Badge>
        {reasonName(reason)}
      </p>
      <p className="text-sm text-ink-3">
        {account.reference}
        {kind === "dispute" || amount !== null ? `, ${amountWords(dispute)}` : ""}
        {assignee === null ? "" : `, ${assignee.name}`}
      </p>
    </li>
  );
}
