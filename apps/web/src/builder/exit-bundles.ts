import type { ExitRef, Flow, NodeId, Position } from "@fairflow/flow";
import { exitOffset, GAP_Y, GRID, STEP_HEIGHT, STEP_WIDTH } from "./geometry.ts";
import { perFlow } from "./per-flow.ts";
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
  return [...bySource].flatMap(([from, targets]) =>
    bundlesOf({ flow, view, columns }, from, targets),
  );
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
): readonly ExitBundle[] {
  const exitsHere = view(flow, from)?.exits ?? [];
  const rank = ({ exit }: ExitRef) => exitsHere.findIndex(({ id }) => id === exit);
  const bundles = [...targets].map(([to, refs]) => {
    const exits = refs.toSorted((a, b) => rank(a) - rank(b));
    const offsets = exits.map((ref) => exitOffset(Math.max(rank(ref), 0), exitsHere.length));
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
        exits.map((ref) => exitsHere[rank(ref)]?.label ?? ref.exit),
        exitsHere.length,
      ),
      lane,
      lanes: bundles.length,
      room,
      isBlocked: isBlocked(flow, columns, { from, to }),
    }));
}

interface Placed extends Position {
  readonly id: string;
}

/** The steps by where they stand across, each column from top to bottom. */
type Columns = ReadonlyMap<number, readonly Placed[]>;

/** Steps whose places across differ by less stand in each other's way. */
const COLUMN = STEP_WIDTH / 2 + GRID;

function columnsOf({ layout }: Flow): Columns {
  const placed = Object.entries(layout).map(([id, { x, y }]): Placed => ({ id, x, y }));
  const columns = Map.groupBy(placed, columnOf);
  return new Map(
    [...columns].map(([column, steps]) => [column, steps.toSorted((a, b) => a.y - b.y)]),
  );
}

function columnOf({ x }: Position): number {
  return Math.floor(x / COLUMN);
}

/** Whether a step stands in the column of the target, between it and the step that leads there. */
function isBlocked(
  { layout }: Flow,
  columns: Columns,
  { from, to }: { readonly from: NodeId; readonly to: NodeId },
): boolean {
  const [start, end] = [layout[from], layout[to]];
  if (start === undefined || end === undefined) return false;
  const middle = columnOf(end);
  return [middle - 1, middle, middle + 1].some((column) => {
    const steps = columns.get(column) ?? [];
    for (let index = firstBelow(steps, start.y); index < steps.length; index += 1) {
      const step = steps[index];
      if (step === undefined || step.y + STEP_HEIGHT > end.y) return false;
      if (step.id !== from && step.id !== to && Math.abs(step.x - end.x) < COLUMN) return true;
    }
    return false;
  });
}

/** The first of them that stands lower, found by halving. */
function firstBelow(steps: readonly Placed[], y: number): number {
  let [low, high] = [0, steps.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((steps[middle]?.y ?? 0) > y) high = middle;
    else low = middle + 1;
  }
  return low;
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
