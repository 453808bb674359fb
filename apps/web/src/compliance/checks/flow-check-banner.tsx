import { Callout } from "@fairflow/ui";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { TriangleAlert } from "lucide-react";
import { flowChecksQuery } from "../law-queries.ts";

/** Says on the screens where people begin that the law asks something new of a live flow. Nothing while it does not. */
export function FlowCheckBanner() {
  const checks = useQuery(flowChecksQuery);
  // Of packs that are not active `InactivePackBanner` tells, louder.
  const flows = (checks.data?.flows ?? [])
    .map((flow) => ({
      ...flow,
      issues: flow.issues
        .filter(({ kind }) => kind !== "pack-not-active")
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
