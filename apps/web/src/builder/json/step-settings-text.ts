import { parseFlowText, type Flow, type FlowNode, type NodeId } from "@fairflow/flow";

export type ReadSettings =
  | { readonly ok: true; readonly config: FlowNode["config"] }
  | { readonly ok: false; readonly problem: string };

/** Reads the settings of a step from text, as they would stand in the flow; what a flow refuses is refused here too. */
export function readSettings(text: string, flow: Flow, id: NodeId): ReadSettings {
  let config: unknown;
  try {
    config = JSON.parse(text);
  } catch (error) {
    return { ok: false, problem: error instanceof Error ? error.message : "This is not JSON" };
  }
  const nodes = flow.nodes.map((node) => (node.id === id ? { ...node, config } : node));
  const index = nodes.findIndex((node) => node.id === id);
  const parsed = parseFlowText(JSON.stringify({ ...flow, nodes }));
  if (!parsed.ok) {
    const [first] = parsed.problems;
    const where = first?.path.replace(`nodes[${index}].config`, "").replace(/^\./, "") ?? "";
    return { ok: false, problem: `${where === "" ? "" : `${where}: `}${first?.message ?? ""}` };
  }
  const read = parsed.flow.nodes[index];
  return read === undefined
    ? { ok: false, problem: "The step is gone" }
    : { ok: true, config: read.config };
}
