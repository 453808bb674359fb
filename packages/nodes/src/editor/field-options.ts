import type { Field, Fields } from "@fairflow/criteria";
import type { OptionGroup } from "@fairflow/ui";

const GROUPS = [
  ["account", "Account"],
  ["debtor", "Debtor"],
  ["history", "History"],
  ["run", "This flow"],
  ["custom", "Your own fields"],
] as const;

/** The fields for which `fits` holds, grouped as a select shows them. */
export function fieldOptions(
  fields: Fields,
  fits: (field: Field) => boolean,
): readonly OptionGroup[] {
  return GROUPS.flatMap(([group, label]) => {
    const options = [...fields.values()]
      .filter((field) => field.group === group && fits(field))
      .map((field) => ({ value: field.id, label: field.label }));
    return options.length === 0 ? [] : [{ label, options }];
  });
}
