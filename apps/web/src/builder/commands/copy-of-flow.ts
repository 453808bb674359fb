import { renameFlow, type Flow } from "@fairflow/flow";
import type { FlowExport } from "@fairflow/interpreter";

/** A flow of its own with the same content; segments and templates are the installation's and stay where they are. */
export function copyBefore(flow: Flow): { readonly name: string; readonly from: FlowExport } {
  const name = `${flow.name.slice(0, 110)} (copy)`;
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
