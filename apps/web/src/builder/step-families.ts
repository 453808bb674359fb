import type { Catalog, Family, NodeDefinition } from "@fairflow/interpreter";

const FAMILIES: readonly (readonly [Family, string])[] = [
  ["trigger", "Begin"],
  ["message", "Messages"],
  ["wait", "Waiting"],
  ["decision", "Decisions"],
  ["action", "Actions"],
  ["human", "People"],
  ["exit", "Ends"],
];

export interface StepFamily {
  readonly family: Family;
  readonly label: string;
  readonly definitions: readonly NodeDefinition[];
}

/** The step types as the palette shows them, family by family. */
export function familiesOf(catalog: Catalog): readonly StepFamily[] {
  return FAMILIES.flatMap(([family, label]) => {
    const definitions = Object.values(catalog).filter((each) => each.family === family);
    return definitions.length === 0 ? [] : [{ family, label, definitions }];
  });
}

/** Why a step of this type cannot be added now; undefined when it can. */
export function reasonAgainst(
  definition: NodeDefinition,
  flow: { readonly nodes: readonly { readonly type: string }[] },
): string | undefined {
  if (definition.role === "step") return undefined;
  return flow.nodes.some(({ type }) => type === definition.type)
    ? `A flow has one “${definition.title}”`
    : undefined;
}

/** Whether a step of this type has no way out, so that nothing can follow it. */
export function endsFlow(definition: NodeDefinition): boolean {
  const binding = definition.bind(Object.fromEntries(Object.entries(Object(definition.defaults))));
  return binding.ok && binding.node.exits.length === 0;
}
