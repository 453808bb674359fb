import { isLocalDate } from "@fairflow/calendar";
import { endpoints } from "@fairflow/contract";
import { controlStyle, IconButton, SelectField } from "@fairflow/ui";
import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { ListTree, Workflow } from "lucide-react";
import { useState } from "react";
import { useToday } from "../../compliance/use-today.ts";
import { ask } from "../../server/ask.ts";
import { formatCount } from "../../server/format.ts";
import { useBuilder } from "../builder-context.ts";
import { useCommandReach } from "../use-command-reach.ts";
import { useShownView } from "../use-shown-view.ts";
import { stateLook } from "../versions/version-state.ts";
import { daysOf, periodOf, type Period } from "./live-scope.ts";
import { LiveFeed } from "./live-feed.tsx";
import { useLiveScope } from "./use-live-scope.ts";

const PERIOD_NAMES: readonly (readonly [Period, string])[] = [
  ["all", "Since it went live"],
  ["today", "Today"],
  ["week", "Last 7 days"],
  ["month", "Last 30 days"],
  ["own", "From day to day"],
];

export interface LiveScopeBarProps {
  readonly version: number;
}

/** Whose numbers are shown: of which version, which days and which segment. */
export function LiveScopeBar({ version }: LiveScopeBarProps) {
  const { id } = useParams({ from: "/frame/flows/$id" });
  const { library } = useBuilder();
  const { scope, change } = useLiveScope();
  const view = useShownView();
  const { toggleOutline } = useCommandReach();
  const versions = useQuery(ask(endpoints.versions, { params: { id } }));
  const segments = [...library.segments.values()].toSorted((a, b) => a.name.localeCompare(b.name));
  return (
    <section
      aria-label="What the numbers are of"
      className="flex min-h-12 shrink-0 flex-wrap items-center gap-x-3 gap-y-2 border-b border-line bg-surface px-3 py-2 text-sm"
    >
      <SelectField
        label="Version"
        labelHidden
        className="w-56"
        value={String(version)}
        options={(versions.data ?? [])
          .filter(({ state }) => state !== "scheduled")
          .map((each) => ({
            value: String(each.version),
            label: `Version ${each.version}, ${stateLook(each).words.toLowerCase()} (${formatCount(each.inFlight)})`,
          }))
          .concat(
            versions.data === undefined
              ? [{ value: String(version), label: `Version ${version}` }]
              : [],
          )}
        onChange={(value) => change({ version: Number(value) })}
      />
      <PeriodPicker />
      <SelectField
        label="Segment"
        labelHidden
        className="w-48"
        value={scope.segment ?? "everyone"}
        options={[
          { value: "everyone", label: "Everyone" },
          ...segments.map((segment) => ({ value: segment.id, label: `Now in “${segment.name}”` })),
        ]}
        onChange={(value) => change({ segment: value === "everyone" ? undefined : value })}
      />
      <span className="ml-auto flex items-center gap-2">
        <LiveFeed version={version} />
        <IconButton
          label={view === "outline" ? "Show as canvas" : "Show as outline"}
          keys="O"
          icon={
            view === "outline" ? <Workflow className="size-4" /> : <ListTree className="size-4" />
          }
          onClick={toggleOutline}
        />
      </span>
    </section>
  );
}

function PeriodPicker() {
  const { scope, change } = useLiveScope();
  const today = useToday();
  const [isOwn, setOwn] = useState(false);
  const known = today !== undefined && isLocalDate(today) ? today : undefined;
  const period = isOwn || known === undefined ? "own" : periodOf(scope, known);
  const isAll = scope.from === undefined && scope.to === undefined;
  return (
    <>
      <SelectField
        label="Period"
        labelHidden
        className="w-44"
        value={known === undefined && isAll ? "all" : period}
        options={PERIOD_NAMES.map(([value, label]) => ({ value, label }))}
        onChange={(value) => {
          const chosen = PERIOD_NAMES.find(([name]) => name === value)?.[0];
          setOwn(chosen === "own");
          if (chosen === undefined || chosen === "own" || known === undefined) return;
          change(daysOf(chosen, known));
        }}
      />
      {period === "own" && !(known === undefined && isAll) && (
        <span className="flex items-center gap-2">
          <DayField label="From" value={scope.from} onChange={(from) => change({ from })} />
          <DayField label="To" value={scope.to} onChange={(to) => change({ to })} />
        </span>
      )}
    </>
  );
}

interface DayFieldProps {
  readonly label: string;
  readonly value: string | undefined;
  readonly onChange: (day: string | undefined) => void;
}

function DayField({ label, value, onChange }: DayFieldProps) {
  return (
    <label className="flex items-center gap-1.5 text-ink-2">
      {label}
      <input
        type="date"
        className={controlStyle}
        value={value ?? ""}
        onChange={(event) => onChange(event.target.value === "" ? undefined : event.target.value)}
      />
    </label>
  );
}
