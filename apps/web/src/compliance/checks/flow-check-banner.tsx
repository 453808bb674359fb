import { Callout } from "@fairflow/ui";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { TriangleAlert } from "lucide-react";
import { flowChecksQuery } from "../law-queries.ts";

const SOON_MS = 30 * 86_400_000;
const TOLD_ELSEWHERE: ReadonlySet<string> = new Set(["pack-not-active", "content-lacking"]);

/** Says on the screens where people begin that the law asks something of a live flow now or in the next 30 days. */
export function FlowCheckBanner() {
  const checks = useQuery(flowChecksQuery);
  const soon = dayOf((checks.data?.checkedAtMs ?? 0) + SOON_MS);
  // Of packs that are not active `InactivePackBanner` tells, louder; what comes later, and what a text leaves out, stands on
  // the page of the checks.
  const flows = (checks.data?.flows ?? [])
    .map((flow) => ({
      ...flow,
      issues: flow.issues
        .filter(({ kind, from }) => !TOLD_ELSEWHERE.has(kind) && (from ?? "") <= soon)
        .toSorted((a, b) => (a.from ?? "").localeCompare(b.from ?? "")),
    }))
    .filter(({ issues }) => issues.length > 0);
  const [first] = flows;
  if (first === undefined) return null;
  return (
    <Callout
      tone="warn"
      icon={<TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />}
      title={
        flows.length === 1
          ? `The rules have something to say about “${first.flowName}”, which is live`
          : `The rules have something to say about ${flows.length} live flows`
      }
      actions={
        <Link
          to="/compliance/flows"
          className="shrink-0 text-sm font-medium text-accent hover:underline"
        >
          See what
        </Link>
      }
    >
      {first.issues[0]?.words}
    </Callout>
  );
}

function dayOf(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}
