import type { NodeId } from "@fairflow/flow";
import { advance, type Advanced } from "../advance.ts";
import type { CompiledFlow } from "../compile.ts";
import type { RunEvent } from "../run-event.ts";
import { newRun, type Run } from "../run.ts";
import type { Facts } from "../walk.ts";
import { toyFacts } from "./toy-flow.ts";

/** A Monday, 10:00 in Johannesburg. */
export const T0 = Date.UTC(2026, 2, 2, 8);
export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;

/** A run after one event; the clock stands still unless told otherwise. */
export function on(
  flow: CompiledFlow,
  run: Run,
  event: RunEvent,
  nowMs = T0,
  facts: Facts = toyFacts(),
): Advanced {
  return advance(flow, run, { facts, event, nowMs });
}

export function started(flow: CompiledFlow, facts: Facts = toyFacts()): Advanced {
  return on(flow, newRun(T0), { kind: "start" }, T0, facts);
}

/** The steps as node, entered, left. */
export function ways({ steps }: Advanced): readonly (readonly [NodeId, boolean, string | null])[] {
  return steps.map(({ node, entered, left }) => [node, entered, left]);
}

/** @throws RangeError where the flow has no such node */
export function nodeAt(flow: CompiledFlow, id: string): NodeId {
  const found = [...flow.nodes.keys()].find((node) => node === id);
  if (found === undefined) throw new RangeError(`No node ${id}`);
  return found;
}
