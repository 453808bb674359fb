import type { Dashboard } from "@fairflow/contract";
import { Link } from "@tanstack/react-router";
import { formatCount, formatMoney } from "../server/format.ts";

/** Money that came in and is nobody's yet; it opens the desk where that is mended. */
export function UnallocatedTile({
  unallocated: { amounts, lines },
}: Pick<Dashboard, "unallocated">) {
  return (
    <article className="relative flex min-w-0 flex-col gap-0.5 rounded-card border border-line bg-surface p-3 hover:border-line-strong">
      <h3 className="text-sm text-ink-2">
        <Link
          to="/cash"
          search={{ view: "open" }}
          title="Money that came in and is not put to an account"
          className="rounded-control after:absolute after:inset-0 after:rounded-card hover:text-ink"
        >
          Unallocated cash
        </Link>
      </h3>
      <p className="text-xl font-semibold tabular-nums">
        {amounts.length === 0 ? "-" : amounts.map(formatMoney).join(" + ")}
      </p>
      <p className="text-xs text-ink-3 tabular-nums">{`${formatCount(lines)} ${lines === 1 ? "line" : "lines"}, now`}</p>
    </article>
  );
}
