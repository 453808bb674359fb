import type { Pack } from "@fairflow/contract";
import { Link } from "@tanstack/react-router";
import { ArrowRight } from "lucide-react";
import { formatCount } from "../../server/format.ts";
import { PackActions } from "./pack-actions.tsx";
import { PackBadges } from "./pack-badges.tsx";
import { PackFacts } from "./pack-facts.tsx";
import { PackWarnings } from "./pack-warnings.tsx";

export interface PackCardProps {
  readonly pack: Pack;
}

export function PackCard({ pack }: PackCardProps) {
  const off = pack.rules.filter(({ switchedOff }) => switchedOff !== null).length;
  return (
    <article
      aria-labelledby={`pack-${pack.id}`}
      className="flex flex-col gap-3 rounded-card border border-line bg-surface p-4"
    >
      <header className="flex flex-wrap items-start gap-x-4 gap-y-2">
        <div className="flex min-w-64 flex-1 flex-col gap-1.5">
          <h2 id={`pack-${pack.id}`} className="text-lg leading-6 font-semibold">
            <Link
              to="/compliance/packs/$id"
              params={{ id: pack.id }}
              className="underline-offset-2 hover:underline"
            >
              {pack.title}
            </Link>
          </h2>
          <PackBadges pack={pack} />
        </div>
        <div className="flex flex-wrap gap-2">
          <PackActions pack={pack} />
        </div>
      </header>
      <PackWarnings pack={pack} />
      <PackFacts pack={pack} />
      <Link
        to="/compliance/packs/$id"
        params={{ id: pack.id }}
        className="inline-flex items-center gap-1.5 self-start text-sm font-medium text-accent hover:underline"
      >
        {`Read its ${formatCount(pack.rules.length)} rules`}
        {off === 0 ? "" : `, ${formatCount(off)} switched off`}
        <ArrowRight aria-hidden className="size-4" />
      </Link>
    </article>
  );
}
