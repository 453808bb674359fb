import type { CashLine } from "@fairflow/contract";
import { Badge } from "@fairflow/ui";
import { Link, useNavigate } from "@tanstack/react-router";
import { clsx } from "clsx";
import { formatDate, formatMoney } from "../server/format.ts";
import { walkLinks } from "../tasks/walk-links.ts";
import { titleOf } from "./cash-words.ts";
import { focusProposal } from "./focus-proposal.ts";

export interface LineListProps {
  readonly lines: readonly CashLine[];
  readonly openId: string | undefined;
}

/** The list is walked by J and K or the arrow keys; what has the focus is shown beside it, and Enter goes to what is proposed. */
export function LineList({ lines, openId }: LineListProps) {
  const navigate = useNavigate({ from: "/cash" });
  return (
    <ul
      aria-label="Bank lines"
      className="divide-y divide-line overflow-hidden rounded-card border border-line bg-surface"
    >
      {lines.map((line) => {
        const [best] = line.proposals;
        return (
          <li
            key={line.id}
            className={clsx(
              "relative px-4 py-2.5 hover:bg-sunken/60",
              line.id === openId && "bg-accent-soft/50",
            )}
          >
            <div className="flex items-baseline gap-3">
              <Link
                from="/cash"
                to="/cash"
                search={(before) => ({ ...before, line: line.id })}
                replace
                resetScroll={false}
                aria-current={line.id === openId ? "true" : undefined}
                onKeyDown={walkLinks}
                onFocus={() =>
                  void navigate({
                    search: (before) => ({ ...before, line: line.id }),
                    replace: true,
                    resetScroll: false,
                  })
                }
                onClick={focusProposal}
                className="min-w-0 flex-1 truncate font-medium underline-offset-2 after:absolute after:inset-0 hover:underline"
              >
                {titleOf(line)}
              </Link>
              <span className="shrink-0 font-semibold tabular-nums">
                {formatMoney(line.rest.minor === 0 ? line.amount : line.rest)}
              </span>
            </div>
            <p className="mt-0.5 flex items-center gap-2 text-xs text-ink-3">
              <span className="tabular-nums">{formatDate(line.bookingDate)}</span>
              {line.rest.minor !== 0 && best !== undefined && (
                <Badge tone={best.score >= 90 ? "ok" : "neutral"}>
                  {best.parts.length === 1
                    ? `${best.parts[0]?.account ?? ""}?`
                    : `${best.parts.length} accounts?`}
                </Badge>
              )}
            </p>
          </li>
        );
      })}
    </ul>
  );
}
