import { endpoints } from "@fairflow/contract";
import { EmptyState, SelectField } from "@fairflow/ui";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { ShieldCheck } from "lucide-react";
import { NotLoaded } from "../../frame/not-loaded.tsx";
import { Page } from "../../frame/page.tsx";
import { useZone } from "../../frame/use-zone.ts";
import { ask } from "../../server/ask.ts";
import { formatCount, formatInstant } from "../../server/format.ts";
import { keptBackBy } from "./blocked-by-rule.ts";
import { BlockedRules } from "./blocked-rules.tsx";

const PERIODS = [
  { value: "1", label: "The last day" },
  { value: "7", label: "The last 7 days" },
  { value: "28", label: "The last 28 days" },
  { value: "92", label: "The last 92 days" },
] as const;

/** What each rule kept back. */
export function BlockedPage() {
  const { days } = useSearch({ from: "/frame/compliance/blocked" });
  const navigate = useNavigate();
  const zone = useZone();
  const blocked = useQuery({
    ...ask(endpoints.blockedByRule, { query: { days } }),
    placeholderData: (before) => before,
    refetchInterval: 15_000,
  });
  const total = keptBackBy(blocked.data?.rules ?? []);
  return (
    <Page
      title="What the rules kept back"
      subtitle="Each is a contact that would have come too early, too often, or not at all. A high number is a good number: it is what the rules are for."
      actions={
        <SelectField
          label="Period"
          labelHidden
          className="w-44"
          value={String(days)}
          options={PERIODS}
          onChange={(value) =>
            void navigate({
              to: "/compliance/blocked",
              search: { days: Number(value) },
              replace: true,
            })
          }
        />
      }
    >
      <NotLoaded query={blocked} what="What was kept back could not be loaded" className="h-64" />
      {blocked.data !== undefined && (
        <p role="status" className="-mb-2 text-sm text-ink-3">
          {`${formatCount(total)} times, ${formatInstant(blocked.data.fromMs, zone)} to ${formatInstant(blocked.data.toMs, zone)}. A contact that two rules kept back counts for both.`}
        </p>
      )}
      {blocked.data?.rules.length === 0 && (
        <EmptyState icon={<ShieldCheck />} title="Nothing was kept back">
          In this time every contact that a flow planned was allowed as it came.
        </EmptyState>
      )}
      {blocked.data !== undefined && blocked.data.rules.length > 0 && (
        <BlockedRules rules={blocked.data.rules} />
      )}
    </Page>
  );
}
