import type { NodeId } from "@fairflow/flow";
import type { Advanced } from "../advance.ts";
import type { CompiledFlow } from "../compile.ts";
import type { Simulated } from "./traveller.ts";

/** What passed through one node: entered = the sum of `exits` + present (I8). */
export interface NodeTally {
  readonly entered: number;
  /** By way out: an exit, `ended:<reason>` or `interrupted`. */
  readonly exits: ReadonlyMap<string, number>;
  readonly present: number;
}

export interface Tally {
  readonly enrol: () => void;
  readonly add: (advanced: Advanced) => void;
  readonly result: () => Simulated;
}

interface Counts {
  entered: number;
  left: number;
  readonly exits: Map<string, number>;
}

export function createTally(flow: CompiledFlow): Tally {
  const counts = new Map<NodeId, Counts>();
  for (const id of flow.nodes.keys()) counts.set(id, { entered: 0, left: 0, exits: new Map() });
  const ended = new Map<string, number>();
  let [runs, steps, parked] = [0, 0, 0];
  return {
    enrol: () => {
      runs += 1;
    },
    add: ({ run, steps: made }) => {
      for (const { node, entered, left } of made) {
        const count = counts.get(node);
        if (count === undefined) continue;
        if (entered) {
          count.entered += 1;
          steps += 1;
        }
        if (left !== null) {
          count.left += 1;
          increase(count.exits, left);
        }
      }
      if (run.ended !== null) increase(ended, run.ended.reason);
      if (run.status === "parked") parked += 1;
    },
    result: () => ({
      steps,
      runs,
      parked,
      ended,
      nodes: new Map(
        [...counts].map(([id, { entered, left, exits }]) => [
          id,
          { entered, exits, present: entered - left },
        ]),
      ),
    }),
  };
}

function increase(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
