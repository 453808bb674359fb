import { Callout } from "@fairflow/ui";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { PauseCircle } from "lucide-react";
import { flowChecksQuery } from "../law-queries.ts";

/** Says for which portfolios nothing is sent because nobody has activated their law. */
export function InactivePackBanner() {
  const checks = useQuery(flowChecksQuery);
  const issues = (checks.data?.flows ?? [])
    .flatMap((flow) => flow.issues)
    .filter(({ kind }) => kind === "pack-not-active");
  // Every flow tells it of every pack; once is enough.
  const once = new Map(issues.map((issue) => [issue.words, issue]));
  return [...once.values()].map(({ words, portfolios }) => (
    <Callout
      key={words}
      tone="bad"
      icon={<PauseCircle aria-hidden className="mt-0.5 size-4 shrink-0" />}
      title={`Nothing is sent for ${portfolios.join(", ")}`}
      actions={
        <Link to="/compliance" className="shrink-0 text-sm font-medium text-accent hover:underline">
          Open the rule packs
        </Link>
      }
    >
      {`${words} Nothing is lost.`}
    </Callout>
  ));
}
