import type { Position } from "@fairflow/flow";
import { STEP_WIDTH } from "./geometry.ts";

export interface EdgeEnds {
  readonly source: Position;
  readonly target: Position;
  /** Which of the step's edges this is, from left to right, and how many there are. */
  readonly lane: number;
  readonly lanes: number;
  /** The room below the step in which its edges turn. */
  readonly room: number;
  /** Whether a step stands between the two ends. */
  readonly isBlocked: boolean;
}

export interface EdgeRoute {
  /** The corners of the edge, its ends included. */
  readonly points: readonly Position[];
  /** Where the name and the plus stand. */
  readonly label: Position;
}

/** How far above its target an edge that goes round comes back. */
const ARRIVE = 24;
/** How far from its step's middle the name of an edge may stand. */
const REACH = 76;
/** Where an edge passes beside steps: half-way between two columns. */
const BESIDE = STEP_WIDTH / 2 + 24;

/**
 * An edge turns sideways just below its step, where nothing stands, and not half-way, where it would cross other steps.
 * Edges of one step each have a height of their own, so that their names never cover one another. An edge that leads back
 * up, or past a step that stands in between, goes round.
 */
export function edgeRoute(ends: EdgeEnds): EdgeRoute {
  const { source, target, lane, lanes, room, isBlocked } = ends;
  const margin = room * 0.3;
  const drop = lanes === 1 ? room / 2 : margin + ((room - 2 * margin) * lane) / (lanes - 1);
  const fall = target.y - source.y;
  const isBelow = fall >= ARRIVE;
  const bendY = isBelow ? Math.min(source.y + drop, target.y - 12) : source.y + drop;
  const round = isBlocked || !isBelow ? railOf(source, target, isBelow) : undefined;

  const to = round ?? target.x;
  const shift = Math.sign(to - source.x) * Math.min(Math.abs(to - source.x) / 2, REACH);
  const label = { x: source.x + shift, y: bendY };
  const start = [source, { x: source.x, y: bendY }, { x: to, y: bendY }];
  if (round === undefined) return { points: [...start, target], label };
  const arriveY = target.y - ARRIVE;
  return { points: [...start, { x: to, y: arriveY }, { x: target.x, y: arriveY }, target], label };
}

/** The column beside which an edge goes round. */
function railOf(source: Position, target: Position, isBelow: boolean): number {
  const goesRight = source.x >= target.x;
  if (!isBelow) return Math.max(source.x, target.x) + BESIDE;
  return goesRight ? Math.max(source.x, target.x + BESIDE) : Math.min(source.x, target.x - BESIDE);
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
