import type { Flow } from "@fairflow/flow";

/** A step as the miniature draws it. */
export interface MiniatureStep {
  readonly id: string;
  readonly type: string;
  readonly x: number;
  readonly y: number;
}

export interface MiniatureWay {
  /** As SVG writes it. */
  readonly path: string;
  /** Whether it leads back or past other steps: many of these would hide the way that most take. */
  readonly isFar: boolean;
}

export interface Miniature {
  readonly steps: readonly MiniatureStep[];
  readonly ways: readonly MiniatureWay[];
  readonly viewBox: string;
}

/** Of a step, along the way and across it. */
export const LENGTH = 120;
export const BREADTH = 90;
const MARGIN = 24;
/** Drawn longer and narrower than on the canvas, whose steps are broad to be read. */
const STRETCH_ALONG = 1.125;
const STRETCH_ACROSS = 0.6;
/** Between two steps, along the way: further than past one other. */
const FAR = 260;

/** A flow as it is drawn on the canvas, turned so that it goes from left to right. Steps without a place are left out. */
export function miniatureOf({ nodes, edges, layout }: Flow): Miniature {
  const steps = nodes.flatMap(({ id, type }): MiniatureStep[] => {
    const place = layout[id];
    return place === undefined
      ? []
      : [{ id, type, x: place.y * STRETCH_ALONG, y: place.x * STRETCH_ACROSS }];
  });
  const byId = new Map(steps.map((step) => [step.id, step]));
  const pairs = new Map(edges.map(({ from, to }) => [`${from} ${to}`, { from, to }]));
  const ways = [...pairs.values()].flatMap(({ from, to }) => {
    const [begin, end] = [byId.get(from), byId.get(to)];
    return begin === undefined || end === undefined ? [] : [wayBetween(begin, end)];
  });
  const [left, top] = [least(steps.map(({ x }) => x)), least(steps.map(({ y }) => y))];
  const width = -least(steps.map(({ x }) => -x)) - left + LENGTH;
  const height = -least(steps.map(({ y }) => -y)) - top + BREADTH;
  const box = [left - MARGIN, top - MARGIN, width + 2 * MARGIN, height + 2 * MARGIN];
  return { steps, ways, viewBox: box.join(" ") };
}

function wayBetween(from: MiniatureStep, to: MiniatureStep): MiniatureWay {
  const [x, y] = [from.x + LENGTH, from.y + BREADTH / 2];
  const [endX, endY] = [to.x, to.y + BREADTH / 2];
  const bend = Math.max(40, Math.abs(endX - x) / 2);
  return {
    path: `M${x} ${y}C${x + bend} ${y} ${endX - bend} ${endY} ${endX} ${endY}`,
    isFar: endX < x || endX - x > FAR,
  };
}

/** Zero of nothing. */
function least(values: readonly number[]): number {
  return values.length === 0 ? 0 : Math.min(...values);
}
