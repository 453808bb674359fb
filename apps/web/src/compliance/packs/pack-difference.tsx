import { endpoints } from "@fairflow/contract";
import { Skeleton } from "@fairflow/ui";
import { useQuery } from "@tanstack/react-query";
import { LoadFailed } from "../../frame/load-failed.tsx";
import { ask } from "../../server/ask.ts";
import { formatCount } from "../../server/format.ts";
import { RuleDifference, type RuleChange } from "./rule-difference.tsx";

export interface PackDifferenceProps {
  readonly packId: string;
  /** The digests of the two versions. */
  readonly from: string;
  readonly to: string;
}

/** Rules that came, went or changed, and what else of the pack differs. */
export function PackDifference({ packId, from, to }: PackDifferenceProps) {
  const difference = useQuery(
    ask(endpoints.packDifference, { params: { id: packId }, query: { from, to } }),
  );
  if (difference.isPending) return <Skeleton className="h-96" />;
  if (difference.isError) {
    return (
      <LoadFailed
        what="The versions could not be compared"
        error={difference.error}
        onRetry={() => void difference.refetch()}
      />
    );
  }
  const { pack, rules } = difference.data;
  return (
    <>
      <p role="status" className="text-base font-medium">
        {summaryOf(rules, pack.length)}
      </p>
      {pack.length > 0 && (
        <section aria-label="The pack itself" className="flex flex-col gap-2">
          <h2 className="text-lg font-semibold">The pack itself</h2>
          <div className="overflow-x-auto rounded-card border border-line bg-surface">
            <table className="w-full text-sm">
              <thead>
                <tr className="border-b border-line text-left text-xs text-ink-3">
                  <th className="px-4 py-2.5 font-medium">What</th>
                  <th className="px-4 py-2.5 font-medium">Before</th>
                  <th className="px-4 py-2.5 font-medium">After</th>
                </tr>
              </thead>
              <tbody>
                {pack.map((field) => (
                  <tr key={field.field} className="border-b border-line align-top last:border-0">
                    <th className="px-4 py-2.5 text-left font-medium">{field.field}</th>
                    <td className="px-4 py-2.5 break-words text-ink-2">{field.from}</td>
                    <td className="px-4 py-2.5 break-words">{field.to}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </section>
      )}
      {rules.map((rule) => (
        <RuleDifference key={rule.id} change={rule} />
      ))}
    </>
  );
}

function summaryOf(rules: readonly RuleChange[], fields: number): string {
  if (rules.length === 0 && fields === 0) return "The two versions say the same.";
  const count = (change: RuleChange["change"]) =>
    rules.filter((rule) => rule.change === change).length;
  const parts = [
    ["added", count("added")],
    ["changed", count("changed")],
    ["removed", count("removed")],
  ] as const;
  const said = parts.filter(([, n]) => n > 0).map(([what, n]) => `${formatCount(n)} ${what}`);
  return said.length === 0 ? "No rule differs." : `Rules: ${said.join(", ")}.`;
}
