import { coreFields, type FieldId } from "@fairflow/criteria";

/** A field as sentences name it. An installation's own fields are known by their id. */
export function fieldLabel(id: FieldId): string {
  return coreFields.get(id)?.label ?? id.replace(/^custom\./, "");
}
