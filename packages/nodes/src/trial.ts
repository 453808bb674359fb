import {
  instantAt,
  localTime,
  type BusinessCalendar,
  type LocalDate,
  type Zone,
} from "@fairflow/calendar";
import { zones } from "@fairflow/calendar/zones";
import { fieldsWith, type FactValues } from "@fairflow/criteria";
import { emptyFlow, NodeId, type ExitId, type Flow, type FlowNode } from "@fairflow/flow";
import {
  advance,
  compile,
  libraryOf,
  newRun,
  type Advanced,
  type CompiledFlow,
  type Library,
  type RunEvent,
} from "@fairflow/interpreter";
import { catalog, type NodeTypeName } from "./catalog.ts";

/*
 * A node type on trial, for tests: between a start and ends, one for each way out, in a flow that is really compiled and
 * really run.
 */

export const WORKDAYS: BusinessCalendar = {
  weekend: new Set(["sat", "sun"]),
  holidays: new Set<LocalDate>(["2026-04-03", "2026-04-06", "2026-05-29", "2027-01-01"]),
  from: "2010-01-01",
  to: "2030-12-31",
};

const fields = fieldsWith([
  { id: "custom.score", label: "Score", type: "number", group: "custom" },
  { id: "custom.promised_on", label: "Promised on", type: "date", group: "custom" },
]);

const TRIED = NodeId.parse("tried");

/** @throws RangeError for a zone that the table lacks */
export function zoneOf(name: string): Zone {
  const zone = zones.zones.get(name);
  if (zone === undefined) throw new RangeError(`The zone table lacks ${name}`);
  return zone;
}

/** The instant at which a clock shows `2026-03-08 02:30`. */
export function at(local: string, zone = "Africa/Johannesburg"): number {
  const [date = "", time = "00:00"] = local.split(" ");
  const [year, month, day] = date.split("-");
  const [hours = "0", minutes = "0"] = time.split(":");
  const known: LocalDate = `${year ?? ""}-${month ?? ""}-${day ?? ""}`;
  return instantAt(zoneOf(zone), known, Number(hours) * 60 + Number(minutes)).getTime();
}

/** What a clock shows at an instant, as `2026-03-08 03:00`. */
export function clock(instantMs: number, zone = "Africa/Johannesburg"): string {
  const { date, minute } = localTime(zoneOf(zone), new Date(instantMs));
  const two = (number: number) => String(number).padStart(2, "0");
  return `${date} ${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
}

export interface Given {
  readonly nowMs?: number;
  readonly zone?: string;
  readonly values?: FactValues;
  readonly debtorKey?: string;
  readonly disputeOpen?: boolean;
}

/** The flow of a trial: `start`, the node as `tried`, and an end `to-<exit>` for each way out but those left `open`. */
export function trialFlow(
  type: NodeTypeName,
  config: FlowNode["config"],
  open: readonly ExitId[] = [],
): Flow {
  const binding = catalog[type].bind(config);
  const exits = (binding.ok ? binding.node.exits : []).map(({ id }) => id);
  const joined = [...new Set(exits)].filter((exit) => !open.includes(exit));
  const start = NodeId.parse("start");
  return {
    ...emptyFlow("Trial"),
    nodes: [
      {
        id: start,
        type: "start",
        name: "",
        config: { entry: { kind: "manual" }, reentry: { kind: "never" } },
      },
      { id: TRIED, type, name: "", config },
      ...joined.map((exit) => ({
        id: endOf(exit),
        type: "end",
        name: "",
        config: { reason: exit },
      })),
    ],
    edges: [
      { from: start, exit: "next", to: TRIED },
      ...joined.map((exit) => ({ from: TRIED, exit, to: endOf(exit) })),
    ],
  };
}

export interface Trial {
  readonly flow: CompiledFlow;
  readonly begin: (given?: Given) => Advanced;
  readonly follow: (before: Advanced, event: RunEvent, given?: Given) => Advanced;
}

/** @throws RangeError for settings with issues, which it names */
export function trial(
  type: NodeTypeName,
  config: FlowNode["config"],
  library: Library = libraryOf({}),
): Trial {
  const flow = compiledOf(trialFlow(type, config), library);
  const go = (before: Advanced["run"], event: RunEvent, given: Given = {}): Advanced => {
    const { nowMs = at("2026-03-02 10:00"), zone = "Africa/Johannesburg", values = {} } = given;
    const facts = {
      values,
      today: localTime(zoneOf(zone), new Date(nowMs)).date,
      zone: zoneOf(zone),
      calendar: WORKDAYS,
      debtorKey: given.debtorKey ?? "debtor-1",
      disputeOpen: given.disputeOpen ?? false,
      holds: [],
    };
    return advance(flow, before, { facts, event, nowMs });
  };
  return {
    flow,
    begin: (given = {}) => go(newRun(given.nowMs ?? 0), { kind: "start" }, given),
    follow: (before, event, given) => go(before.run, event, given),
  };
}

/** The issues that `compile` names for a node's settings. */
export function issuesOf(
  type: NodeTypeName,
  config: FlowNode["config"],
  library: Library = libraryOf({}),
): readonly string[] {
  const flow = trialFlow(type, config);
  const compiled = compile({ catalog, flow, library, fields });
  return compiled.ok ? [] : compiled.issues.map(({ message }) => message);
}

function compiledOf(flow: Flow, library: Library): CompiledFlow {
  const compiled = compile({ catalog, flow, library, fields });
  if (compiled.ok) return compiled.flow;
  throw new RangeError(compiled.issues.map(({ message }) => message).join("; "));
}

function endOf(exit: ExitId): NodeId {
  return NodeId.parse(`to-${exit}`);
}
