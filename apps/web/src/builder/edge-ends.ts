import type { ExitRef, Flow, NodeId } from "@fairflow/flow";
import type { EdgeEnds } from "./edge-route.ts";
import { STEP_HEIGHT, STEP_WIDTH } from "./geometry.ts";

/** Ways out of one step that lead to one step, and how their edge goes. */
export interface RoutedBundle {
  readonly from: NodeId;
  readonly to: NodeId;
  readonly exits: readonly ExitRef[];
  /** What the edge is called; undefined for a step's only way out. */
  readonly label: string | undefined;
  /** Where each exit leaves, from the step's left edge. */
  readonly offsets: readonly number[];
  /** How many edges the step has. */
  readonly lanes: number;
  /** How deep below the step it turns, from 0 on, and how many depths the step's edges have. */
  readonly depth: number;
  readonly depths: number;
  /** The room between the step and the nearest that it leads down to. */
  readonly room: number;
  /** Where across, from the step's left edge, it turns down if it has to go round; undefined where it may go straight. */
  readonly rail: number | undefined;
}

/** Where the edge of a drawing begins and ends; undefined where one of its steps has no place. */
export function endsOf({ layout }: Flow, bundle: RoutedBundle): EdgeEnds | undefined {
  const [start, end] = [layout[bundle.from], layout[bundle.to]];
  if (start === undefined || end === undefined) return undefined;
  return {
    ...bundle,
    ...(bundle.rail === undefined ? {} : { rail: start.x + bundle.rail }),
    left: start.x,
    source: { x: start.x + middleOf(bundle.offsets), y: start.y + STEP_HEIGHT },
    target: { x: end.x + STEP_WIDTH / 2, y: end.y },
  };
}

/** Where a bundle's edge begins, from its step's left edge: in the middle of its exits. */
export function middleOf(offsets: readonly number[]): number {
  return ((offsets[0] ?? 0) + (offsets.at(-1) ?? 0)) / 2;
}
