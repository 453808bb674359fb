import type { BusinessCalendar } from "@fairflow/calendar";
import { zones } from "@fairflow/calendar/zones";
import { fieldsWith, type FactValues } from "@fairflow/criteria";
import { emptyFlow, NodeId, type Flow, type FlowNode } from "@fairflow/flow";
import { compile, type CompiledFlow } from "../compile.ts";
import { libraryOf, type Library } from "../library.ts";
import type { Facts } from "../walk.ts";
import { toyCatalog } from "./toy-catalog.ts";

export const emptyLibrary: Library = libraryOf({});

export const toyFields = fieldsWith([
  { id: "custom.score", label: "Score", type: "number", group: "custom" },
]);

export type ToyNode = readonly [type: string, config?: FlowNode["config"]];

/** Draws a flow from nodes by id and from edges written as `start.next>send`, separated by spaces. */
export function toyFlow(nodes: Readonly<Record<string, ToyNode>>, edges: string): Flow {
  return {
    ...emptyFlow("Toy"),
    nodes: Object.entries(nodes).map(([id, [type, config = {}]]) => ({
      id: NodeId.parse(id),
      type,
      name: "",
      config,
    })),
    edges: edges.split(/\s+/).flatMap((edge) => {
      const [from = "", exit = "", to = ""] = edge.split(/[.>]/);
      if (from === "") return [];
      return [{ from: NodeId.parse(from), exit, to: NodeId.parse(to) }];
    }),
  };
}

/** @throws RangeError for a drawing with issues, which it names */
export function compileToy(flow: Flow): CompiledFlow {
  const compiled = compile({
    catalog: toyCatalog,
    flow,
    library: emptyLibrary,
    fields: toyFields,
  });
  if (compiled.ok) return compiled.flow;
  throw new RangeError(compiled.issues.map(({ message }) => message).join("; "));
}

const WORKDAYS: BusinessCalendar = {
  weekend: new Set(["sat", "sun"]),
  holidays: new Set(),
  from: "2010-01-01",
  to: "2030-12-31",
};

export function toyFacts(values: FactValues = {}, rest: Partial<Facts> = {}): Facts {
  const zone = zones.zones.get("Africa/Johannesburg");
  if (zone === undefined) throw new RangeError("The zone table lacks Johannesburg");
  return {
    values,
    today: "2026-03-02",
    zone,
    calendar: WORKDAYS,
    debtorKey: "debtor-1",
    disputeOpen: false,
    holds: [],
    ...rest,
  };
}
