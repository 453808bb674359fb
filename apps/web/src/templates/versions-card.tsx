import type { TemplateVersion } from "@fairflow/contract";
import { Badge, Button } from "@fairflow/ui";
import { useState } from "react";
import { useZone } from "../frame/use-zone.ts";
import { formatInstant } from "../server/format.ts";
import { VersionChanges } from "./version-changes.tsx";

export interface VersionsCardProps {
  /** The newest first. */
  readonly versions: readonly TemplateVersion[];
  readonly onRestore: (version: TemplateVersion) => void;
}

/** Every version that a template ever had, with what each changed. None is lost: an older one can be used again. */
export function VersionsCard({ versions, onRestore }: VersionsCardProps) {
  const zone = useZone();
  const [open, setOpen] = useState<number>();
  return (
    <section aria-label="Versions" className="rounded-card border border-line bg-surface">
      <header className="px-4 pt-3 pb-2">
        <h2 className="text-base font-semibold">Versions</h2>
        <p className="text-sm text-ink-3">A version never changes once it is saved.</p>
      </header>
      <ol className="border-t border-line">
        {versions.map((version, index) => {
          const { number, madeAtMs, madeBy } = version;
          const before = versions[index + 1];
          return (
            <li key={number} className="border-b border-line px-4 py-2.5 last:border-0">
              <div className="flex flex-wrap items-center gap-3">
                <Badge tone={index === 0 ? "ok" : "neutral"}>{`v${number}`}</Badge>
                <span className="min-w-40 flex-1 text-sm text-ink-2">
                  {`${formatInstant(madeAtMs, zone)}, ${madeBy}`}
                </span>
                {before !== undefined && (
                  <Button
                    kind="quiet"
                    aria-expanded={open === number}
                    onClick={() => setOpen(open === number ? undefined : number)}
                  >
                    {open === number ? "Hide what changed" : "What changed"}
                  </Button>
                )}
                {index > 0 && (
                  <Button
                    kind="quiet"
                    aria-label={`Use version ${number} again`}
                    onClick={() => onRestore(version)}
                  >
                    Use again
                  </Button>
                )}
              </div>
              {open === number && before !== undefined && (
                <VersionChanges before={before} after={version} />
              )}
            </li>
          );
        })}
      </ol>
    </section>
  );
}
