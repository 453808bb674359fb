import type { Flow } from "@fairflow/flow";
import type { Catalog, FlowExport, Library, NodeDefinition, Segment } from "@fairflow/interpreter";
import { catalog } from "@fairflow/nodes";
import type { MessageTemplate } from "@fairflow/template";

export interface FlowReferences {
  readonly segments: ReadonlySet<string>;
  readonly templates: ReadonlySet<string>;
}

/** The segments and templates that the steps of a flow name; steps whose settings cannot be read name none. */
export function referencesOf(flow: Flow): FlowReferences {
  const references = flow.nodes.flatMap(({ type, config }) => {
    const binding = definitionOf(type)?.bind(config);
    return binding?.ok === true ? [binding.node.references] : [];
  });
  return {
    segments: new Set(references.flatMap(({ segments = [] }) => segments)),
    templates: new Set(references.flatMap(({ templates = [] }) => templates.map(({ id }) => id))),
  };
}

/** hasOwn: a type called "constructor" must not find Object's. */
function definitionOf(type: string): NodeDefinition | undefined {
  const definitions: Catalog = catalog;
  return Object.hasOwn(definitions, type) ? definitions[type] : undefined;
}

/** A flow with what it refers to, to take elsewhere. What it names and the library lacks stays unresolved. */
export function exportOf(flow: Flow, library: Library): FlowExport {
  const references = referencesOf(flow);
  return {
    schema: "fairflow.export/1",
    flow,
    segments: found<Segment>(references.segments, library.segments),
    templates: found<MessageTemplate>(references.templates, library.templates),
  };
}

function found<Entry>(ids: ReadonlySet<string>, entries: ReadonlyMap<string, Entry>): Entry[] {
  return [...ids].toSorted().flatMap((id) => {
    const entry = entries.get(id);
    return entry === undefined ? [] : [entry];
  });
}
