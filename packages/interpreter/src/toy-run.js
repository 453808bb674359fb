import { advance } from "./advance.ts";
import { newRun } from "./run.ts";
import { toyFacts } from "./toy-flow.ts";
/** A Monday, 10:00 in Johannesburg. */
export const T0 = Date.UTC(2026, 2, 2, 8);
export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;
/** A run after one event; the clock stands still unless told otherwise. */
export function on(flow, run, event, nowMs = T0, facts = toyFacts()) {
  return advance(flow, run, { facts, event, nowMs });
}
export function started(flow, facts = toyFacts()) {
  return on(flow, newRun(T0), { kind: "start" }, T0, facts);
}
/** The steps as node, entered, left. */
export function ways({ steps }) {
  return steps.map(({ node, entered, left }) => [node, entered, left]);
}
/** @throws RangeError where the flow has no such node */
export function nodeAt(flow, id) {
  const found = [...flow.nodes.keys()].find((node) => node === id);
  if (found === undefined) throw new RangeError(`No node ${id}`);
  return found;
}
