import type { Exit } from "@fairflow/interpreter";
import { STEP_WIDTH } from "./geometry.ts";

/** The name below a way out that leads nowhere. */
export interface OpenEndName {
  /** What it may take up across, at most. */
  readonly room: number;
  /** About how much it takes up. */
  readonly width: number;
  /** Where names would touch each other, every other one stands a line lower. */
  readonly isLower: boolean;
}

const [LETTER_PX, APART_PX] = [5.8, 6];
/** Short enough names stand closer than a plus is broad; no name is cut to less than this. */
const LEAST_ROOM_PX = 44;

export function openEndName(exits: readonly Exit[], index: number): OpenEndName {
  const pitch = STEP_WIDTH / (exits.length + 1);
  const isTight = exits.length > 1 && exits.some(({ label }) => widthOf(label) > pitch - APART_PX);
  const room = Math.max(pitch * (isTight ? 2 : 1) - APART_PX, LEAST_ROOM_PX);
  const width = exits.length < 2 ? 0 : Math.min(widthOf(exits[index]?.label ?? ""), room);
  return { room, width, isLower: isTight && index % 2 === 1 };
}

function widthOf(label: string): number {
  return label.length * LETTER_PX;
}
