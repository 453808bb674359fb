import type { Criteria } from "@fairflow/criteria";
import { Skeleton } from "@fairflow/ui";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { LoadFailed } from "../frame/load-failed.tsx";
import { formatCount, formatMoney } from "../server/format.ts";
import { SegmentCard } from "./segment-card.tsx";
import { sampleQuery } from "./segment-queries.ts";

export interface SegmentSampleProps {
  readonly criteria: Criteria;
}

const HEAD = "px-4 py-2 text-left text-xs font-medium text-ink-3";
const CELL = "px-4 py-2";

/** Some of the people in a segment, to see whether they are the ones that were meant. */
export function SegmentSample({ criteria }: SegmentSampleProps) {
  const sample = useQuery(sampleQuery(criteria));
  return (
    <SegmentCard
      title="Some of them"
      hint={
        sample.data?.masked === true
          ? "Ten accounts drawn by lot, the same each time. Names are masked for your role."
          : "Ten accounts drawn by lot, the same each time."
      }
    >
      {sample.isPending && <Skeleton className="m-4 h-48" />}
      {sample.isError && (
        <div className="p-4">
          <LoadFailed
            what="The sample could not be drawn"
            error={sample.error}
            onRetry={() => void sample.refetch()}
          />
        </div>
      )}
      {sample.data?.accounts.length === 0 && (
        <p className="px-4 pb-4 text-base text-ink-2">Nobody is in it now.</p>
      )}
      {sample.data !== undefined && sample.data.accounts.length > 0 && (
        <table className="w-full border-collapse text-base">
          <thead>
            <tr className="border-y border-line">
              <th className={HEAD}>Name</th>
              <th className={HEAD}>Reference</th>
              <th className={`${HEAD} text-right`}>Arrears</th>
              <th className={`${HEAD} text-right`}>Days past due</th>
            </tr>
          </thead>
          <tbody>
            {sample.data.accounts.map((account) => (
              <tr key={account.accountId} className="border-b border-line last:border-0">
                <td className={CELL}>
                  <Link
                    to="/debtors/$id"
                    params={{ id: account.debtorId }}
                    className="font-medium underline-offset-2 hover:underline"
                  >
                    {account.name}
                  </Link>
                </td>
                <td className={`${CELL} text-ink-2`}>{account.reference}</td>
                <td className={`${CELL} text-right tabular-nums`}>
                  {formatMoney(account.arrears)}
                </td>
                <td className={`${CELL} text-right tabular-nums`}>
                  {formatCount(account.daysPastDue)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </SegmentCard>
  );
}
