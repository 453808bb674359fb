import { Flow } from "@fairflow/flow";

/** One change from version to version: the settings of a node as they were before, or how the drawing is put back. */
export type VersionChange = { readonly note: string } & (
  | { readonly node: string; readonly before: Readonly<Record<string, unknown>> }
  | { readonly undo: (flow: Flow) => Flow }
);

export interface NotedFlow {
  readonly flow: Flow;
  readonly note: string;
}

/** The versions that led to the live one, the oldest first: each lacks the changes that came after it. */
export function versionsBefore(
  live: Flow,
  changes: readonly VersionChange[],
): readonly NotedFlow[] {
  return [{ note: "The first version" }, ...changes].map(({ note }, index) => ({
    note,
    flow: changes.slice(index).reduce(undo, live),
  }));
}

function undo(flow: Flow, change: VersionChange): Flow {
  if ("undo" in change) return change.undo(flow);
  const { node, before } = change;
  return Flow.parse({
    ...flow,
    nodes: flow.nodes.map((each) =>
      each.id === node ? { ...each, config: { ...each.config, ...before } } : each,
    ),
  });
}
