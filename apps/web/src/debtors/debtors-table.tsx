import type { DebtorSummary } from "@fairflow/contract";
import { Badge, ListRow, ListTable } from "@fairflow/ui";
import { Link } from "@tanstack/react-router";
import { formatCount, formatMoney } from "../server/format.ts";
import { holdName } from "./hold-name.ts";
import { shownName } from "./shown-name.ts";

export interface DebtorsTableProps {
  readonly debtors: readonly DebtorSummary[];
}

const CELL = "px-4 py-2.5";

export function DebtorsTable({ debtors }: DebtorsTableProps) {
  return (
    <ListTable
      columns={[
        { name: "Name" },
        { name: "Reference" },
        { name: "Phone" },
        { name: "Arrears", isNumber: true },
        { name: "Days past due", isNumber: true },
        { name: "Accounts", isNumber: true },
        { name: "Holds" },
      ]}
    >
      {debtors.map((debtor) => (
        <ListRow key={debtor.id}>
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
          <td className={`${CELL} text-right tabular-nums`}>{formatCount(debtor.daysPastDue)}</td>
          <td className={`${CELL} text-right tabular-nums`}>{formatCount(debtor.openAccounts)}</td>
          <td className={CELL}>
            <span className="flex flex-wrap gap-1">
              {debtor.holds.map((hold) => (
                <Badge key={hold} tone="hold">
                  {holdName(hold)}
                </Badge>
              ))}
            </span>
          </td>
        </ListRow>
      ))}
    </ListTable>
  );
}
