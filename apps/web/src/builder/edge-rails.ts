import type { Flow, Position } from "@fairflow/flow";
import { ARRIVE, type EdgeEnds } from "./edge-route.ts";
import { GRID, STEP_HEIGHT, STEP_WIDTH } from "./geometry.ts";

/** The steps by where they stand across, each column from top to bottom. */
export type Columns = ReadonlyMap<number, readonly Position[]>;

type Ends = Pick<EdgeEnds, "source" | "target" | "left">;

/** How far beside a step an edge passes it. */
const BESIDE = 24;
const COLUMN = STEP_WIDTH / 2 + GRID;
/** What it costs to run through a step, as if it were a way of so many pixels. */
const THROUGH = 10_000;

export function columnsOf({ layout }: Flow): Columns {
  const columns = Map.groupBy(Object.values(layout), ({ x }) => columnOf(x));
  return new Map(
    [...columns].map(([column, steps]) => [column, steps.toSorted((a, b) => a.y - b.y)]),
  );
}

/**
 * Where across an edge turns down, or back up, if it has to go round: past steps that stand between its ends, by the shortest
 * way that runs through none. Undefined for an edge that may go straight down to its end.
 */
export function railOf(columns: Columns, { source, target, left }: Ends): number | undefined {
  const isBelow = target.y - source.y >= ARRIVE;
  const [top, bottom] = isBelow ? [source.y, target.y] : [target.y - ARRIVE, source.y + ARRIVE];
  if (isBelow && stepsAt(columns, target.x, { top, bottom }) === 0) return undefined;
  const beside = [
    target.x + STEP_WIDTH / 2 + BESIDE,
    target.x - STEP_WIDTH / 2 - BESIDE,
    left + STEP_WIDTH + BESIDE,
    left - BESIDE,
  ];
  const [first] = beside
    .map((x) => ({ x, cost: wayBy(x) + THROUGH * stepsAt(columns, x, { top, bottom }) }))
    .toSorted((a, b) => a.cost - b.cost);
  return first?.x;

  function wayBy(x: number): number {
    return Math.abs(x - source.x) + Math.abs(x - target.x);
  }
}

/** How many steps a line down would run through. */
function stepsAt(
  columns: Columns,
  x: number,
  { top, bottom }: { readonly top: number; readonly bottom: number },
): number {
  const last = columnOf(x);
  let found = 0;
  // A step that stands at `x` begins in this column or in one of the two before.
  for (const column of [last - 2, last - 1, last, last + 1]) {
    const steps = columns.get(column) ?? [];
    for (let index = firstBelow(steps, top - STEP_HEIGHT); index < steps.length; index += 1) {
      const step = steps[index];
      if (step === undefined || step.y >= bottom) break;
      if (x > step.x - GRID && x < step.x + STEP_WIDTH + GRID) found += 1;
    }
  }
  return found;
}

function columnOf(x: number): number {
  return Math.floor(x / COLUMN);
}

/** The first of them that stands lower, found by halving. */
function firstBelow(steps: readonly Position[], y: number): number {
  let [low, high] = [0, steps.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((steps[middle]?.y ?? 0) > y) high = middle;
    else low = middle + 1;
  }
  return low;
}
