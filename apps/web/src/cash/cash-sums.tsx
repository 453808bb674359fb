import { cashEndpoints } from "@fairflow/contract";
import { Skeleton } from "@fairflow/ui";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { LoadFailed } from "../frame/load-failed.tsx";
import { ask } from "../server/ask.ts";
import { formatCount, formatMoney } from "../server/format.ts";
import { ageWords } from "./cash-words.ts";

const CELL = "flex min-w-28 flex-1 flex-col gap-0.5 px-4 py-3 hover:bg-sunken";

/** What is unallocated by currency and age; each figure opens its lines. */
export function CashSums() {
  const sums = useQuery(ask(cashEndpoints.cashSums, {}));
  if (sums.isPending) return <Skeleton className="h-20" />;
  if (sums.isError) {
    return (
      <LoadFailed
        what="The sums could not be loaded"
        error={sums.error}
        onRetry={() => void sums.refetch()}
      />
    );
  }
  return (
    <>
      {sums.data.currencies.map(({ currency, unallocated, lines, byAge, ...rest }) => (
        <section
          key={currency}
          aria-label={`Unallocated money in ${currency}`}
          className="flex flex-wrap divide-x divide-line overflow-hidden rounded-card border border-line bg-surface tabular-nums"
        >
          <Link
            to="/cash"
            search={{ view: "open", currency, direction: "in" }}
            className={`${CELL} min-w-44`}
          >
            <span className="text-sm text-ink-2">Unallocated</span>
            <span className="text-xl font-semibold">{formatMoney(unallocated)}</span>
            <span className="text-xs text-ink-3">{linesIn(lines)}</span>
          </Link>
          {byAge.map(({ age, amount, lines: aged }) => (
            <Link
              key={age}
              to="/cash"
              search={{ view: "open", currency, direction: "in", age }}
              className={CELL}
            >
              <span className="text-sm text-ink-2">{ageWords[age]}</span>
              <span className="font-semibold">{formatMoney(amount)}</span>
              <span className="text-xs text-ink-3">{linesIn(aged)}</span>
            </Link>
          ))}
          <Link to="/cash" search={{ view: "open", currency, direction: "out" }} className={CELL}>
            <span className="text-sm text-ink-2">Went out, unexplained</span>
            <span className="font-semibold">{formatMoney(rest.wentOut)}</span>
            <span className="text-xs text-ink-3">{linesIn(rest.linesOut)}</span>
          </Link>
          <Link to="/cash" search={{ view: "refunds", currency }} className={CELL}>
            <span className="text-sm text-ink-2">Refunds waiting</span>
            <span className="font-semibold">{formatMoney(rest.refunds)}</span>
            <span className="text-xs text-ink-3">{linesIn(rest.refundLines)}</span>
          </Link>
        </section>
      ))}
    </>
  );
}

function linesIn(count: number): string {
  return count === 1 ? "1 line" : `${formatCount(count)} lines`;
}
