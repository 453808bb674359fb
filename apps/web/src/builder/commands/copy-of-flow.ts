import { renameFlow, type Flow } from "@fairflow/flow";
import type { FlowExport } from "@fairflow/interpreter";

/**
 * A flow of its own with the same content; segments and templates are the installation's and stay where they are.
 *
 * @param copy which copy it is, from 1
 */
export function copyBefore(
  flow: Flow,
  copy = 1,
): { readonly name: string; readonly from: FlowExport } {
  const name = `${flow.name.slice(0, 105)} ${copy === 1 ? "(copy)" : `(copy ${copy})`}`;
  return {
    name,
    from: {
      schema: "fairflow.export/1",
      flow: renameFlow(flow, name),
      segments: [],
      templates: [],
    },
  };
}
