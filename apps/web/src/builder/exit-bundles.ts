import type { ExitRef, Flow, NodeId } from "@fairflow/flow";
import { exitOffset, GAP_Y, GRID, STEP_HEIGHT, STEP_WIDTH } from "./geometry.ts";
import type { StepViewer } from "./step-view.ts";

/** The ways out of one step that lead to the same step: they are drawn as one edge. */
export interface ExitBundle {
  readonly from: NodeId;
  readonly to: NodeId;
  readonly exits: readonly ExitRef[];
  /** What the edge is called; undefined for a step's only way out. */
  readonly label: string | undefined;
  /** Where each exit leaves, from the step's left edge. */
  readonly offsets: readonly number[];
  /** Which of the step's bundles this is, from left to right, and how many there are. */
  readonly lane: number;
  readonly lanes: number;
  /** The room between the step and the nearest that it leads down to. */
  readonly room: number;
  /** Whether a step stands between the two, so that the edge has to go round it. */
  readonly isBlocked: boolean;
}

/** A step that stands nearer than this is not below but beside. */
const MIN_ROOM = 24;

export function exitBundles(flow: Flow, view: StepViewer): readonly ExitBundle[] {
  const bySource = new Map<NodeId, Map<NodeId, ExitRef[]>>();
  for (const { from, exit, to } of flow.edges) {
    const targets = bySource.get(from) ?? new Map<NodeId, ExitRef[]>();
    bySource.set(from, targets);
    targets.set(to, [...(targets.get(to) ?? []), { from, exit }]);
  }
  return [...bySource].flatMap(([from, targets]) => bundlesOf(flow, view, from, targets));
}

function bundlesOf(
  flow: Flow,
  view: StepViewer,
  from: NodeId,
  targets: ReadonlyMap<NodeId, readonly ExitRef[]>,
): readonly ExitBundle[] {
  const known = view(flow, from)?.exits ?? [];
  const rank = ({ exit }: ExitRef) => known.findIndex(({ id }) => id === exit);
  const bundles = [...targets].map(([to, refs]) => {
    const exits = refs.toSorted((a, b) => rank(a) - rank(b));
    const offsets = exits.map((ref) => exitOffset(Math.max(rank(ref), 0), known.length));
    return { to, exits, offsets };
  });
  const room = roomBelow(flow, from, [...targets.keys()]);
  const left = ({ offsets }: { readonly offsets: readonly number[] }) => offsets[0] ?? 0;
  return bundles
    .toSorted((a, b) => left(a) - left(b))
    .map(({ to, exits, offsets }, lane) => ({
      from,
      to,
      exits,
      offsets,
      label: labelOf(
        exits.map((ref) => known[rank(ref)]?.label ?? ref.exit),
        known.length,
      ),
      lane,
      lanes: bundles.length,
      room,
      isBlocked: isBlocked(flow, from, to),
    }));
}

/** Whether a step stands in the column of the target, between it and the step that leads there. */
function isBlocked(flow: Flow, from: NodeId, to: NodeId): boolean {
  const [start, end] = [flow.layout[from], flow.layout[to]];
  if (start === undefined || end === undefined) return false;
  return Object.entries(flow.layout).some(
    ([id, place]) =>
      id !== from &&
      id !== to &&
      place.y > start.y &&
      place.y + STEP_HEIGHT <= end.y &&
      Math.abs(place.x - end.x) < STEP_WIDTH / 2 + GRID,
  );
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

/** Where a bundle's edge begins, from its step's left edge: in the middle of its exits. */
export function middleOf(offsets: readonly number[]): number {
  return ((offsets[0] ?? 0) + (offsets.at(-1) ?? 0)) / 2;
}
