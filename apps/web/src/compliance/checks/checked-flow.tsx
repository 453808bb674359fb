import type { endpoints, OutputOf } from "@fairflow/contract";
import { Badge } from "@fairflow/ui";
import { Link } from "@tanstack/react-router";
import { formatDate } from "../../server/format.ts";
import { RuleLink } from "../rule-link.tsx";

type Checked = OutputOf<(typeof endpoints)["flowChecks"]>["flows"][number];
type Issue = Checked["issues"][number];

export interface CheckedFlowProps {
  readonly flow: Checked;
}

/** What the rules have to say about one live flow, what matters already first. */
export function CheckedFlow({ flow }: CheckedFlowProps) {
  return (
    <article
      aria-label={flow.flowName}
      className="overflow-hidden rounded-card border border-line bg-surface"
    >
      <header className="flex flex-wrap items-center gap-2 border-b border-line px-4 py-3">
        <h2 className="text-lg font-semibold">
          <Link
            to="/flows/$id"
            params={{ id: flow.flowId }}
            search={{ mode: "live" }}
            className="underline-offset-2 hover:underline"
          >
            {flow.flowName}
          </Link>
        </h2>
        <Badge tone="ok">{`v${flow.version} live`}</Badge>
      </header>
      <ul className="divide-y divide-line">
        {flow.issues.toSorted(soonestFirst).map((issue) => (
          <li
            key={`${issue.kind} ${issue.node?.id ?? ""} ${issue.rule?.id ?? ""} ${issue.words}`}
            className="flex flex-wrap items-start gap-x-4 gap-y-1 px-4 py-3"
          >
            <div className="min-w-64 flex-1">
              <p className="text-base">{issue.words}</p>
              <p className="text-sm text-ink-3">
                {[
                  issue.node === null ? undefined : `Step “${issue.node.name}”`,
                  issue.portfolios.length === 0 ? undefined : issue.portfolios.join(", "),
                ]
                  .filter((part) => part !== undefined)
                  .join(". ")}
              </p>
              {issue.rule !== null && (
                <p className="mt-0.5 text-sm">
                  <RuleLink rule={issue.rule} />
                </p>
              )}
            </div>
            <Badge tone={issue.from === null && issue.kind !== "content-lacking" ? "bad" : "warn"}>
              {whenWords(issue)}
            </Badge>
          </li>
        ))}
      </ul>
    </article>
  );
}

function whenWords({ kind, from }: Issue): string {
  if (kind === "content-lacking") return "Read the text again";
  return from === null ? "Matters now" : `From ${formatDate(from)}`;
}

function soonestFirst(a: Issue, b: Issue): number {
  return (a.from ?? "").localeCompare(b.from ?? "");
}
