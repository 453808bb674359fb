import { cashEndpoints } from "@fairflow/contract";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { HandCoins } from "lucide-react";
import { ask } from "../server/ask.ts";
import { formatCount, formatMoney } from "../server/format.ts";
import { useUser } from "../session/use-session.ts";

/** What stands on the desk of unallocated money, for whoever may see it; nothing where all is where it belongs. */
export function CashSummary() {
  const { role } = useUser();
  const sums = useQuery({ ...ask(cashEndpoints.cashSums, {}), enabled: role !== "editor" });
  const waiting = (sums.data?.currencies ?? []).filter(
    ({ lines, linesOut, refundLines }) => lines + linesOut + refundLines > 0,
  );
  if (waiting.length === 0) return null;
  return (
    <section aria-label="Unallocated money" className="flex flex-col gap-2">
      {waiting.map(({ currency, unallocated, lines, byAge, refundLines }) => {
        const old = byAge.find(({ age }) => age === "over-30")?.lines ?? 0;
        return (
          <Link
            key={currency}
            to="/cash"
            search={{ view: "open", currency }}
            className="flex flex-wrap items-center gap-x-3 gap-y-1 rounded-card border border-line bg-surface px-4 py-3 hover:bg-sunken"
          >
            <HandCoins aria-hidden className="size-5 text-ink-3" />
            <span className="font-semibold tabular-nums">{formatMoney(unallocated)}</span>
            <span className="text-ink-2">
              {`came in and is not put to an account yet, in ${formatCount(lines)} ${lines === 1 ? "line" : "lines"}`}
              {old > 0 && `, ${formatCount(old)} older than 30 days`}
              {refundLines > 0 &&
                `; ${formatCount(refundLines)} to be refunded wait for a second yes`}
            </span>
          </Link>
        );
      })}
    </section>
  );
}
