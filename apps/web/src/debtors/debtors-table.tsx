import type { DebtorSummary } from "@fairflow/contract";
import { Badge } from "@fairflow/ui";
import { Link } from "@tanstack/react-router";
import { formatCount, formatMoney } from "../server/format.ts";
import { holdName } from "./hold-name.ts";
import { shownName } from "./shown-name.ts";

export interface DebtorsTableProps {
  readonly debtors: readonly DebtorSummary[];
}

const HEAD = "px-4 py-2.5 text-left text-xs font-medium text-ink-3";
const CELL = "px-4 py-2.5";

export function DebtorsTable({ debtors }: DebtorsTableProps) {
  return (
    <div className="overflow-x-auto rounded-card border border-line bg-surface">
      <table className="w-full border-collapse text-base">
        <thead>
          <tr className="border-b border-line">
            <th className={HEAD}>Name</th>
            <th className={HEAD}>Reference</th>
            <th className={HEAD}>Phone</th>
            <th className={`${HEAD} text-right`}>Arrears</th>
            <th className={`${HEAD} text-right`}>Days past due</th>
            <th className={`${HEAD} text-right`}>Accounts</th>
            <th className={HEAD}>Holds</th>
          </tr>
        </thead>
        <tbody>
          {debtors.map((debtor) => (
            <tr key={debtor.id} className="border-b border-line last:border-0 hover:bg-sunken/60">
              <td className={CELL}>
                <Link
                  to="/debtors/$id"
                  params={{ id: debtor.id }}
                  className="font-semibold underline-offset-2 hover:underline"
                >
                  {shownName(debtor)}
                </Link>
              </td>
              <td className={`${CELL} text-ink-2`}>{debtor.reference}</td>
              <td className={`${CELL} text-ink-2 tabular-nums`}>{debtor.phone ?? "None"}</td>
              <td className={`${CELL} text-right font-medium tabular-nums`}>
                {formatMoney(debtor.arrears)}
              </td>
              <td className={`${CELL} text-right tabular-nums`}>
                {formatCount(debtor.daysPastDue)}
              </td>
              <td className={`${CELL} text-right tabular-nums`}>
                {formatCount(debtor.openAccounts)}
              </td>
              <td className={CELL}>
                <span className="flex flex-wrap gap-1">
                  {debtor.holds.map((hold) => (
                    <Badge key={hold} tone="hold">
                      {holdName(hold)}
                    </Badge>
                  ))}
                </span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
