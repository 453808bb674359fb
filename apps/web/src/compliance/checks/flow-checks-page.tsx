import { EmptyState } from "@fairflow/ui";
import { useQuery } from "@tanstack/react-query";
import { CircleCheck } from "lucide-react";
import { NotLoaded } from "../../frame/not-loaded.tsx";
import { Page } from "../../frame/page.tsx";
import { useZone } from "../../frame/use-zone.ts";
import { formatInstant } from "../../server/format.ts";
import { flowChecksQuery } from "../law-queries.ts";
import { CheckedFlow } from "./checked-flow.tsx";
import { InactivePackBanner } from "./inactive-pack-banner.tsx";

/** Live flows, checked again under the law as it is now. */
export function FlowChecksPage() {
  const checks = useQuery(flowChecksQuery);
  const zone = useZone();
  const flows = checks.data?.flows ?? [];
  return (
    <Page
      title="Flows under the law of today"
      subtitle="Whenever the rules change, every published flow is checked again. What is found keeps people from being contacted, or is for whoever writes the messages; it lets nothing through that is not allowed."
    >
      <InactivePackBanner />
      <NotLoaded query={checks} what="The flows could not be checked" className="h-64" />
      {checks.data !== undefined && (
        <p className="-mb-2 text-sm text-ink-3">
          {`Checked ${formatInstant(checks.data.checkedAtMs, zone)} under revision ${checks.data.revision} of the law.`}
        </p>
      )}
      {flows.map((flow) => (
        <CheckedFlow key={`${flow.flowId} ${flow.version}`} flow={flow} />
      ))}
      {checks.isSuccess && flows.length === 0 && (
        <EmptyState icon={<CircleCheck />} title="Every live flow fits the rules">
          Nothing in them is refused, and no rule that begins or ends soon changes what they do.
        </EmptyState>
      )}
    </Page>
  );
}
