import {
  graphOf,
  moveNodes,
  reachableFrom,
  targetOf,
  type ExitRef,
  type Flow,
  type NodeId,
  type Position,
} from "@fairflow/flow";
import { exitOffset, freePlace, GAP_X, GAP_Y, STEP_HEIGHT, STEP_WIDTH } from "./geometry.ts";

export interface Placement {
  readonly position: Position;
  /** The flow with room made: what follows has moved down where it stood too close, and nothing else. */
  readonly flow: Flow;
}

/**
 * Finds the place of a step that is put behind an exit.
 *
 * @param exits the ids of the exits of `after.from` that must lead somewhere, in order; what else leads on stands to their right
 */
export function placeAfter(flow: Flow, after: ExitRef, exits: readonly string[]): Placement {
  const source = flow.layout[after.from] ?? { x: 0, y: 0 };
  const target = targetOf(flow, after);
  const targetPlace = target === undefined ? undefined : flow.layout[target];
  const y = source.y + STEP_HEIGHT + GAP_Y;

  if (target === undefined || targetPlace === undefined || targetPlace.y <= source.y) {
    const found = exits.indexOf(after.exit);
    const index = found === -1 ? exits.length : found;
    // The first branch goes straight on; the others stand beside it, from left to right.
    const spread = index * (STEP_WIDTH + GAP_X);
    const wanted = { x: source.x + spread, y };
    return { position: freePlace(wanted, Object.values(flow.layout)), flow };
  }

  const missing = y + STEP_HEIGHT + GAP_Y - targetPlace.y;
  const roomy = missing > 0 ? pushDown(flow, target, { from: targetPlace.y, by: missing }) : flow;
  const x = exits.length > 1 ? targetPlace.x : source.x;
  return { position: freePlace({ x, y }, placesBut(roomy, target)), flow: roomy };
}

/** Where a step goes that is joined to nothing: below everything, under the leftmost. */
export function placeAlone(flow: Flow): Position {
  const places = Object.values(flow.layout);
  if (places.length === 0) return { x: 0, y: 0 };
  return {
    x: Math.min(...places.map(({ x }) => x)),
    y: Math.max(...places.map(({ y }) => y)) + STEP_HEIGHT + GAP_Y,
  };
}

/** Where a step goes that people come to from anywhere: at the right of everything, beside what comes after the start. */
export function placeAside(flow: Flow): Position {
  const places = Object.values(flow.layout);
  if (places.length === 0) return { x: 0, y: 0 };
  return {
    x: Math.max(...places.map(({ x }) => x)) + STEP_WIDTH + 2 * GAP_X,
    y: Math.min(...places.map(({ y }) => y)) + STEP_HEIGHT + GAP_Y,
  };
}

/** The middle of the open end of an exit, in flow coordinates. */
export function openEndAt(place: Position, index: number, count: number): Position {
  return { x: place.x + exitOffset(index, count), y: place.y + STEP_HEIGHT + 34 };
}

function pushDown(
  flow: Flow,
  root: NodeId,
  shift: { readonly from: number; readonly by: number },
): Flow {
  const below = [...reachableFrom(graphOf(flow), [root])].flatMap((id) => {
    const place = flow.layout[id];
    return place === undefined || place.y < shift.from
      ? []
      : [[id, { x: place.x, y: place.y + shift.by }] as const];
  });
  return moveNodes(flow, new Map(below));
}

function placesBut(flow: Flow, id: NodeId): readonly Position[] {
  return Object.entries(flow.layout).flatMap(([key, place]) => (key === id ? [] : [place]));
}
