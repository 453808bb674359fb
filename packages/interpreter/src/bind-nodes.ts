import type { Fields } from "@fairflow/criteria";
import type { ExitId, Flow, NodeId } from "@fairflow/flow";
import type { BoundNode, Family, NodeDefinition } from "./define-node.ts";
import { passedBy } from "./disabled-node.ts";
import type { Issue } from "./issue.ts";
import type { Library } from "./library.ts";

export type Catalog = Readonly<Record<string, NodeDefinition>>;

export interface CompileInput {
  readonly catalog: Catalog;
  readonly flow: Flow;
  readonly library: Library;
  readonly fields: Fields;
}

export interface Bound {
  readonly type: string;
  readonly role: NodeDefinition["role"];
  readonly family: Family;
  readonly node: BoundNode;
  /** The way out by which everybody passes a disabled node; null where it does its work. */
  readonly passesBy: ExitId | null;
}

/** Reads the settings of every node by its type. Of a disabled one only the way past it counts. */
export function bindNodes({ catalog, flow }: CompileInput): {
  readonly bound: ReadonlyMap<NodeId, Bound>;
  readonly issues: readonly Issue[];
} {
  const bound = new Map<NodeId, Bound>();
  const issues: Issue[] = [];
  const seen = new Set<NodeId>();
  for (const { id, type, config, disabled } of flow.nodes) {
    if (seen.has(id)) {
      issues.push({ node: id, message: `Two steps have the id “${id}”` });
      continue;
    }
    seen.add(id);
    // hasOwn: a type called "constructor" must not find Object's.
    const definition = Object.hasOwn(catalog, type) ? catalog[type] : undefined;
    if (definition === undefined) {
      issues.push({ node: id, message: `There is no step type “${type}”` });
      continue;
    }
    const binding = definition.bind(config);
    if (!binding.ok) {
      issues.push(...binding.problems.map((problem) => ({ node: id, ...problem })));
      continue;
    }
    const { role, family } = definition;
    const { node } = binding;
    if (disabled === true && node.whenDisabled.kind === "passes") {
      const { exit } = node.whenDisabled;
      bound.set(id, { type, role, family, node: passedBy(node, exit), passesBy: exit });
      continue;
    }
    if (disabled === true && node.whenDisabled.kind === "cannot") {
      issues.push({ node: id, message: `It cannot be disabled: ${node.whenDisabled.because}` });
    }
    issues.push(...node.problems.map((problem) => ({ node: id, ...problem })));
    bound.set(id, { type, role, family, node, passesBy: null });
  }
  return { bound, issues };
}
