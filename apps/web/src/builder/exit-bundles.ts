import type { ExitRef, Flow, NodeId } from "@fairflow/flow";
import { MAY_STAY_OPEN } from "@fairflow/interpreter";
import { edgeDepths } from "./edge-depths.ts";
import { endsOf, type RoutedBundle } from "./edge-ends.ts";
import { columnsOf, railOf, type Columns } from "./edge-rails.ts";
import { turnsDownAt } from "./edge-route.ts";
import { exitOffset, GAP_Y, STEP_HEIGHT } from "./geometry.ts";
import type { OpenEnd } from "./label-places.ts";
import { namePlaces, type NamePlace } from "./name-places.ts";
import { openEndName } from "./open-end-name.ts";
import { perFlow } from "./per-flow.ts";
import type { StepViewer } from "./step-view.ts";

/** The ways out of one step that lead to the same step: they are drawn as one edge. */
export interface ExitBundle extends RoutedBundle {
  /** Where its name stands; undefined for an edge of a step that has no place. */
  readonly place: NamePlace | undefined;
}

/** A step that stands nearer than this is not below but beside. */
const MIN_ROOM = 24;

/** The edges of a drawing. */
export const exitBundles = perFlow(bundlesAnew);

function bundlesAnew(flow: Flow, view: StepViewer): readonly ExitBundle[] {
  const bySource = new Map<NodeId, Map<NodeId, ExitRef[]>>();
  for (const { from, exit, to } of flow.edges) {
    const targets = bySource.get(from) ?? new Map<NodeId, ExitRef[]>();
    bySource.set(from, targets);
    targets.set(to, [...(targets.get(to) ?? []), { from, exit }]);
  }
  const columns = columnsOf(flow);
  const routed = [...bySource].flatMap(([from, targets]) =>
    bundlesOf({ flow, view, columns }, from, targets),
  );
  const places = namePlaces(flow, routed, openEndsOf(flow, view));
  return routed.map((bundle) => ({ ...bundle, place: places.get(bundle) }));
}

/** Of the ways out that have to lead somewhere; the others show their plus only when they are pointed at. */
function openEndsOf(flow: Flow, view: StepViewer): readonly OpenEnd[] {
  const taken = new Set(flow.edges.map(({ from, exit }) => `${from} ${exit}`));
  return flow.nodes.flatMap(({ id }) => {
    const [step, place] = [view(flow, id), flow.layout[id]];
    if (step === undefined || place === undefined || step.mayStayOpen) return [];
    return step.exits.flatMap(({ id: exit }, index): readonly OpenEnd[] => {
      if (taken.has(`${id} ${exit}`) || MAY_STAY_OPEN.has(exit)) return [];
      const x = place.x + exitOffset(index, step.exits.length);
      return [{ x, y: place.y + STEP_HEIGHT, ...openEndName(step.exits, index) }];
    });
  });
}

interface Drawing {
  readonly flow: Flow;
  readonly view: StepViewer;
  readonly columns: Columns;
}

function bundlesOf(
  { flow, view, columns }: Drawing,
  from: NodeId,
  targets: ReadonlyMap<NodeId, readonly ExitRef[]>,
): readonly RoutedBundle[] {
  const exitsHere = view(flow, from)?.exits ?? [];
  const rank = ({ exit }: ExitRef) => exitsHere.findIndex(({ id }) => id === exit);
  const bundles = [...targets].map(([to, refs]) => {
    const exits = refs.toSorted((a, b) => rank(a) - rank(b));
    const offsets = exits.map((ref) => exitOffset(Math.max(rank(ref), 0), exitsHere.length));
    return { to, exits, offsets };
  });
  const room = roomBelow(flow, from, [...targets.keys()]);
  const left = ({ offsets }: { readonly offsets: readonly number[] }) => offsets[0] ?? 0;
  const routed = bundles
    .toSorted((a, b) => left(a) - left(b))
    .map(({ to, exits, offsets }) => ({
      from,
      to,
      exits,
      offsets,
      label: labelOf(
        exits.map((ref) => exitsHere[rank(ref)]?.label ?? ref.exit),
        exitsHere.length,
      ),
      lanes: bundles.length,
      depth: 0,
      depths: 1,
      room,
      rail: undefined,
    }))
    .map((bundle) => ({ ...bundle, rail: railBeside(columns, flow, bundle) }));
  const depths = edgeDepths(
    routed.map((bundle) => {
      const ends = endsOf(flow, bundle);
      return ends === undefined
        ? { from: 0, to: 0 }
        : { from: ends.source.x, to: turnsDownAt(ends) };
    }),
  );
  const count = Math.max(...depths, 0) + 1;
  return routed.map((bundle, index) => ({ ...bundle, depth: depths[index] ?? 0, depths: count }));
}

/** From the step's left edge; where one of its steps has no place there is none. */
function railBeside(columns: Columns, flow: Flow, bundle: RoutedBundle): number | undefined {
  const ends = endsOf(flow, bundle);
  if (ends === undefined) return undefined;
  const rail = railOf(columns, ends);
  return rail === undefined ? undefined : rail - ends.left;
}

function roomBelow(flow: Flow, from: NodeId, targets: readonly NodeId[]): number {
  const bottom = (flow.layout[from]?.y ?? 0) + STEP_HEIGHT;
  const gaps = targets
    .map((to) => (flow.layout[to]?.y ?? Infinity) - bottom)
    .filter((gap) => gap > MIN_ROOM);
  return Math.min(GAP_Y, ...gaps);
}

function labelOf(labels: readonly string[], ofAll: number): string | undefined {
  if (ofAll < 2) return undefined;
  if (labels.length === ofAll) return "In any case";
  return labels.join(" / ");
}
