import type { Position } from "@fairflow/flow";

/** Every step has the same size in flow units, so nothing has to be measured and unseen steps need no DOM. */
export const STEP_WIDTH = 232;
export const STEP_HEIGHT = 88;
export const GAP_X = 48;
export const GAP_Y = 72;
export const GRID = 8;

/** Where an exit leaves its step, from the step's left edge. */
export function exitOffset(index: number, count: number): number {
  return (STEP_WIDTH * (index + 1)) / (count + 1);
}

export function snap({ x, y }: Position): Position {
  return { x: Math.round(x / GRID) * GRID, y: Math.round(y / GRID) * GRID };
}

function overlaps(a: Position, b: Position): boolean {
  return Math.abs(a.x - b.x) < STEP_WIDTH + GRID && Math.abs(a.y - b.y) < STEP_HEIGHT + GRID;
}

/** Moves a place to the right until no step stands on it. */
export function freePlace(wanted: Position, taken: readonly Position[]): Position {
  let place = snap(wanted);
  // Each round passes at least one step, so there are at most as many rounds as steps.
  for (let round = 0; round <= taken.length; round += 1) {
    const inTheWay = taken.find((other) => overlaps(place, other));
    if (inTheWay === undefined) return place;
    place = snap({ x: inTheWay.x + STEP_WIDTH + GAP_X, y: place.y });
  }
  return place;
}

/** The nearer of the free places to the right and to the left. */
export function freePlaceBeside(wanted: Position, taken: readonly Position[]): Position {
  const mirrored = ({ x, y }: Position): Position => ({ x: -x, y });
  const right = freePlace(wanted, taken);
  const left = mirrored(freePlace(mirrored(wanted), taken.map(mirrored)));
  return Math.abs(left.x - wanted.x) < Math.abs(right.x - wanted.x) ? left : right;
}
