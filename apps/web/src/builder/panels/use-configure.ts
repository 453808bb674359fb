import { configureNode, type FlowNode } from "@fairflow/flow";
import { useBuilder } from "../builder-context.ts";
import { definitionOf, type StepView } from "../step-view.ts";

/**
 * Changes a step's settings as one edit of the draft.
 *
 * @returns a function whose `path` says where they change: further changes there join the same entry of the undo list
 */
export function useConfigure(
  node: FlowNode,
  view: StepView,
): (config: FlowNode["config"], path: string) => void {
  const { catalog, document } = useBuilder();
  return (config, path) => {
    const { flow, apply } = document.getState();
    const binding = definitionOf(catalog, node.type)?.bind(config);
    // While the settings do not fit, the ways out cannot be known: the edges that are drawn stay.
    const exits =
      binding?.ok === true
        ? binding.node.exits.map(({ id }) => id)
        : flow.edges.flatMap(({ from, exit }) => (from === node.id ? [exit] : []));
    apply({
      label: `Change “${view.title}”`,
      key: `config ${node.id} ${path}`,
      flow: configureNode(flow, node.id, { config, exits }),
    });
  };
}
