import type { Position } from "@fairflow/flow";
import { STEP_WIDTH } from "./geometry.ts";

export interface EdgeEnds {
  readonly source: Position;
  readonly target: Position;
  /** The left edge of the step that it leaves. */
  readonly left: number;
  /** How deep below the step it turns, from 0 on, and how many depths the step's edges have. */
  readonly depth: number;
  readonly depths: number;
  /** The room below the step in which its edges turn. */
  readonly room: number;
  /** Where across it turns down, or back up, if it has to go round; undefined where it may go straight. */
  readonly rail: number | undefined;
}

export interface EdgeRoute {
  /** The corners of the edge, its ends included. */
  readonly points: readonly Position[];
  /** Where the name and the plus stand. */
  readonly label: Position;
}

/** How far above its target an edge that goes round comes back. */
export const ARRIVE = 24;
/** How far from where it leaves its step the name of an edge stands, if it has the room. */
const REACH = 76;
/** How near to a step an edge turns: a name that stands there does not touch it. */
const NEAR = 14;

/**
 * An edge turns sideways just below its step, where nothing stands, and not half-way, where it would cross other steps. An
 * edge that leads back up, or past a step that stands in between, goes round.
 */
export function edgeRoute(ends: EdgeEnds): EdgeRoute {
  const { source, target, depth, depths, room } = ends;
  const margin = Math.min(NEAR, room * 0.3);
  const drop = depths === 1 ? room / 2 : margin + ((room - 2 * margin) * depth) / (depths - 1);
  const isBelow = isBelowStep(ends);
  const bendY = isBelow ? Math.min(source.y + drop, target.y - 12) : source.y + drop;
  const to = turnsDownAt(ends);
  const shift = Math.sign(to - source.x) * Math.min(Math.abs(to - source.x) / 2, REACH);
  const label = { x: source.x + shift, y: bendY };
  const start = [source, { x: source.x, y: bendY }, { x: to, y: bendY }];
  if (!goesRound(ends)) return { points: [...start, target], label };
  const arriveY = target.y - ARRIVE;
  return { points: [...start, { x: to, y: arriveY }, { x: target.x, y: arriveY }, target], label };
}

type Ends = Pick<EdgeEnds, "source" | "target" | "rail">;

/** How far across an edge goes before it turns down, or up, again. */
export function turnsDownAt(ends: Ends): number {
  return ends.rail ?? (isBelowStep(ends) ? ends.target.x : besideBoth(ends));
}

function goesRound(ends: Ends): boolean {
  return ends.rail !== undefined || !isBelowStep(ends);
}

/** While a step is dragged nobody looks for the best way round. */
function besideBoth({ source, target }: Ends): number {
  return Math.max(source.x, target.x) + STEP_WIDTH / 2 + 24;
}

function isBelowStep({ source, target }: Ends): boolean {
  return target.y - source.y >= ARRIVE;
}

/** An SVG path through points, with round corners. */
export function roundedPath(points: readonly Position[], radius: number): string {
  return points
    .map((point, index) => {
      const [before, after] = [points[index - 1], points[index + 1]];
      if (before === undefined) return `M ${point.x} ${point.y}`;
      if (after === undefined) return `L ${point.x} ${point.y}`;
      const room = Math.min(radius, distance(before, point) / 2, distance(point, after) / 2);
      const [enter, leave] = [toward(point, before, room), toward(point, after, room)];
      return `L ${enter.x} ${enter.y} Q ${point.x} ${point.y} ${leave.x} ${leave.y}`;
    })
    .join(" ");
}

function distance(a: Position, b: Position): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}

function toward(from: Position, to: Position, by: number): Position {
  const length = distance(from, to);
  if (length === 0) return from;
  return {
    x: from.x + ((to.x - from.x) * by) / length,
    y: from.y + ((to.y - from.y) * by) / length,
  };
}
