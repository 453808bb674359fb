import type { OutputOf, retentionEndpoints } from "@fairflow/contract";
import { Badge, Button } from "@fairflow/ui";
import { Link } from "@tanstack/react-router";
import { useState, type ReactNode } from "react";
import { useZone } from "../../frame/use-zone.ts";
import { formatCount, formatDate, formatInstant } from "../../server/format.ts";
import { DueNow } from "./due-now.tsx";
import { capital, peopleWords } from "./retention-words.ts";
import { SwitchSweepDialog } from "./switch-sweep-dialog.tsx";

type Retention = OutputOf<(typeof retentionEndpoints)["retention"]>;

export interface SweepStateProps {
  readonly retention: Retention;
  /** Why it may only be looked at. */
  readonly lockedReason: string | undefined;
}

/** Whether people are erased by the clock, how many are due, what the last sweep did, and the switch. */
export function SweepState({ retention, lockedReason }: SweepStateProps) {
  const { setting, last, nextOn } = retention;
  const [isSwitching, setIsSwitching] = useState(false);
  const isOn = setting?.isOn === true;
  return (
    <section
      aria-label="Erasing by the clock"
      className="flex flex-col gap-4 rounded-card border border-line bg-surface p-5"
    >
      <div className="flex flex-wrap items-center gap-3">
        <h2 className="text-lg font-semibold">Erasing by the clock</h2>
        <Badge tone={isOn ? "warn" : "neutral"}>{isOn ? "On" : "Off"}</Badge>
        <Button
          className="ml-auto"
          kind={isOn ? "default" : "danger"}
          disabledReason={
            lockedReason ??
            (setting === null ? "Say first how long records are kept, and save it" : undefined)
          }
          onClick={() => setIsSwitching(true)}
        >
          {isOn ? "Switch off" : "Switch on"}
        </Button>
      </div>
      <dl className="grid gap-x-8 gap-y-4 sm:grid-cols-3">
        <Fact label="Due now">{setting === null ? "Not known yet" : <DueNow />}</Fact>
        <Fact label="Last sweep">
          <LastSweep last={last} />
        </Fact>
        <Fact label="Next sweep">
          {nextOn === null
            ? "None while it is off"
            : `${formatDate(nextOn)}, after midnight UTC, ${formatCount(setting?.mostADay ?? 0)} people at most`}
        </Fact>
      </dl>
      <Changed retention={retention} />
      {isSwitching && setting !== null && (
        <SwitchSweepDialog setting={setting} onClose={() => setIsSwitching(false)} />
      )}
    </section>
  );
}

function Fact({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt className="text-xs text-ink-3">{label}</dt>
      <dd className="text-base text-ink tabular-nums">{children}</dd>
    </div>
  );
}

function LastSweep({ last }: Pick<Retention, "last">) {
  if (last === null) return "There was none yet";
  const { day, erased, failed, endedAtMs } = last;
  const words = `${peopleWords(erased)} erased`;
  return (
    <>
      {`${formatDate(day)}: `}
      {erased === 0 ? (
        words
      ) : (
        <Link
          to="/audit"
          search={{ what: "debtor.erase" }}
          className="font-medium text-accent hover:underline"
        >
          {words}
        </Link>
      )}
      {endedAtMs === null && ", not at its end yet"}
      {failed > 0 && (
        <span className="block text-sm text-bad">
          {`${capital(peopleWords(failed))} could not be erased; the log of the server says why`}
        </span>
      )}
    </>
  );
}

function Changed({ retention: { changed } }: { readonly retention: Retention }) {
  const zone = useZone();
  if (changed === null) return null;
  return (
    <p className="text-sm text-ink-3">
      {`Changed by ${changed.by}, ${formatInstant(changed.atMs, zone)}`}
    </p>
  );
}
