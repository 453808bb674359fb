import { retentionEndpoints, type OutputOf } from "@fairflow/contract";
import { Badge, Button, Skeleton } from "@fairflow/ui";
import { useQuery } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { ReasonDialog } from "../../frame/reason-dialog.tsx";
import { useZone } from "../../frame/use-zone.ts";
import { ask } from "../../server/ask.ts";
import { call } from "../../server/call.ts";
import { formatCount, formatDate, formatInstant } from "../../server/format.ts";
import { peopleWords, reasonNames } from "./retention-words.ts";
import { useRefreshRetention } from "./use-refresh-retention.ts";

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
        <Fact label="Last sweep">{lastWords(last)}</Fact>
        <Fact label="Next sweep">
          {nextOn === null
            ? "None while it is off"
            : `${formatDate(nextOn)}, after midnight UTC, ${formatCount(setting?.mostADay ?? 0)} people at most`}
        </Fact>
      </dl>
      <Changed retention={retention} />
      {isSwitching && setting !== null && (
        <SwitchDialog setting={setting} onClose={() => setIsSwitching(false)} />
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

function DueNow() {
  const { data, isError } = useDueCount();
  if (isError) return "Could not be counted";
  if (data === undefined) return <Skeleton className="h-5 w-40" />;
  const { due, kept, reasons, isWhole } = data;
  return (
    <>
      {isWhole ? peopleWords(due) : `At least ${peopleWords(due)}`}
      {kept > 0 && (
        <span className="block text-sm text-ink-2">
          {`${formatCount(kept)} more ${kept === 1 ? "is" : "are"} kept although their time is over: ${reasons
            .map(({ kind, people }) => `${reasonNames[kind]} ${formatCount(people)}`)
            .join(", ")}`}
        </span>
      )}
    </>
  );
}

function useDueCount() {
  return useQuery(ask(retentionEndpoints.retentionCount, {}));
}

function lastWords(last: Retention["last"]): string {
  if (last === null) return "There was none yet";
  const { day, erased, failed, endedAtMs } = last;
  const done = `${formatDate(day)}: ${peopleWords(erased)} erased`;
  const failures = failed === 0 ? "" : `, ${formatCount(failed)} could not be erased, see Trouble`;
  return `${done}${failures}${endedAtMs === null ? ", not at its end yet" : ""}`;
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

interface SwitchDialogProps {
  readonly setting: NonNullable<Retention["setting"]>;
  readonly onClose: () => void;
}

function SwitchDialog({ setting, onClose }: SwitchDialogProps) {
  const refresh = useRefreshRetention();
  const { data } = useDueCount();
  const { isOn } = setting;
  const due = data === undefined ? "" : ` ${peopleWords(data.due)} are due now.`;
  return (
    <ReasonDialog
      title={isOn ? "Erase nobody by the clock any more?" : "Erase people by the clock?"}
      description={
        isOn
          ? "Whoever is due stays until somebody erases them by hand, or switches it on again. It counts at once, in the middle of a sweep too."
          : `From tomorrow on, each night, people are erased whose time is over: names, addresses, numbers, files and all that was written. Nobody can bring it back.${due} Until then you can look at whom it hits, and switch it off.`
      }
      action={isOn ? "Switch off" : "Switch on"}
      kind={isOn ? "primary" : "danger"}
      onClose={onClose}
      onConfirm={async (reason) => {
        await call(retentionEndpoints.changeRetention, {
          body: { ...setting, isOn: !isOn, reason },
        });
        await refresh();
      }}
    />
  );
}
