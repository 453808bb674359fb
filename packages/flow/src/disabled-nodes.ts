import type { Flow, FlowNode, NodeId } from "./flow.ts";

/** Lets everybody pass these nodes at once; their settings and ways out stay as they are. */
export function disableNodes(flow: Flow, ids: ReadonlySet<NodeId>): Flow {
  return changed(flow, ids, (node) =>
    node.disabled === true ? node : { ...node, disabled: true },
  );
}

export function enableNodes(flow: Flow, ids: ReadonlySet<NodeId>): Flow {
  return changed(flow, ids, (node) => {
    if (node.disabled === undefined) return node;
    const { disabled: _mark, ...enabled } = node;
    return enabled;
  });
}

/** Nodes that stay as they are keep their identity, and so does a flow of which all do. */
function changed(flow: Flow, ids: ReadonlySet<NodeId>, change: (node: FlowNode) => FlowNode): Flow {
  const nodes = flow.nodes.map((node) => (ids.has(node.id) ? change(node) : node));
  return nodes.every((node, index) => node === flow.nodes[index]) ? flow : { ...flow, nodes };
}
