import { endpoints, type HouseRuleView } from "@fairflow/contract";
import { Badge, Button, type Tone } from "@fairflow/ui";
import { useState } from "react";
import { toast } from "sonner";
import { useZone } from "../../frame/use-zone.ts";
import { call } from "../../server/call.ts";
import { formatDate, formatInstant } from "../../server/format.ts";
import { useRefreshLaw } from "../law-queries.ts";
import { ReasonDialog } from "../../frame/reason-dialog.tsx";
import { useLawPermission } from "../use-law-permission.ts";

export interface HouseRuleItemProps {
  readonly house: HouseRuleView;
}

const STATES = {
  coming: { label: "Coming", tone: "info" },
  "in-force": { label: "In force", tone: "ok" },
  ended: { label: "Ended", tone: "neutral" },
} as const satisfies Record<HouseRuleView["state"], { label: string; tone: Tone }>;

export function HouseRuleItem({ house }: HouseRuleItemProps) {
  const [isEnding, setIsEnding] = useState(false);
  const notAllowed = useLawPermission();
  const refresh = useRefreshLaw();
  const zone = useZone();
  const { rule, ended } = house;
  const { label, tone } = STATES[house.state];
  return (
    <li className="flex flex-wrap items-start gap-x-4 gap-y-2 px-4 py-3.5">
      <div className="flex min-w-64 flex-1 flex-col gap-1">
        <p className="flex flex-wrap items-center gap-2">
          <span className="text-base font-semibold">{rule.title}</span>
          <Badge tone={tone}>{label}</Badge>
          {house.portfolio !== null && <Badge>{house.portfolio}</Badge>}
        </p>
        <p className="max-w-prose text-base text-ink-2">{house.words}</p>
        <p className="text-xs text-ink-3">
          {`From ${formatDate(rule.from)}${rule.until === null ? "" : `, no more from ${formatDate(rule.until)}`}. Added by ${house.addedBy}, ${formatInstant(house.addedAtMs, zone)}: “${rule.reason}”`}
        </p>
        {ended !== null && (
          <p className="text-xs text-ink-3">
            {`Ended by ${ended.by}, ${formatInstant(ended.atMs, zone)}: “${ended.reason}”`}
          </p>
        )}
      </div>
      {house.state !== "ended" && (
        <Button kind="danger" disabledReason={notAllowed} onClick={() => setIsEnding(true)}>
          End it
        </Button>
      )}
      {isEnding && (
        <ReasonDialog
          title={`End “${rule.title}”?`}
          description="From now on it keeps nothing back. The law's own rules stay as they are."
          action="End the rule"
          kind="danger"
          onClose={() => setIsEnding(false)}
          onConfirm={async (reason) => {
            await call(endpoints.endHouseRule, {
              params: { id: house.id },
              body: { reason },
            });
            await refresh();
            toast.success("The house rule has ended");
          }}
        />
      )}
    </li>
  );
}
