import type { SegmentVersion } from "@fairflow/contract";
import type { Criteria } from "@fairflow/criteria";
import { Badge, Button } from "@fairflow/ui";
import { useInstallationLibrary } from "../builder/use-editor-library.ts";
import { useZone } from "../frame/use-zone.ts";
import { formatInstant } from "../server/format.ts";
import { SegmentCard } from "./segment-card.tsx";
import { segmentWords } from "./segment-words.ts";

export interface SegmentVersionsProps {
  /** The newest first. */
  readonly versions: readonly SegmentVersion[];
  readonly disabledReason: string | undefined;
  readonly onRestore: (criteria: Criteria) => void;
}

/** Every condition that a segment ever had. None is lost: an older one becomes a new version. */
export function SegmentVersions({ versions, disabledReason, onRestore }: SegmentVersionsProps) {
  const { fields } = useInstallationLibrary();
  const zone = useZone();
  return (
    <SegmentCard title="Versions" hint="What it asked, since when, and who changed it.">
      <ol className="border-t border-line">
        {versions.map(({ number, criteria, madeAtMs, madeBy }, index) => (
          <li
            key={number}
            className="flex items-start gap-3 border-b border-line px-4 py-2.5 last:border-0"
          >
            <Badge tone={index === 0 ? "ok" : "neutral"}>{`v${number}`}</Badge>
            <div className="min-w-0 flex-1">
              <p className="text-base">{segmentWords(criteria, fields)}</p>
              <p className="text-xs text-ink-3">{`${formatInstant(madeAtMs, zone)}, ${madeBy}`}</p>
            </div>
            {index > 0 && (
              <Button
                disabledReason={disabledReason}
                aria-label={`Use version ${number} again`}
                onClick={() => onRestore(criteria)}
              >
                Use again
              </Button>
            )}
          </li>
        ))}
      </ol>
    </SegmentCard>
  );
}
