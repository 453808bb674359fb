export function createTally(flow) {
  const counts = new Map();
  for (const id of flow.nodes.keys()) counts.set(id, { entered: 0, left: 0, exits: new Map() });
  const ended = new Map();
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
function increase(counts, key) {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
