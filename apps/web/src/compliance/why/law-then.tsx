import type { RecordedVerdict } from "@fairflow/contract";
import { Badge } from "@fairflow/ui";
import { Link } from "@tanstack/react-router";
import { formatInstant } from "../../server/format.ts";

export interface LawThenProps {
  readonly recorded: RecordedVerdict;
}

const REPLAYS = {
  same: { tone: "ok", label: "Asked again, it gives the same answer" },
  different: { tone: "bad", label: "Asked again, it gives another answer" },
  "law-not-kept": {
    tone: "neutral",
    label: "Older than the record of the law: cannot be asked again",
  },
} as const;

/** The revision of the law and the versions of the packs, and whether the gate still says the same. */
export function LawThen({ recorded: { law, replay, zones } }: LawThenProps) {
  return (
    <div className="flex flex-col items-start gap-2 text-sm">
      <p>
        <Link
          to="/compliance/history"
          className="font-medium text-accent underline-offset-2 hover:underline"
        >
          {`Revision ${law.revision}`}
        </Link>
        {law.madeAtMs === null ? "" : `, made ${formatInstant(law.madeAtMs, zones[0])}`}
        {law.tzdata === null ? "" : `, time-zone data ${law.tzdata}`}
      </p>
      <ul aria-label="Packs that were asked" className="flex flex-wrap gap-1">
        {law.packs.map((pack) => (
          <li key={pack}>
            <Badge>{pack}</Badge>
          </li>
        ))}
      </ul>
      <Badge tone={REPLAYS[replay].tone}>{REPLAYS[replay].label}</Badge>
    </div>
  );
}
