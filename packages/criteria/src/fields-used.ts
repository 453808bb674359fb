import type { Criteria } from "./criteria.ts";
import type { FieldId } from "./field.ts";

/** The fields that criteria ask about, each once, in the order in which they first appear. */
export function fieldsUsed(criteria: Criteria): ReadonlySet<FieldId> {
  return new Set(fieldsIn(criteria));
}

function fieldsIn(criteria: Criteria): readonly FieldId[] {
  switch (criteria.kind) {
    case "all":
    case "any":
      return criteria.of.flatMap(fieldsIn);
    case "not":
      return fieldsIn(criteria.of);
    case "rule":
      return [criteria.field];
  }
}
