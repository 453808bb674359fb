/** Where an edge leaves its step, and how far across it goes before it turns down again. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** An edge that goes no further across than this goes straight down. */
const STRAIGHT = 2;

/**
 * How deep below its step each edge turns, from 0 on. Edges that pass each other take different depths, the one whose leg
 * stands within the other's way across first, so that none crosses another that it need not; those that go apart share one.
 */
export function edgeDepths(spans: readonly Span[]): readonly number[] {
  const depths = spans.map(() => 0);
  const waiting = new Set([...spans.keys()].filter((index) => !isStraight(spans[index])));
  const done: number[] = [];
  while (waiting.size > 0) {
    const next = firstFree(spans, [...waiting]);
    waiting.delete(next);
    const passed = done.filter((other) => meet(spans[next], spans[other]));
    depths[next] = Math.max(-1, ...passed.map((other) => depths[other] ?? 0)) + 1;
    done.push(next);
  }
  return depths;
}

/** One in whose way across no leg of another stands that waits; where each stands in another's, the first. */
function firstFree(spans: readonly Span[], waiting: readonly number[]): number {
  const free = waiting.find((index) =>
    waiting.every((other) => other === index || !standsIn(spans[other], spans[index])),
  );
  return free ?? waiting[0] ?? 0;
}

/** Whether the leg of one edge stands in the way across of another. */
function standsIn(one: Span | undefined, other: Span | undefined): boolean {
  if (one === undefined || other === undefined) return false;
  const [left, right] = ends(other);
  return one.from > left && one.from < right;
}

function meet(one: Span | undefined, other: Span | undefined): boolean {
  if (one === undefined || other === undefined) return false;
  const [left, right] = ends(one);
  const [begin, end] = ends(other);
  return left < end && begin < right;
}

function isStraight(span: Span | undefined): boolean {
  return span === undefined || Math.abs(span.to - span.from) <= STRAIGHT;
}

function ends({ from, to }: Span): readonly [number, number] {
  return [Math.min(from, to), Math.max(from, to)];
}
