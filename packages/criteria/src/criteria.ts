import { z } from "zod";
import { FieldId } from "./field.ts";
import { excessOf, MAX_RULES } from "./limits.ts";
import { Operator } from "./operator.ts";

/** PostgreSQL can store neither a NUL nor half of a surrogate pair. */
const StorableText = z
  .string()
  .max(500, "A value has at most 500 characters.")
  .refine((text) => text.isWellFormed() && !text.includes("\0"), {
    message: "The value has a character that cannot be stored.",
  });

/** What a rule compares with: one value, a list, or the two ends of a range. */
export const RuleValue = z.union([
  StorableText,
  z.number(),
  z.array(z.union([StorableText, z.number()])).max(MAX_RULES, "A list has at most 200 values."),
]);
export type RuleValue = string | number | readonly (string | number)[];

export interface Rule {
  readonly kind: "rule";
  readonly field: FieldId;
  readonly operator: Operator;
  /** Absent where the operator takes none, or while the rule is being drawn. */
  readonly value?: RuleValue | undefined;
}

/**
 * The condition language. It has two truth values: a comparison with a fact that is null or absent is false,
 * and `not` is plain negation, so `not (x is more than 3)` holds for an unknown x. `is_empty` asks for the unknown.
 * In SQL each rule is therefore `coalesce(<comparison>, false)`. `all` of nothing is true, `any` of nothing false.
 */
export type Criteria =
  | { readonly kind: "all"; readonly of: readonly Criteria[] }
  | { readonly kind: "any"; readonly of: readonly Criteria[] }
  | { readonly kind: "not"; readonly of: Criteria }
  | Rule;

const Part: z.ZodType<Criteria> = z
  .discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("all"), of: z.array(z.lazy(() => Part)) }),
    z.strictObject({ kind: z.literal("any"), of: z.array(z.lazy(() => Part)) }),
    z.strictObject({ kind: z.literal("not"), of: z.lazy(() => Part) }),
    z.strictObject({
      kind: z.literal("rule"),
      field: FieldId,
      operator: Operator,
      value: RuleValue.optional(),
    }),
  ])
  .meta({ id: "Criteria" });

/** Parses a draft: whether its fields exist and its values fit them is `checkCriteria`'s to say. */
export const Criteria = z.preprocess((input, context) => {
  const excess = excessOf(input);
  if (excess !== undefined) {
    context.addIssue({ code: "custom", path: [...excess.path], message: excess.message });
  }
  return input;
}, Part);
