import { editors, type NodeEditor } from "@fairflow/nodes/editors";

const byType: Readonly<Record<string, NodeEditor>> = editors;

/** The form and icon of a step's type; undefined for one that this installation does not know. */
export function editorOf(type: string): NodeEditor | undefined {
  return Object.hasOwn(byType, type) ? byType[type] : undefined;
}
