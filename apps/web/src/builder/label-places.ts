import type { Position } from "@fairflow/flow";
import { STEP_HEIGHT, STEP_WIDTH } from "./geometry.ts";

/** An edge with what stands on it: its name and its plus. */
export interface NamedEdge {
  /** Its corners, its ends included. */
  readonly points: readonly Position[];
  /** Where the name would stand if it were alone. */
  readonly label: Position;
  readonly width: number;
  /** How wide a place it is given where there is one: numbers may come to stand beside it. */
  readonly roomy: number;
}

/** The height of a name, and of a plus. */
const HEIGHT = 24;
/** Between two names, and between a name and a step. */
const APART = 2;
/** So much of a name's width stays on its edge. */
const ON_EDGE = 14;
const PACE = 8;
/** A plus on a stub, with its name below. */
const [OPEN_END_WIDTH, OPEN_END_HEIGHT] = [44, 62];
/** So much lower stands a name that has no room beside its neighbours. */
export const LOWER = 16;
/** A name further away than this would not be looked for there. */
const [FAR_ACROSS, FAR_DOWN] = [220, 200];
/** What a line costs that a name covers, as if it stood so many pixels further off. */
const COVERS_LINE = 24;

/** Where a way out that leads nowhere leaves its step, and the name below its plus. */
export interface OpenEnd extends Position {
  readonly width: number;
  readonly isLower: boolean;
}

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/**
 * A place on each edge for its name: as near as it can be to where it would stand alone, without covering another name or a
 * step, and rather not the line of another edge.
 *
 * @param steps the top left corners of all steps
 */
export function labelPlaces(
  edges: readonly NamedEdge[],
  steps: readonly Position[],
  openEnds: readonly OpenEnd[] = [],
): readonly Position[] {
  const places = new Map<number, Position>();
  const taken: Box[] = [
    ...steps.map(({ x, y }) => ({
      left: x,
      right: x + STEP_WIDTH,
      top: y,
      bottom: y + STEP_HEIGHT,
    })),
    ...openEnds.map(({ x, y, width, isLower }) => ({
      left: x - Math.max(OPEN_END_WIDTH, width) / 2,
      right: x + Math.max(OPEN_END_WIDTH, width) / 2,
      top: y,
      bottom: y + OPEN_END_HEIGHT + (isLower ? LOWER : 0),
    })),
  ];
  const lines = edges.map(({ points }) => linesOf(points));
  // Whoever has the least room chooses first.
  const inTurn = [...edges.keys()].toSorted((a, b) => across(edges[a]) - across(edges[b]));
  for (const index of inTurn) {
    const edge = edges[index];
    if (edge === undefined) continue;
    const around = areaOf(edge);
    const near = taken.filter((box) => touch(box, around));
    const others = lines.flatMap((line, other) =>
      other === index ? [] : line.filter((box) => touch(box, around)),
    );
    const wide = bestPlace({ ...edge, width: edge.roomy }, near, others);
    const place = wide ?? bestPlace(edge, near, others) ?? edge.label;
    places.set(index, place);
    taken.push(boxAt(place, wide === undefined ? edge.width : edge.roomy, APART));
  }
  return edges.map(({ label }, index) => places.get(index) ?? label);
}

function bestPlace(
  edge: NamedEdge,
  near: readonly Box[],
  others: readonly Box[],
): Position | undefined {
  let best: { readonly place: Position; readonly cost: number } | undefined;
  for (const place of [edge.label, ...placesOn(edge)]) {
    const away = Math.abs(place.x - edge.label.x) + 1.5 * Math.abs(place.y - edge.label.y);
    if (best !== undefined && away >= best.cost) continue;
    const box = boxAt(place, edge.width, 0);
    if (near.some((other) => touch(other, box))) continue;
    const covered = others.filter((line) => touch(line, box)).length;
    const cost = away + covered * COVERS_LINE;
    if (best === undefined || cost < best.cost) best = { place, cost };
    if (cost === 0) break;
  }
  return best?.place;
}

/** Along the edge, and so far beside it that a part of the name still stands on it. */
function* placesOn({ points, width }: NamedEdge): Generator<Position> {
  const [source] = points;
  if (source === undefined) return;
  const beside = Math.max(0, width / 2 - ON_EDGE);
  for (const [index, end] of points.entries()) {
    const begin = points[index - 1];
    if (begin === undefined) continue;
    if (begin.y === end.y) {
      const [left, right] = [Math.min(begin.x, end.x) - beside, Math.max(begin.x, end.x) + beside];
      for (let x = Math.max(left, source.x - FAR_ACROSS); x <= right; x += PACE) {
        if (x > source.x + FAR_ACROSS) break;
        yield { x, y: begin.y };
      }
      continue;
    }
    const [top, bottom] = [
      Math.min(begin.y, end.y) + HEIGHT / 2,
      Math.max(begin.y, end.y) - HEIGHT / 2,
    ];
    for (let y = Math.max(top, source.y); y <= Math.min(bottom, source.y + FAR_DOWN); y += PACE) {
      for (let x = begin.x - beside; x <= begin.x + beside; x += PACE) yield { x, y };
    }
  }
}

/** How far an edge goes across. */
function across(edge: NamedEdge | undefined): number {
  const xs = edge?.points.map(({ x }) => x) ?? [];
  return Math.max(...xs) - Math.min(...xs);
}

function areaOf({ points, label, width, roomy }: NamedEdge): Box {
  const { x, y } = points[0] ?? label;
  return {
    left: x - FAR_ACROSS - Math.max(width, roomy),
    right: x + FAR_ACROSS + Math.max(width, roomy),
    top: y - HEIGHT,
    bottom: y + FAR_DOWN + HEIGHT,
  };
}

function linesOf(points: readonly Position[]): readonly Box[] {
  return points.slice(1).map((end, index) => {
    const begin = points[index] ?? end;
    return {
      left: Math.min(begin.x, end.x),
      right: Math.max(begin.x, end.x),
      top: Math.min(begin.y, end.y),
      bottom: Math.max(begin.y, end.y),
    };
  });
}

function boxAt({ x, y }: Position, width: number, apart: number): Box {
  return {
    left: x - width / 2 - apart,
    right: x + width / 2 + apart,
    top: y - HEIGHT / 2 - apart,
    bottom: y + HEIGHT / 2 + apart,
  };
}

function touch(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}
