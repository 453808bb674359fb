import { fieldsUsed, type Criteria } from "@fairflow/criteria";
import { useEditorLibrary, type CriteriaCount } from "./editor-library.ts";
import { useAsked, type Asked } from "./use-asked.ts";

/** `cannot`: it asks about the way through the flow, which an account that is in none does not have. */
export type CountState =
  | Asked<CriteriaCount>
  | { readonly kind: "cannot"; readonly asks: readonly string[] };

/**
 * Counts a condition whenever it has changed and rests.
 *
 * @param criteria finished ones: the server refuses others
 * @param insteadOf the segment whose condition they would replace
 */
export function useCriteriaCount(criteria: Criteria, insteadOf?: string): CountState {
  const { countCriteria, fields } = useEditorLibrary();
  const asks = [...fieldsUsed(criteria)].flatMap((id) => {
    const field = fields.get(id);
    return field?.group === "run" ? [field.label] : [];
  });
  const question = asks.length > 0 ? undefined : JSON.stringify([criteria, insteadOf]);
  const count = useAsked(question, (signal) => countCriteria({ criteria, insteadOf }, signal));
  return asks.length > 0 ? { kind: "cannot", asks } : count;
}
