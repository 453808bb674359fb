import type { Pack } from "@fairflow/contract";
import { Callout } from "@fairflow/ui";
import { Clock, Gavel, PauseCircle } from "lucide-react";
import { formatDate } from "../../server/format.ts";

export interface PackWarningsProps {
  readonly pack: Pack;
}

/** What one must know before relying on a pack: said loudly, in the order of what it stops. */
export function PackWarnings({ pack }: PackWarningsProps) {
  const isNeeded = pack.active === null && !pack.holdsEverywhere && pack.portfolios.length > 0;
  return (
    <>
      {isNeeded && (
        <Callout
          tone="bad"
          icon={<PauseCircle aria-hidden className="mt-0.5 size-4 shrink-0" />}
          title="Nothing is sent under this law"
        >
          {`Everything of ${namesOf(pack)} waits until an admin activates this pack.`}
        </Callout>
      )}
      {pack.tzdataIsTooOld && (
        <Callout
          tone="bad"
          icon={<Clock aria-hidden className="mt-0.5 size-4 shrink-0" />}
          title="Its hours would be wrong here"
        >
          {`It needs time-zone data ${pack.minTzdata ?? ""} or later, and this installation has ${pack.tzdata}. It refuses everything until Fairflow is updated.`}
        </Callout>
      )}
      {pack.isStale && (
        <Callout
          tone="bad"
          icon={<Clock aria-hidden className="mt-0.5 size-4 shrink-0" />}
          title={`Should have been reviewed by ${formatDate(pack.reviewBy)}`}
        >
          The law may have changed since. It is still applied as it stands: have it reviewed, or
          install a newer version.
        </Callout>
      )}
      {pack.isDraft && (
        <Callout
          tone="warn"
          icon={<Gavel aria-hidden className="mt-0.5 size-4 shrink-0" />}
          title="Counsel has not read this pack"
        >
          It is a draft, drawn up from the sources that it cites.{" "}
          {pack.disclaimer ?? "It is not legal advice."}
        </Callout>
      )}
    </>
  );
}

function namesOf({ portfolios }: Pack): string {
  return portfolios.map(({ name }) => name).join(", ");
}
