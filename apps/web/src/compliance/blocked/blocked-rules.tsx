import { Badge } from "@fairflow/ui";
import { Link } from "@tanstack/react-router";
import { formatCount } from "../../server/format.ts";
import { channelName } from "../gate-words.ts";
import { RuleLink } from "../rule-link.tsx";
import { keptBackBy, type BlockedRule } from "./blocked-by-rule.ts";

export interface BlockedRulesProps {
  readonly rules: readonly BlockedRule[];
}

const HEAD = "px-4 py-2.5 text-left text-xs font-medium text-ink-3";
const CELL = "px-4 py-3 align-top";

/** One row for each rule, the most first; each opens the rule, and the flows that it held. */
export function BlockedRules({ rules }: BlockedRulesProps) {
  const most = Math.max(...rules.map((rule) => keptBackBy([rule])));
  return (
    <div className="overflow-x-auto rounded-card border border-line bg-surface">
      <table className="w-full border-collapse max-md:block">
        <thead className="max-md:sr-only">
          <tr className="border-b border-line">
            <th className={HEAD}>Rule</th>
            <th className={`${HEAD} text-right`} title="Had to wait and was asked again later">
              Deferred
            </th>
            <th className={`${HEAD} text-right`} title="Was not made at all">
              Refused
            </th>
            <th className={HEAD}>Channels</th>
            <th className={HEAD}>Flows</th>
          </tr>
        </thead>
        <tbody className="max-md:block">
          {rules.map((each) => (
            <tr
              key={each.rule.id}
              className="border-b border-line last:border-0 max-md:block max-md:py-2"
            >
              <td className={`${CELL} max-md:block`}>
                <RuleLink rule={each.rule} />
                <p className="mt-0.5 line-clamp-2 max-w-prose text-sm text-ink-2">
                  {each.rule.words}
                </p>
                <span
                  aria-hidden
                  className="mt-1.5 block h-1.5 rounded-full bg-hold"
                  style={{ width: `${Math.max(2, (100 * keptBackBy([each])) / most)}%` }}
                />
              </td>
              <Figure label="Deferred" value={each.deferred} />
              <Figure label="Refused" value={each.refused} />
              <td className={`${CELL} max-md:block max-md:py-1`}>
                <ul className="flex flex-wrap gap-1 md:flex-col md:items-start">
                  {each.channels.map((of) => (
                    <li key={of.channel}>
                      <Badge>{`${channelName(of.channel)} ${formatCount(of.deferred + of.refused)}`}</Badge>
                    </li>
                  ))}
                </ul>
              </td>
              <td className={`${CELL} max-md:block`}>
                <ul className="flex flex-col gap-1">
                  {each.flows.map((flow) => (
                    <li key={`${flow.flowId} ${flow.version}`} className="text-sm">
                      <Link
                        to="/flows/$id"
                        params={{ id: flow.flowId }}
                        search={{ mode: "live" }}
                        className="text-accent underline-offset-2 hover:underline"
                      >
                        {`${flow.flowName} v${flow.version}`}
                      </Link>{" "}
                      <span className="text-ink-3 tabular-nums">
                        {formatCount(flow.deferred + flow.refused)}
                      </span>
                    </li>
                  ))}
                </ul>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Figure({ label, value }: { readonly label: string; readonly value: number }) {
  return (
    <td className={`${CELL} text-right font-medium tabular-nums max-md:inline-block max-md:py-1`}>
      <span className="mr-1 font-normal text-ink-3 md:hidden">{label}</span>
      {formatCount(value)}
    </td>
  );
}
