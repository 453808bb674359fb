import type { ShownField } from "@fairflow/contract";
import { createContext, useContext } from "react";

/** Everything that a template can say, with what it is for the person of the preview. */
export const FieldsContext = createContext<readonly ShownField[]>([]);

export function useFields(): readonly ShownField[] {
  return useContext(FieldsContext);
}

/** A field as it stands in a text: amounts and dates say how they are written. */
export function markOf({ id, type }: ShownField): string {
  const filter = type === "money" ? " | money" : type === "date" ? " | date" : "";
  return `{{ ${id}${filter} }}`;
}
